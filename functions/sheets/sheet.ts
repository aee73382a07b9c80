import * as z from 'zod';
import { Instant } from '../kernel/clock.ts';
import { idSchema } from '../kernel/ids.ts';
import { readStored, storedShape, toStored } from '../kernel/stored.ts';
import type { Key, WriteIntent } from '../kernel/write.ts';
import type { Tables } from '../platform/tables.ts';

/** That a step was done, by whom, and what was seen. */
export const Tick = z.object({
  step: z.int().positive(),
  by: z.string(),
  at: Instant,
  reference: z.string().optional(),
  /** When it happened at the provider. */
  time: Instant.optional(),
  choice: z.string().optional(),
  /** The condition that the provider names, in its words. */
  condition: z.string().optional(),
  evidence: z.array(idSchema('evidence')).optional(),
});
export type Tick = z.infer<typeof Tick>;

/**
 * A run sheet in somebody's hand. It comes into being with its first tick, and keeps the version of the text that it was
 * opened with. Its number counts the sheets of a record.
 */
export const Sheet = z.object({
  org: z.string(),
  id: idSchema('sheet'),
  /** What it is done for. */
  record: z.union([idSchema('unbind'), idSchema('linkRequest')]),
  purpose: z.string(),
  number: z.int().positive(),
  version: z.int().positive(),
  /** The member who opened it. */
  operator: z.string(),
  openedAt: Instant,
  ticks: z.array(Tick),
  /** Who else has confirmed what it says, where that is asked for. */
  confirmed: z.object({ by: z.string(), at: Instant }).optional(),
  /** When what it says was taken over. */
  doneAt: Instant.optional(),
  /** Ticks that a later look at the provider did not bear out. */
  reopened: z.array(z.object({ at: Instant, because: z.string(), tick: Tick })),
  /** Counts the writes, so that nobody ticks on what they have not seen. */
  revision: z.int().positive(),
});
export type Sheet = z.infer<typeof Sheet>;

export const sheetShape = storedShape({
  name: 'sheet',
  version: 2,
  schema: Sheet,
  // Until version 2 only unbinds had sheets.
  upcasts: { 1: ({ unbind, ...old }) => ({ ...old, record: unbind }) },
});

export type SheetName = Pick<Sheet, 'org' | 'record' | 'purpose' | 'number'>;

export function sheetKey({ org, record, purpose, number }: SheetName): Key {
  return { pk: `ORG#${org}#${record}`, sk: `SHEET#${purpose}#${number}` };
}

export async function readSheet(tables: Pick<Tables, 'get'>, name: SheetName): Promise<Sheet | undefined> {
  const item = await tables.get('desk', sheetKey(name));
  return item && readStored(sheetShape, item);
}

/** Stores a sheet as it is after a change. @param before as it was read; undefined when this opens it */
export function keepSheet(after: Sheet, before: Sheet | undefined): WriteIntent {
  return {
    op: 'put',
    table: 'desk',
    key: sheetKey(after),
    fields: toStored(sheetShape, { ...after, revision: (before?.revision ?? 0) + 1 }),
    expect: [before ? { revision: { eq: before.revision } } : { pk: { absent: true } }],
    refusal: 'version',
  };
}
