import type { Clock } from '../kernel/clock.ts';
import { plusSeconds } from '../kernel/clock.ts';
import { readStored } from '../kernel/stored.ts';
import type { Item } from '../kernel/write.ts';
import { type DueItem, type DueKind, dueItemShape, dueKinds, dueShards } from './due.ts';
import type { Tables } from './tables.ts';

export type DueDeps = {
  readonly tables: Tables;
  readonly clock: Clock;
  /** Hands an item to the queue of the group that owns its kind. */
  readonly send: (queue: (typeof dueKinds)[DueKind], item: DueItem) => Promise<void>;
};

/** How long a claimed item is left to the worker that claimed it. */
const LEASE_SECONDS = 120;
/** One run's share of a shard; what is left over waits for the next minute. */
const BATCH = 200;

/**
 * Claims what is due and hands each item to its owner's queue. Claim, send, delete: a worker killed in between leaves an
 * item that is handed over again when its lease is over, so work happens at least once and must bear a second time.
 * @returns how many items were handed over
 */
export async function handOutDueWork({ tables, clock, send }: DueDeps): Promise<number> {
  const now = clock.now();
  const shards = await Promise.all(
    dueShards.map(async (shard) => {
      const { items } = await tables.query({ table: 'desk', pk: `DUE#${shard}`, upTo: `${now}\uffff`, limit: BATCH });
      const handed = await Promise.all(items.map((item) => handOut(item)));
      return handed.filter(Boolean).length;
    }),
  );
  return shards.reduce((sum, count) => sum + count, 0);

  async function handOut(item: Item): Promise<boolean> {
    const key = { pk: item.pk, sk: item.sk };
    const leaseUntil = plusSeconds(now, LEASE_SECONDS);
    const claimed = await tables.transact([
      {
        op: 'update',
        table: 'desk',
        key,
        set: { leaseUntil },
        expect: [{ pk: { present: true }, leaseUntil: { absent: true } }, { leaseUntil: { lt: now } }],
        refusal: 'lock',
      },
    ]);
    if (!claimed.ok) return false;
    const work = readStored(dueItemShape, item);
    await send(dueKinds[work.kind], work);
    await tables.transact([
      { op: 'delete', table: 'desk', key, expect: [{ leaseUntil: { eq: leaseUntil } }], refusal: 'lock' },
    ]);
    return true;
  }
}
