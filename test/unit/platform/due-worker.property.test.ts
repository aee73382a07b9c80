import { Logger } from '@aws-lambda-powertools/logger';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { instant, plusSeconds } from '../../../functions/kernel/clock.ts';
import type { Item } from '../../../functions/kernel/write.ts';
import { type DueItem, due, dueKey, dueShards } from '../../../functions/platform/due.ts';
import type { DueTrouble } from '../../../functions/platform/due-measures.ts';
import { handOutDueWork } from '../../../functions/platform/due-worker.ts';
import type { Tables } from '../../../functions/platform/tables.ts';
import { memoryTables } from '../../support/memory-tables.ts';

const start = instant(Date.UTC(2026, 10, 2));
const LEASE = 120;

const item = fc.record({
  kind: fc.constantFrom('decision.expire', 'decision.deliver', 'link.watch', 'link.poll'),
  org: fc.constantFrom('org_a', 'org_b'),
  id: fc.integer({ min: 1, max: 9 }).map((number) => `lreq_${number}`),
  at: fc.integer({ min: -600, max: 600 }).map((seconds) => plusSeconds(start, seconds)),
});

/** One minute's run: killed after so many of its sends and transactions, or not at all. */
const life = fc.option(fc.nat({ max: 8 }));

class Killed extends Error {}

function setup(items: readonly DueItem[]) {
  const tables = memoryTables();
  const time = { now: start };
  const handed: { readonly item: DueItem; readonly at: string }[] = [];
  const troubles: string[] = [];
  const seeded = seed();
  async function seed() {
    const writes = [...new Map(items.map((one) => [dueKey(one).sk, due(one)])).values()];
    for (let from = 0; from < writes.length; from += 100) await tables.transact(writes.slice(from, from + 100));
    tables.calls.length = 0;
  }
  const send = async (_queue: string, sent: readonly DueItem[]): Promise<readonly DueItem[]> => {
    handed.push(...sent.map((one) => ({ item: one, at: time.now })));
    return [];
  };
  const deps = {
    tables: tables as Tables,
    clock: { now: () => time.now },
    logger: new Logger({ logLevel: 'SILENT' }),
    count: (trouble: DueTrouble) => void troubles.push(trouble),
    send,
    timeLeft: () => 55_000,
  };
  const run = async (steps: number | null = null) => {
    let left = steps ?? Number.POSITIVE_INFINITY;
    const step = () => {
      left -= 1;
      if (left < 0) throw new Killed();
    };
    const mortal: Pick<Tables, 'query' | 'transact'> = {
      query: (query) => tables.query(query),
      transact: async (intents) => {
        step();
        return tables.transact(intents);
      },
    };
    const sendAlive: typeof send = async (queue, sent) => {
      step();
      return send(queue, sent);
    };
    return handOutDueWork({ ...deps, tables: mortal, send: sendAlive });
  };
  const waiting = () => dueShards.flatMap((shard) => tables.items('desk', `DUE#${shard}`));
  return { tables, time, handed, troubles, deps, run, seeded, waiting };
}

const watches = (count: number, at = (_number: number) => start) =>
  Array.from(
    { length: count },
    (_, number): DueItem => ({
      kind: 'link.watch',
      org: 'org_a',
      id: `lreq_${number}`,
      at: at(number),
    }),
  );

const poison = (number: number): Item => ({
  pk: `DUE#${number % dueShards.length}`,
  sk: `2026-11-01T00:00:00.000Z#unheard.of#org_a#${number}`,
  kind: 'unheard.of',
  schemaVersion: 1,
});

test('due work is handed over at least once whenever workers die, never early, and never twice within a lease', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(item, { minLength: 1, maxLength: 12 }),
      fc.array(life, { maxLength: 5 }),
      async (items, lives) => {
        const { tables, time, handed, run, seeded } = setup(items);
        await seeded;
        for (const steps of lives) {
          await run(steps);
          time.now = plusSeconds(time.now, 60);
        }
        time.now = plusSeconds(start, 3600);
        await run();
        const names = new Set(items.map((one) => dueKey(one).sk));
        expect(new Set(handed.map((one) => dueKey(one.item).sk))).toEqual(names);
        expect(handed.filter((one) => one.at < one.item.at)).toEqual([]);
        for (const name of names) {
          const times = handed.filter((one) => dueKey(one.item).sk === name).map(({ at }) => Date.parse(at));
          const gaps = times.slice(1).map((at, before) => (at - (times[before] ?? 0)) / 1000);
          expect(gaps.filter((gap) => gap < LEASE)).toEqual([]);
        }
        expect(tables.items('desk')).toEqual([]);
      },
    ),
  );
});

test('two workers of one minute hand each item over once', async () => {
  const { handed, run, seeded } = setup(watches(130));
  await seeded;
  await Promise.all([run(), run()]);
  expect(handed).toHaveLength(130);
});

test('an item that is written again while it is handed over is kept for its second time', async () => {
  const [one] = watches(1) as [DueItem];
  const { tables, seeded, deps } = setup([one]);
  await seeded;
  const again = async () => {
    await tables.transact([due(one)]);
    return [];
  };
  await handOutDueWork({ ...deps, send: again });
  expect(tables.items('desk')).toHaveLength(1);
});

