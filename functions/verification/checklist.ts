import * as z from 'zod';
import { Instant } from '../kernel/clock.ts';
import { MoneyJson } from '../kernel/money.ts';
import { readStored, storedShape, toStored } from '../kernel/stored.ts';
import type { Expectation, Key, WriteIntent } from '../kernel/write.ts';
import { type Link, ProofItem } from '../links/link.ts';
import type { Tables } from '../platform/tables.ts';

/** Why a checklist was started. */
export const startReasons = [
  'activated',
  'adopted',
  'vanished',
  'requested',
  'attribute_change',
  'after_cycle',
  'recheck',
] as const;
export type StartReason = (typeof startReasons)[number];

/**
 * How an item stands. `not_supported`: the site, or the account's tier, has no read for it (R020). `too_early`: within
 * the provider's own delay, so no failure (R050). `unknown`: the provider did not answer, so no failure either.
 */
export const itemStatuses = ['pending', 'pass', 'fail', 'not_supported', 'too_early', 'unknown'] as const;
export const ItemStatus = z.enum(itemStatuses);
export type ItemStatus = z.infer<typeof ItemStatus>;

const Receipts = z.array(z.object({ action: z.string(), requestId: z.string().nullable() }));

/** What the provider answered, without personal data: its actions and request ids, and the words that decided (R044). */
export const Evidence = z.object({ receipts: Receipts, words: z.record(z.string(), z.string()) });

/** One item of a checklist. */
export const ItemResult = z.object({
  status: ItemStatus,
  /** Our code for a status that is no pass: what contradicts the link, or why there was no answer. */
  because: z.string().optional(),
  triedAt: Instant.optional(),
  /** How often in a row it came out like this. */
  tries: z.int().nonnegative(),
  /** How often in a row it had to wait for its share of the provider's rate. */
  waits: z.int().positive().optional(),
  evidence: Evidence.optional(),
  /** When it is tried again within this checklist; absent when it is done. */
  nextAt: Instant.optional(),
});
export type ItemResult = z.infer<typeof ItemResult>;

export const Items = z.record(ProofItem, ItemResult);
export type Items = z.infer<typeof Items>;

/** How billing is arranged at the provider, to be compared with what was agreed (R049). */
export const ActualBilling = z.object({
  /** `unknown` where the site does not tell. */
  payer: z.enum(['reseller', 'customer', 'unknown']),
  creditLimit: MoneyJson.nullable(),
  readAt: Instant,
  receipts: Receipts,
});
export type ActualBilling = z.infer<typeof ActualBilling>;

/** What was tried on a link, once through, and what came of it. Kept for ever: it is the proof of what was known when. */
export const Checklist = z.object({
  org: z.string(),
  link: z.string(),
  number: z.int().positive(),
  because: z.enum(startReasons),
  startedAt: Instant,
  /** The member who asked for it. */
  startedBy: z.string().optional(),
  /** An instant in the settlement period whose bill is looked at; that of the check unless given. */
  billOf: Instant.optional(),
  items: Items,
  actual: ActualBilling.optional(),
  finishedAt: Instant.optional(),
});
export type Checklist = z.infer<typeof Checklist>;

export const checklistShape = storedShape({
  name: 'checklist',
  version: 2,
  schema: Checklist,
  upcasts: { 1: (old) => old },
});

type Named = Pick<Checklist, 'org' | 'link' | 'number'>;

/** Beside the link's record; numbers sort as text. */
export function checklistKey({ org, link, number }: Named): Key {
  return { pk: `ORG#${org}#${link}`, sk: `CHECKLIST#${String(number).padStart(8, '0')}` };
}

/** Writes a checklist. Whoever writes also moves the link on under what it read of it, so that nobody writes beside. */
export function putChecklist(checklist: Checklist, expect: Expectation = []): WriteIntent {
  return {
    op: 'put',
    table: 'desk',
    key: checklistKey(checklist),
    fields: toStored(checklistShape, checklist),
    expect,
    refusal: 'version',
  };
}

/** The checklist in hand; undefined while there is none. */
export async function readChecklist(tables: Tables, link: Pick<Link, 'org' | 'id' | 'checklist'>) {
  if (link.checklist === 0) return undefined;
  const item = await tables.get('desk', checklistKey({ org: link.org, link: link.id, number: link.checklist }));
  return item && readStored(checklistShape, item);
}
