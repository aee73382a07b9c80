import { expect, test } from 'vitest';
import * as z from 'zod';
import { readStored, storedShape } from '../../../functions/kernel/stored.ts';
import type { Item, WriteIntent } from '../../../functions/kernel/write.ts';
import { type KindOf, type MigrationDeps, migrate, type Scan } from '../../../functions/platform/migration.ts';
import { memoryScan } from '../../support/memory-scan.ts';
import { memoryTables } from '../../support/memory-tables.ts';

/** Version 2 split the name, version 3 counts the visits. */
const guestShape = storedShape({
  name: 'guest',
  version: 3,
  schema: z.object({ first: z.string(), last: z.string(), visits: z.array(z.string()), count: z.int() }),
  upcasts: {
    1: ({ name, ...rest }) => {
      const [first, last] = String(name).split(' ');
      return { ...rest, first, last };
    },
    2: (old) => ({ ...old, count: z.array(z.string()).parse(old['visits']).length }),
  },
});
const entryShape = storedShape({ name: 'entry', version: 2, schema: z.object({}), upcasts: { 1: (old) => old } });

const kindOf: KindOf = (table, { pk, sk }) => {
  if (pk.startsWith('MIGRATION#')) return { item: 'progress' };
  if (sk === 'SLOT') return { item: 'slot' };
  if (sk !== 'GUEST') return undefined;
  return table === 'timeline' ? { item: 'entry', shape: entryShape } : { item: 'guest', shape: guestShape };
};

const guest = (number: number, more: object = {}): Item => ({
  pk: `ORG#o#${number}`,
  sk: 'GUEST',
  schemaVersion: 1,
  version: 7,
  name: 'Ada Admin',
  visits: ['mon', 'tue'],
  listPk: 'ORG#o#GUESTS',
  listSk: String(number),
  ...more,
});

function setup(...desk: readonly Item[]) {
  const tables = memoryTables();
  tables.seed('desk', ...desk);
  const paced: number[] = [];
  const said: string[] = [];
  const pages: string[] = [];
  const scan: Scan = async (table, segment, after) => {
    pages.push(JSON.stringify([table, segment, after]));
    return memoryScan(tables)(table, segment, after);
  };
  const deps: MigrationDeps = {
    tables,
    scan,
    kindOf,
    owed: async () => [],
    versions: 'guest 3',
    pace: async (items) => void paced.push(items),
    say: (line) => said.push(line),
  };
  const guests = () => tables.items('desk').filter(({ sk }) => sk === 'GUEST');
  const writes = () => tables.calls.flatMap((call) => (call.op === 'transact' ? call.intents : []));
  return { tables, deps, said, paced, pages, guests, writes };
}

const wet = { dryRun: false };
const of = (intents: readonly WriteIntent[]) => intents.filter(({ key }) => key.sk === 'GUEST');

test('items of older versions are rewritten as the current one, with their keys in indexes and all else', async () => {
  const { deps, guests } = setup(guest(1), guest(2, { schemaVersion: 2, first: 'Bo', last: 'Li', name: undefined }));
  const counts = await migrate(deps, wet);
  const kept = { version: 7, visits: ['mon', 'tue'], sk: 'GUEST', listPk: 'ORG#o#GUESTS', schemaVersion: 3, count: 2 };
  expect(guests()).toEqual([
    { ...kept, pk: 'ORG#o#1', listSk: '1', first: 'Ada', last: 'Admin' },
    { ...kept, pk: 'ORG#o#2', listSk: '2', first: 'Bo', last: 'Li' },
  ]);
  expect(counts.filter(({ item }) => item === 'guest')).toEqual([
    { table: 'desk', item: 'guest', version: 1, found: 1, old: 1, left: 0 },
    { table: 'desk', item: 'guest', version: 2, found: 1, old: 1, left: 0 },
  ]);
});

test('a dry run counts by kind and version and writes nothing', async () => {
  const { tables, deps, writes } = setup(guest(1), guest(2), { pk: 'ORG#o', sk: 'SLOT', next: 'soon' });
  tables.seed('private', { ...guest(3), schemaVersion: 2, first: 'Bo', last: 'Li' });
  expect(await migrate(deps, { dryRun: true })).toEqual([
    { table: 'desk', item: 'guest', version: 1, found: 2, old: 2, left: 0 },
    { table: 'desk', item: 'slot', version: 0, found: 1, old: 0, left: 0 },
    { table: 'private', item: 'guest', version: 2, found: 1, old: 1, left: 0 },
  ]);
  expect(writes()).toEqual([]);
});

test('run again it finds nothing to do', async () => {
  const { deps, writes, tables } = setup(guest(1), guest(2));
  await migrate(deps, wet);
  tables.calls.length = 0;
  const again = await migrate(deps, wet);
  expect(again).toContainEqual({ table: 'desk', item: 'guest', version: 3, found: 2, old: 0, left: 0 });
  expect(of(writes())).toEqual([]);
});

