import { describe, expect, test } from 'vitest';
import {
  type Expectation,
  type Fields,
  isNew,
  type RefusalReason,
  type WriteIntent,
} from '../../functions/kernel/write.ts';
import type { Query, Tables } from '../../functions/platform/tables.ts';

/**
 * What every `Tables` does, whichever engine is behind it. `make` gives tables that may hold other items already, so
 * each test writes below a partition of its own.
 */
export function describeTables(name: string, make: () => Promise<Tables> | Tables): void {
  let partitions = 0;
  const setup = async () => {
    partitions += 1;
    const pk = `ORG#suite-${Date.now()}-${partitions}`;
    const tables = await make();
    const put = (sk: string, fields: Fields = {}): WriteIntent => ({
      op: 'put',
      table: 'desk',
      key: { pk, sk },
      fields,
      expect: [],
      refusal: 'exists',
    });
    const check = (sk: string, tests: Expectation, refusal: RefusalReason = 'version'): WriteIntent => ({
      op: 'check',
      table: 'desk',
      key: { pk, sk },
      expect: tests,
      refusal,
    });
    return { pk, tables, put, check, get: (sk: string) => tables.get('desk', { pk, sk }) };
  };

  describe(`${name} reads and writes`, () => {
    test('what was put is read back with its key, and nothing where nothing was put', async () => {
      const { pk, tables, put, get } = await setup();
      const fields = { text: 'Larkspur Robotics Ltd', count: 3, flag: false, none: null, list: ['a', { b: 1.5 }] };
      await tables.transact([put('A', { ...fields, missing: undefined })]);
      expect(await get('A')).toEqual({ ...fields, pk, sk: 'A' });
      expect(await get('B')).toBeUndefined();
      expect(await tables.get('private', { pk, sk: 'A' })).toBeUndefined();
    });

    test('many keys at once give those items that are there, in the order asked for, each once', async () => {
      const { pk, tables, put } = await setup();
      const names = Array.from({ length: 130 }, (_, number) => `A#${String(number).padStart(3, '0')}`);
      await tables.transact(names.slice(0, 70).map((sk) => put(sk)));
      await tables.transact(names.slice(70, 120).map((sk) => put(sk)));
      const asked = [...names.toReversed(), 'A#007', 'B'].map((sk) => ({ pk, sk }));
      const found = await tables.getMany('desk', asked);
      expect(found.map(({ sk }) => sk)).toEqual(names.slice(0, 120).toReversed());
      expect(await tables.getMany('private', asked)).toEqual([]);
      expect(await tables.getMany('desk', [])).toEqual([]);
    });

    test('a put replaces the whole item, an update only what it names', async () => {
      const { pk, tables, put, get } = await setup();
      const update = { table: 'desk', key: { pk, sk: 'A' }, expect: [], refusal: 'version' } as const;
      await tables.transact([put('A', { one: 1, two: 2 })]);
      await tables.transact([{ ...update, op: 'update', set: { two: 3, three: undefined }, remove: ['one'] }]);
      expect(await get('A')).toEqual({ pk, sk: 'A', two: 3 });
      await tables.transact([put('A', { four: 4 })]);
      expect(await get('A')).toEqual({ pk, sk: 'A', four: 4 });
    });

    test('an update without expectation makes the item; a delete removes it, twice if asked', async () => {
      const { pk, tables, get } = await setup();
      const write = { table: 'desk', key: { pk, sk: 'A' }, expect: [], refusal: 'version' } as const;
      await tables.transact([{ ...write, op: 'update', set: { one: 1 } }]);
      expect(await get('A')).toEqual({ pk, sk: 'A', one: 1 });
      expect(await tables.transact([{ ...write, op: 'delete' }])).toEqual({ ok: true });
      expect(await tables.transact([{ ...write, op: 'delete' }])).toEqual({ ok: true });
      expect(await get('A')).toBeUndefined();
    });

    test('a transaction that could never happen throws', async () => {
      const { tables, put, check } = await setup();
      await expect(tables.transact([])).rejects.toThrow('1 to 100 writes');
      await expect(tables.transact([put('A'), check('A', isNew)])).rejects.toThrow('the same item');
    });
  });

  describe(`${name} expects`, () => {
    const item = { text: 'b', number: 5, flag: true };
    test.each<[string, Expectation, boolean]>([
      ['absent of an absent field', [{ other: { absent: true } }], true],
      ['absent of a field that is there', [{ text: { absent: true } }], false],
      ['present of a field that is there', [{ text: { present: true } }], true],
      ['present of an absent field', [{ other: { present: true } }], false],
      ['the same text', [{ text: { eq: 'b' } }], true],
      ['another text', [{ text: { eq: 'B' } }], false],
      ['another text to differ', [{ text: { ne: 'c' } }], true],
      ['the same text to differ', [{ text: { ne: 'b' } }], false],
      ['an absent field to differ', [{ other: { ne: 'b' } }], false],
      ['a number to be less', [{ number: { lt: 6 } }], true],
      ['the same number to be less', [{ number: { lt: 5 } }], false],
      ['the same number to be at most that', [{ number: { lte: 5 } }], true],
      ['a number to be greater', [{ number: { gt: 4 } }], true],
      ['text to be less, by its bytes', [{ text: { lt: 'ba' } }], true],
      ['an absent field to be less', [{ other: { lt: 6 } }], false],
      ['a number as text', [{ number: { eq: '5' } }], false],
      ['text to be less than a number', [{ text: { lt: 6 } }], false],
      ['a flag', [{ flag: { eq: true } }], true],
      ['all of one alternative', [{ text: { eq: 'b' }, number: { eq: 6 } }], false],
      ['one alternative of two', [{ number: { eq: 6 } }, { text: { eq: 'b' } }], true],
      ['none of two alternatives', [{ number: { eq: 6 } }, { text: { eq: 'c' } }], false],
    ])('%s', async (_what, expectation, met) => {
      const { tables, put, check } = await setup();
      await tables.transact([put('A', item)]);
      expect((await tables.transact([check('A', expectation)])).ok).toBe(met);
    });

    test('no comparison holds for an item that is not there', async () => {
      const { tables, check } = await setup();
      expect((await tables.transact([check('A', [{ status: { ne: 'open' } }])])).ok).toBe(false);
      expect((await tables.transact([check('A', isNew)])).ok).toBe(true);
    });
  });

  describe(`${name} refuses`, () => {
    test('the whole transaction when one expectation does not hold, with the item found', async () => {
      const { pk, tables, put, check, get } = await setup();
      await tables.transact([put('A', { version: 2 })]);
      const answer = await tables.transact([put('B'), check('A', [{ version: { eq: 1 } }])]);
      expect(answer).toEqual({
        ok: false,
        error: {
          kind: 'refused',
          reason: 'version',
          table: 'desk',
          key: { pk, sk: 'A' },
          found: { pk, sk: 'A', version: 2 },
        },
      });
      expect(await get('B')).toBeUndefined();
    });

    test('without a found item where there is none', async () => {
      const { pk, tables, check } = await setup();
      const answer = await tables.transact([check('A', [{ pk: { present: true } }])]);
      expect(answer).toEqual({
        ok: false,
        error: { kind: 'refused', reason: 'version', table: 'desk', key: { pk, sk: 'A' } },
      });
    });

    test('for the most telling reason, wherever it stands in the transaction', async () => {
      const { tables, put, check } = await setup();
      await tables.transact([put('A'), put('B'), put('C')]);
      const answer = await tables.transact([
        check('A', isNew, 'version'),
        check('B', isNew, 'idempotency'),
        check('C', isNew, 'lock'),
      ]);
      expect(answer).toMatchObject({ ok: false, error: { reason: 'idempotency', key: { sk: 'B' } } });
    });

    test('all but one of many that create the same item at once', async () => {
      const { tables, put } = await setup();
      const create = { ...put('A'), expect: isNew };
      const answers = await Promise.all(Array.from({ length: 4 }, () => tables.transact([create])));
      expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
      expect(answers.filter(({ ok }) => !ok)).toHaveLength(3);
    });
  });

  describe(`${name} lists`, () => {
    const listed = async () => {
      const { pk, tables, put } = await setup();
      const keys = ['A#1', 'B#1', 'B#2', 'B#3', 'B#4', 'C#1'];
      await tables.transact(keys.map((sk) => put(sk)));
      const query = async (asked: Omit<Query, 'table' | 'pk'>) =>
        (await tables.query({ table: 'desk', pk, ...asked })).items.map(({ sk }) => sk);
      return { pk, tables, put, query };
    };

    test.each<[string, Omit<Query, 'table' | 'pk'>, readonly string[]]>([
      ['a whole partition in key order', { limit: 10 }, ['A#1', 'B#1', 'B#2', 'B#3', 'B#4', 'C#1']],
      ['backwards', { descending: true, limit: 2 }, ['C#1', 'B#4']],
      ['a prefix', { begins: 'B#', limit: 10 }, ['B#1', 'B#2', 'B#3', 'B#4']],
      ['a prefix backwards', { begins: 'B#', descending: true, limit: 2 }, ['B#4', 'B#3']],
      ['after a cursor', { begins: 'B#', after: 'B#2', limit: 10 }, ['B#3', 'B#4']],
      ['after a cursor, backwards', { begins: 'B#', after: 'B#3', descending: true, limit: 10 }, ['B#2', 'B#1']],
      ['up to a key, that one included', { upTo: 'B#2', limit: 10 }, ['A#1', 'B#1', 'B#2']],
      ['after one key and up to another', { after: 'B#1', upTo: 'B#3', limit: 10 }, ['B#2', 'B#3']],
      ['after the last', { begins: 'B#', after: 'B#4', limit: 10 }, []],
      ['after the first, backwards', { begins: 'B#', after: 'B#1', descending: true, limit: 10 }, []],
      ['nothing but the prefix for a cursor before it', { begins: 'B#', after: 'A#0', limit: 2 }, ['B#1', 'B#2']],
      ['nothing for a cursor behind the prefix', { begins: 'B#', after: 'C#0', limit: 10 }, []],
      ['nothing for a cursor behind the end', { after: 'C#1', upTo: 'B#1', limit: 10 }, []],
    ])('%s', async (_what, asked, keys) => {
      const { query } = await listed();
      expect(await query(asked)).toEqual(keys);
    });

    test('in pages, and says when there is more', async () => {
      const { pk, tables } = await listed();
      const first = await tables.query({ table: 'desk', pk, begins: 'B#', limit: 3 });
      expect([first.items.length, first.more]).toEqual([3, true]);
      const last = await tables.query({ table: 'desk', pk, begins: 'B#', after: 'B#3', limit: 3 });
      expect([last.items.length, last.more]).toEqual([1, false]);
    });

    const robot = {
      name: 'lantern',
      at: { site: 'tencent-intl', count: 2 },
      failing: ['billing', 'status'],
      since: '2026-11-03',
    };
    test.each<[string, NonNullable<Query['where']>, boolean]>([
      ['nothing in particular', [], true],
      ['a field that is the same', [[{ field: 'name', eq: 'lantern' }]], true],
      ['a field that is another', [[{ field: 'name', eq: 'Lantern' }]], false],
      ['a field within a map', [[{ field: 'at.site', eq: 'tencent-intl' }]], true],
      ['a number as text', [[{ field: 'at.count', eq: '2' }]], false],
      ['a field within what is no map', [[{ field: 'name.site', eq: 'lantern' }]], false],
      ['a beginning', [[{ field: 'name', begins: 'lant' }]], true],
      ['a beginning that is another', [[{ field: 'name', begins: 'ant' }]], false],
      ['an element of a list', [[{ field: 'failing', contains: 'status' }]], true],
      ['no element of a list', [[{ field: 'failing', contains: 'stat' }]], false],
      ['at least the same', [[{ field: 'since', gte: '2026-11-03' }]], true],
      ['less than the same', [[{ field: 'since', lt: '2026-11-03' }]], false],
      ['less', [[{ field: 'since', lt: '2026-11-03T' }]], true],
      ['an absent field to be so', [[{ field: 'stopped', absent: true }]], true],
      ['an absent field to be there', [[{ field: 'stopped', present: true }]], false],
      ['an absent field to be at least something', [[{ field: 'stopped', gte: '' }]], false],
      ['a field within a map to be there', [[{ field: 'at.site', present: true }]], true],
      [
        'any of several',
        [
          [
            { field: 'name', eq: 'no' },
            { field: 'since', begins: '2026' },
          ],
        ],
        true,
      ],
      ['all of several', [[{ field: 'name', eq: 'lantern' }], [{ field: 'since', begins: '2025' }]], false],
    ])('of items that have %s', async (_what, where, met) => {
      const { pk, tables, put } = await setup();
      await tables.transact([put('A', robot)]);
      const { items } = await tables.query({ table: 'desk', pk, where, limit: 10 });
      expect(items.length).toBe(met ? 1 : 0);
    });

    test('what is left of as many items as were to be looked at, and says after which one to go on', async () => {
      const { pk, tables, put } = await setup();
      await tables.transact(['1', '2', '3', '4', '5'].map((sk) => put(sk, { odd: Number(sk) % 2 === 1 })));
      const where = [[{ field: 'odd', eq: true }]] as const;
      const first = await tables.query({ table: 'desk', pk, where, limit: 2 });
      expect(first).toMatchObject({ items: [{ sk: '1' }], more: true, last: '2' });
      const rest = await tables.query({ table: 'desk', pk, where, after: '2', limit: 10 });
      expect(rest.items.map(({ sk }) => sk)).toEqual(['3', '5']);
      expect(rest.more).toBe(false);
      const back = await tables.query({ table: 'desk', pk, where, descending: true, limit: 4 });
      expect(back).toMatchObject({ items: [{ sk: '5' }, { sk: '3' }], more: true, last: '2' });
    });

    test('by an index only what carries its keys, in the order of its sort key', async () => {
      const { pk, tables, put } = await listed();
      await tables.transact([
        put('R#1', { listPk: pk, listSk: '2026-11-03', kind: 'late' }),
        put('R#2', { listPk: pk, listSk: '2026-11-01', kind: 'early' }),
        put('R#3', { waitingPk: pk, waitingSk: '2026-11-02', kind: 'waits' }),
        put('R#4', { listPk: `${pk}-other`, listSk: '2026-11-01' }),
      ]);
      const by = async (index: 'list' | 'waiting', asked: Partial<Query> = {}) =>
        (await tables.query({ table: 'desk', index, pk, limit: 10, ...asked })).items.map((item) => item['kind']);
      expect(await by('list')).toEqual(['early', 'late']);
      expect(await by('list', { descending: true })).toEqual(['late', 'early']);
      expect(await by('list', { after: '2026-11-01' })).toEqual(['late']);
      expect(await by('waiting')).toEqual(['waits']);
      const { items } = await tables.query({ table: 'desk', index: 'list', pk, limit: 1 });
      expect(items).toEqual([{ pk, sk: 'R#2', listPk: pk, listSk: '2026-11-01', kind: 'early' }]);
    });
  });
}