test('20,000 items that piled up over an outage are handed out in one run, oldest first, with few calls', async () => {
  const items = watches(20_000, (number) => plusSeconds(start, -((number * 7919) % 20_000)));
  const { tables, handed, run, seeded, waiting } = setup(items);
  await seeded;
  expect(await run()).toEqual({ handed: 20_000, unreadable: 0, failed: 0 });
  const order = handed.map((one) => dueKey(one.item).sk);
  expect(order).toEqual(items.map((one) => dueKey(one).sk).toSorted());
  expect(waiting()).toEqual([]);
  const calls = Object.groupBy(tables.calls, ({ op }) => op);
  // a page of 250 from each of four shards, a claim and a deletion for each item
  expect(calls.query?.length).toBeLessThanOrEqual(20_000 / 250 + dueShards.length);
  expect(calls.transact).toHaveLength(2 * 20_000);
}, 60_000);

test('a run ends in time and leaves the younger items to the next minute', async () => {
  const items = watches(300, (number) => plusSeconds(start, number - 300));
  const { handed, run, deps, seeded, waiting } = setup(items);
  await seeded;
  const lefts = [55_000, 30_000, 9_999];
  await handOutDueWork({ ...deps, timeLeft: () => lefts.shift() ?? 0 });
  expect(handed.map((one) => one.item.id)).toEqual(items.slice(0, 100).map(({ id }) => id));
  expect(waiting().filter((one) => 'leaseUntil' in one)).toEqual([]);
  await run();
  expect(handed.map((one) => one.item.id)).toEqual(items.map(({ id }) => id));
});

test('items that can not be read hold back none of their shard, and are met less and less often', async () => {
  const { tables, time, handed, troubles, run, seeded, waiting } = setup(watches(5));
  await seeded;
  tables.seed('desk', ...Array.from({ length: 60 }, (_, number) => poison(number)), { ...poison(61), at: 'soon' });
  expect(await run()).toEqual({ handed: 5, unreadable: 61, failed: 0 });
  expect(handed).toHaveLength(5);
  expect(troubles).toEqual(Array(61).fill('DueItemsUnreadable'));
  const met: number[] = [];
  for (let minute = 1; minute <= 240; minute += 1) {
    time.now = plusSeconds(start, minute * 60);
    if ((await run()).unreadable > 0) met.push(minute);
  }
  expect(met).toEqual([3, 8, 17, 34, 67, 128, 189]);
  expect(waiting()).toHaveLength(61);
});

test('a kind that only newer code knows waits until that code is back', async () => {
  const { tables, time, handed, run, seeded } = setup([]);
  await seeded;
  const [one] = watches(1) as [DueItem];
  const { pk, sk } = dueKey(one);
  tables.seed('desk', { ...one, kind: 'unheard.of', schemaVersion: 2, pk, sk });
  expect(await run()).toMatchObject({ unreadable: 1 });
  tables.seed('desk', { ...one, schemaVersion: 2, pk, sk, leaseUntil: plusSeconds(start, 120), claims: 1 });
  time.now = plusSeconds(start, 180);
  expect(await run()).toMatchObject({ handed: 1 });
  expect(handed.map((sent) => sent.item)).toEqual([one]);
});

test('a queue that takes nothing, or not everything, holds back no other queue; what it refused comes again', async () => {
  const expiries = watches(12).map((one): DueItem => ({ ...one, kind: 'decision.expire' }));
  const { time, handed, deps, run, seeded } = setup([...watches(25), ...expiries]);
  await seeded;
  const refusing: typeof deps.send = async (queue, sent) => {
    if (queue === 'LINKS_WORK_QUEUE') throw new Error('no such queue');
    await deps.send(queue, sent.slice(1));
    return sent.slice(0, 1);
  };
  expect(await handOutDueWork({ ...deps, send: refusing })).toEqual({ handed: 10, unreadable: 0, failed: 5 });
  expect(new Set(handed.map((one) => one.item.kind))).toEqual(new Set(['decision.expire']));
  expect(await run()).toMatchObject({ handed: 0 });
  time.now = plusSeconds(start, 180);
  expect(await run()).toEqual({ handed: 27, unreadable: 0, failed: 0 });
  expect(new Set(handed.map((one) => dueKey(one.item).sk)).size).toBe(37);
});

test('a shard that can not be read holds back no other shard', async () => {
  const { deps, handed, seeded, run } = setup(watches(40));
  await seeded;
  const broken: typeof deps.tables.query = async (query) => {
    if (query.pk === 'DUE#1') throw new Error('throttled');
    return deps.tables.query(query);
  };
  const done = await handOutDueWork({ ...deps, tables: { ...deps.tables, query: broken } });
  expect(done.failed).toBe(1);
  const left = watches(40).filter((one) => dueKey(one).pk === 'DUE#1').length;
  expect(left).toBeGreaterThan(0);
  expect(handed).toHaveLength(40 - left);
  await run();
  expect(handed).toHaveLength(40);
});