test('timeline entries are counted and never rewritten, and neither is what needs no version', async () => {
  const { tables, deps, writes } = setup();
  const entry = { pk: 'ORG#o#1', sk: 'GUEST', schemaVersion: 1 };
  tables.seed('timeline', entry);
  expect(await migrate(deps, wet)).toContainEqual({
    table: 'timeline',
    item: 'entry',
    version: 1,
    found: 1,
    old: 0,
    left: 0,
  });
  expect(of(writes())).toEqual([]);
  expect(tables.items('timeline')).toEqual([entry]);
});

test('a run that is interrupted anywhere goes on where it stood, and reports the whole of it', async () => {
  const all = Array.from({ length: 40 }, (_, number) => guest(number));
  const whole = setup(...all);
  const report = await migrate(whole.deps, wet);
  const read = whole.pages.length;
  for (let fatal = 1; fatal < read; fatal += 3) {
    const { deps, pages, guests } = setup(...all);
    let left = fatal;
    const dying: Scan = (...page) => {
      left -= 1;
      if (left < 0) throw new Error('power cut');
      return deps.scan(...page);
    };
    await expect(migrate({ ...deps, scan: dying }, wet)).rejects.toThrow('power cut');
    const goingOn = await migrate(deps, wet);
    expect(goingOn.filter(({ item }) => item === 'guest')).toEqual(report.filter(({ item }) => item === 'guest'));
    expect(guests().map((item) => readStored(guestShape, item).count)).toEqual(all.map(() => 2));
    // nothing is read twice
    expect(pages.length).toBeLessThanOrEqual(read);
  }
});

test('a run of other versions does not go on where it stood: what it has passed is of an older version again', async () => {
  const { deps, pages } = setup(...Array.from({ length: 40 }, (_, number) => guest(number)));
  const dying: Scan = (table, segment, after) => {
    if (after) throw new Error('power cut');
    return deps.scan(table, segment, after);
  };
  await expect(migrate({ ...deps, scan: dying }, wet)).rejects.toThrow('power cut');
  pages.length = 0;
  await migrate({ ...deps, versions: 'guest 4' }, wet);
  expect(pages).toContain('["desk",0,null]');
  expect(pages).toContain('["desk",1,null]');
});

test('an item that others change meanwhile keeps their change', async () => {
  const { tables, deps, guests } = setup(guest(1));
  const key = { pk: 'ORG#o#1', sk: 'GUEST' };
  const change = { op: 'update', table: 'desk', key, expect: [], refusal: 'version' } as const;
  let raced = false;
  const racing: MigrationDeps['tables'] = {
    ...tables,
    transact: async (intents) => {
      if (!raced && of(intents).length > 0) {
        raced = true;
        await tables.transact([{ ...change, set: { name: 'Bea Boss', visits: [], version: 8 } }]);
      }
      return tables.transact(intents);
    },
  };
  await migrate({ ...deps, tables: racing }, wet);
  expect(guests()).toMatchObject([{ first: 'Bea', last: 'Boss', count: 0, version: 8, schemaVersion: 3 }]);
});

test('what can not be read stays as it is, is named, and stops nothing', async () => {
  const odd = [
    guest(2, { visits: 'often' }),
    guest(3, { schemaVersion: 9 }),
    { pk: 'ORG#o#4', sk: 'WHAT', schemaVersion: 1 },
  ];
  const { deps, said, guests } = setup(guest(1), ...odd);
  const counts = await migrate(deps, wet);
  expect(counts.reduce((sum, { left }) => sum + left, 0)).toBe(3);
  expect(said.toSorted().map((line) => line.split(':').slice(0, 2).join())).toEqual([
    'left, desk ORG#o#2 GUEST',
    'left, desk ORG#o#3 GUEST',
    'left, desk ORG#o#4 WHAT',
  ]);
  expect(guests().map((item) => item['schemaVersion'])).toEqual([3, 1, 9]);
});

test('it reads no faster than it is told', async () => {
  const { deps, paced } = setup(...Array.from({ length: 10 }, (_, number) => guest(number)));
  await migrate(deps, wet);
  // the ten guests and where the twelve segments stand
  expect(paced.reduce((sum, count) => sum + count, 0)).toBe(22);
});

test('what code of today begins with an item is begun where older code did not, and a dry run only says so', async () => {
  const { tables, deps, said } = setup(guest(1), guest(2, { schemaVersion: 3, first: 'Bo', last: 'Li', count: 2 }));
  const badge = (pk: string): WriteIntent => ({
    op: 'put',
    table: 'desk',
    key: { pk, sk: 'SLOT' },
    fields: {},
    expect: [],
    refusal: 'exists',
  });
  const owed: MigrationDeps['owed'] = async (kind, { pk }) =>
    kind === 'guest' && !(await tables.get('desk', { pk, sk: 'SLOT' })) ? [badge(pk)] : [];
  const slots = () => tables.items('desk').filter(({ sk }) => sk === 'SLOT').length;
  await migrate({ ...deps, owed }, { dryRun: true });
  expect([slots(), said.length]).toEqual([0, 2]);
  await migrate({ ...deps, owed }, wet);
  expect([slots(), said.at(-1)]).toEqual([2, expect.stringMatching(/^begun for guest ORG#o#\d: SLOT$/)]);
  await migrate({ ...deps, owed }, wet);
  expect(said).toHaveLength(4);
});
