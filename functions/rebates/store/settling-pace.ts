import * as z from 'zod';
import { type Instant, secondsBetween } from '../../kernel/clock.ts';
import { readStored, storedShape, toStored } from '../../kernel/stored.ts';
import type { Key, WriteIntent } from '../../kernel/write.ts';
import type { Tables } from '../../platform/tables.ts';
import type { Change } from '../change.ts';
import type { RebateStatus } from '../rebate.ts';
import type { RebateItem } from './rebate-item.ts';

const DAY_SECONDS = 86_400;

/** How many lines of an account were settled so many whole days after they were first seen: its own history (R106). */
export const SettlingPace = z.object({
  settledAfter: z.record(z.string(), z.int().positive()),
  /** Raised by every sync that adds to it. */
  version: z.int().positive(),
});
export type SettlingPace = z.infer<typeof SettlingPace>;
type Counts = SettlingPace['settledAfter'];

export const settlingPaceShape = storedShape({
  name: 'rebate settling pace',
  version: 1,
  schema: SettlingPace,
  upcasts: {},
});

function paceKey(org: string, account: string): Key {
  return { pk: `ORG#${org}#ACC#${account}`, sk: 'REBATE_PACE' };
}

const open: readonly RebateStatus[] = ['pending', 'in_review'];
const settled: readonly RebateStatus[] = ['settled', 'paid'];

/** Whether a line has yet to be settled. */
export const isOpen = (status: RebateStatus): boolean => open.includes(status);

/** The whole days after which a change settled a line; undefined where it did not. */
export function settledAfterDays(
  { before, after }: Change,
  was: RebateItem | undefined,
  at: Instant,
): number | undefined {
  if (!was || !before || !after || !isOpen(before.status) || !settled.includes(after.status)) return undefined;
  return Math.max(0, Math.floor(secondsBetween(was.firstSeenAt, at) / DAY_SECONDS));
}

export function addCounts(...all: readonly (Counts | undefined)[]): Counts {
  const sum: Record<string, number> = {};
  for (const [days, count] of all.flatMap((one) => Object.entries(one ?? {}))) sum[days] = (sum[days] ?? 0) + count;
  return sum;
}

/** The middle one of all, and after how many days nine in ten had been settled; undefined where none ever was. */
export function usualDays({ settledAfter }: Pick<SettlingPace, 'settledAfter'>) {
  const byDays = Object.entries(settledAfter)
    .map(([days, count]) => ({ days: Number(days), count }))
    .toSorted((a, b) => a.days - b.days);
  const lines = byDays.reduce((sum, { count }) => sum + count, 0);
  if (lines === 0) return undefined;
  const reached = (share: number) => {
    let seen = 0;
    return byDays.find(({ count }) => (seen += count) >= share * lines)?.days ?? 0;
  };
  return { lines, median: reached(0.5), nineInTen: reached(0.9) };
}

export async function readPace(tables: Tables, org: string, account: string): Promise<SettlingPace | undefined> {
  const item = await tables.get('desk', paceKey(org, account));
  return item && readStored(settlingPaceShape, item);
}

/** Adds what a sync has settled; nothing to write where it settled nothing. Refused as `version` if another was faster. */
export function quickenPace(
  { org, account }: { readonly org: string; readonly account: string },
  before: SettlingPace | undefined,
  settledNow: Counts,
): readonly WriteIntent[] {
  if (Object.keys(settledNow).length === 0) return [];
  const pace = { settledAfter: addCounts(before?.settledAfter, settledNow), version: (before?.version ?? 0) + 1 };
  const expect = before ? [{ version: { eq: before.version } }] : [{ pk: { absent: true as const } }];
  const fields = toStored(settlingPaceShape, pace);
  return [{ op: 'put', table: 'desk', key: paceKey(org, account), fields, expect, refusal: 'version' }];
}
