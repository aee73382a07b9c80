import fc from 'fast-check';
import { expect, test } from 'vitest';
import { instant, plusSeconds } from '../../../functions/kernel/clock.ts';
import { type DueItem, due, dueKey } from '../../../functions/platform/due.ts';
import { handOutDueWork } from '../../../functions/platform/due-worker.ts';
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
  const seeded = tables.transact([...new Map(items.map((one) => [dueKey(one).sk, due(one)])).values()]);
  const run = async (steps: number | null) => {
    let left = steps ?? Number.POSITIVE_INFINITY;
    const step = () => {
      left -= 1;
      if (left < 0) throw new Killed();
    };
    const mortal = {
      ...tables,
      transact: async (intents: Parameters<typeof tables.transact>[0]) => {
        step();
        return tables.transact(intents);
      },
    };
    const send = async (_queue: string, one: DueItem) => {
      step();
      handed.push({ item: one, at: time.now });
    };
    await handOutDueWork({ tables: mortal, clock: { now: () => time.now }, send }).catch((error: unknown) => {
      if (!(error instanceof Killed)) throw error;
    });
  };
  return { tables, time, handed, run, seeded };
}

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
        await run(null);
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
  const items = Array.from(
    { length: 30 },
    (_, number) => ({ kind: 'link.watch', org: 'o', id: `lreq_${number}`, at: start }) as const,
  );
  const { handed, run, seeded } = setup(items);
  await seeded;
  await Promise.all([run(null), run(null)]);
  expect(handed).toHaveLength(30);
});

test('an item that is written again while it is handed over is kept for its second time', async () => {
  const one = { kind: 'link.watch', org: 'o', id: 'lreq_1', at: start } as const;
  const { tables, seeded } = setup([one]);
  await seeded;
  const clock = { now: () => start };
  const again = async () => void (await tables.transact([due(one)]));
  await handOutDueWork({ tables, clock, send: again });
  expect(tables.items('desk')).toHaveLength(1);
});
