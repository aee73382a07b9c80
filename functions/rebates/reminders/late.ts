import type { Instant } from '../../kernel/clock.ts';
import type { Tables } from '../../platform/tables.ts';
import type { Period } from '../period.ts';
import { rebatePartition, SHARDS } from '../store/rebate-item.ts';

/** Counted up to here: a thousand late lines need the same somebody as a hundred thousand. */
export const MOST_LATE = 1000;

const isOpen = [
  { field: 'status', eq: 'pending' },
  { field: 'status', eq: 'in_review' },
] as const;

/** How many open lines of a period were first seen before an instant: `MOST_LATE` at most. */
export async function countLate(
  tables: Pick<Tables, 'query'>,
  { org, account, period }: { readonly org: string; readonly account: string; readonly period: Period },
  seenBefore: Instant,
): Promise<number> {
  const where = [isOpen, [{ field: 'firstSeenAt', lt: seenBefore }]] as const;
  let late = 0;
  for (let shard = 0; shard < SHARDS && late < MOST_LATE; shard += 1) {
    const list = { table: 'desk', pk: rebatePartition(org, account, period, shard.toString(16)), where } as const;
    let after: string | undefined;
    do {
      const { items, more, last } = await tables.query({
        ...list,
        limit: 10_000,
        ...(after !== undefined && { after }),
      });
      late += items.length;
      after = more ? last : undefined;
    } while (after !== undefined && late < MOST_LATE);
  }
  return Math.min(late, MOST_LATE);
}
