import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mergeWaiting, placeOf } from '../../../functions/clocks/merge.ts';
import type { Item } from '../../../functions/kernel/write.ts';
import { memoryTables } from '../../support/memory-tables.ts';

const partitions = ['ORG#org_1#WAITING#customer', 'ORG#org_1#UNBINDS_WAITING#provider', 'ORG#org_1#CLOCKS'];

/** Deadlines in any partition; many at the same instant. */
const deadlines = fc
  .array(fc.record({ at: fc.nat(12), partition: fc.nat(partitions.length - 1) }), { maxLength: 60 })
  .map((all) =>
    all.map(({ at, partition }, index): Item => {
      const until = new Date(Date.UTC(2026, 10, 21 + at)).toISOString();
      return {
        pk: `ORG#org_1#record-${index}`,
        sk: 'RECORD',
        waitingPk: partitions[partition] ?? '',
        waitingSk: `${until}#record-${String(index).padStart(3, '0')}`,
      };
    }),
  );

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const taken: T[] = [];
  for await (const item of items) taken.push(item);
  return taken;
}

async function firsts(items: AsyncIterator<Item>, count: number): Promise<string[]> {
  const taken: string[] = [];
  for (let next = await items.next(); !next.done && taken.length < count; next = await items.next())
    taken.push(placeOf(next.value));
  return taken;
}

test('B01: pages of any size tell every clock once, soonest first, over all partitions', async () => {
  await fc.assert(
    fc.asyncProperty(deadlines, fc.integer({ min: 1, max: 9 }), async (items, size) => {
      const tables = memoryTables();
      const elsewhere = { pk: 'x', sk: 'RECORD', waitingPk: 'ORG#org_2#CLOCKS', waitingSk: '2026#other' };
      tables.seed('desk', ...items, elsewhere);
      const expected = items.map(placeOf).toSorted();
      expect((await all(mergeWaiting(tables, partitions, {}, size))).map(placeOf)).toEqual(expected);
      const paged: string[] = [];
      for (let page = await firsts(mergeWaiting(tables, partitions, {}, size), size); page.length > 0; ) {
        paged.push(...page);
        page = await firsts(mergeWaiting(tables, partitions, { after: paged.at(-1) }, size), size);
      }
      expect(paged).toEqual(expected);
    }),
    { numRuns: 100 },
  );
});

test('B01: what ends after the instant that was asked for is left out', async () => {
  const tables = memoryTables();
  const at = (until: string) => ({
    pk: until,
    sk: 'RECORD',
    waitingPk: partitions[0] ?? '',
    waitingSk: `${until}#one`,
  });
  tables.seed('desk', at('2026-11-21T00:00:00.000Z'), at('2026-11-22T00:00:00.000Z'));
  const upTo = '2026-11-21T00:00:00.000Z\uffff';
  expect(await all(mergeWaiting(tables, partitions, { upTo }, 5))).toHaveLength(1);
});
