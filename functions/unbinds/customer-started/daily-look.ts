import * as z from 'zod';
import { Instant } from '../../kernel/clock.ts';
import { idSchema } from '../../kernel/ids.ts';
import { readStored, storedShape, toStored } from '../../kernel/stored.ts';
import { isNew, type Key, type WriteIntent } from '../../kernel/write.ts';
import type { Tables } from '../../platform/tables.ts';
import { sites } from '../../providers/provider.ts';

/**
 * The task to look, once a day, at what customers have started to unbind at a partner account: no call tells it, and the
 * provider approves by itself what nobody reviews (B02). One item an account; it is opened anew each day.
 */
export const DailyLook = z.object({
  org: z.string(),
  account: idSchema('partnerAccount'),
  site: z.enum(sites),
  /** Raised by every change. */
  version: z.int().positive(),
  /** The day that it is for, as the calendar of the account's own zone has it. */
  day: z.iso.date(),
  openedAt: Instant,
  /** The first day since which nobody has looked; the same as `day` where yesterday's was done. */
  openSince: z.iso.date(),
  /** The member whose it is. */
  owner: z.string(),
  /** The last list that was brought, and what it came to. */
  last: z
    .object({
      at: Instant,
      by: z.string(),
      /** SHA-256 of the file, in hex. */
      file: z.string(),
      mapping: z.int().positive(),
      rows: z.int().nonnegative(),
      started: z.int().nonnegative(),
      noted: z.int().nonnegative(),
    })
    .optional(),
  /** When this day's was done. */
  doneAt: Instant.optional(),
  /** Who has said that they see to it; stays from day to day until somebody has looked. */
  taken: z.object({ by: z.string(), at: Instant }).optional(),
});
export type DailyLook = z.infer<typeof DailyLook>;

export const dailyLookShape = storedShape({
  name: 'daily look',
  version: 2,
  schema: DailyLook,
  upcasts: { 1: (old) => old },
});

export function dailyLookKey(org: string, account: string): Key {
  return { pk: `ORG#${org}#${account}`, sk: 'DAILY_LOOK' };
}

export const dailyLooksOf = (org: string): string => `ORG#${org}#DAILY_LOOKS`;

export async function readDailyLook(tables: Tables, org: string, account: string): Promise<DailyLook | undefined> {
  const item = await tables.get('desk', dailyLookKey(org, account));
  return item && readStored(dailyLookShape, item);
}

/** Somebody sees to it: theirs until it is done. The first one counts; refused as `version` where it has changed meanwhile. */
export function takeLook(look: DailyLook, by: string, at: Instant): readonly WriteIntent[] {
  const { org, account, version, doneAt, taken } = look;
  if (doneAt !== undefined || taken) return [];
  const set = { owner: by, taken: { by, at }, version: version + 1 };
  const expect = [{ version: { eq: version } }] as const;
  return [{ op: 'update', table: 'desk', key: dailyLookKey(org, account), set, expect, refusal: 'version' }];
}

/**
 * In the place of the one that was read, if any: of two that come together one is refused as `version`.
 * @param until when its day ends; among the clocks (B01) until then, unless it is done
 */
export function putDailyLook(look: DailyLook, before: DailyLook | undefined, until?: Instant): WriteIntent {
  const clock = until && { waitingPk: `ORG#${look.org}#CLOCKS`, waitingSk: `${until}#${look.account}#daily_look` };
  return {
    op: 'put',
    table: 'desk',
    key: dailyLookKey(look.org, look.account),
    fields: { ...toStored(dailyLookShape, look), listPk: dailyLooksOf(look.org), listSk: look.account, ...clock },
    expect: before ? [{ version: { eq: before.version } }] : isNew,
    refusal: 'version',
  };
}
