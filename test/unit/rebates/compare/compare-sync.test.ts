import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toStored } from '../../../../functions/kernel/stored.ts';
import { periodAfter } from '../../../../functions/rebates/period.ts';
import type { Rebate } from '../../../../functions/rebates/rebate.ts';
import { compareSync } from '../../../../functions/rebates/sync/compare.ts';
import { MOST_PERIODS, rebateSyncShape } from '../../../../functions/rebates/sync/sync.ts';
import { timelineStart } from '../../../../functions/timeline/index.ts';
import { applyChanges } from '../../../support/apply-changes.ts';
import { compareDesk, exportOf } from '../../../support/compare-desk.ts';
import { anyStatement, line } from '../../../support/rebate-lines.ts';

const row = (over: Partial<Rebate> = {}) => line({ product: 'cvm', ...over });
const rows = (count: number, over: Partial<Rebate> = {}) =>
  Array.from({ length: count }, (_, index) => row({ id: `r-${index + 1}`, ...over }));

/** A desk that believes October to be these. */
async function setup(...believed: readonly Rebate[]) {
  const desk = compareDesk();
  const first = await desk.read({ '2026-10': exportOf(believed) });
  expect(first.periods[0]).toMatchObject({ state: 'planned' });
  desk.believe(first.sync, first.periods);
  return desk;
}

describe('R117: a night', () => {
  test('R117: plans what differs from what is believed, with kind, cause and the line of the original', async () => {
    const desk = await setup(row({ id: 'a' }), row({ id: 'b' }));
    const { sync, periods } = await desk.read({
      '2026-10': exportOf([
        row({ id: 'c', status: 'pending' }),
        row({ id: 'b' }),
        row({ id: 'a', amount: '12', base: '240' }),
      ]),
    });
    expect(periods[0]).toMatchObject({
      state: 'planned',
      mapping: 'portal-export@1',
      plan: { changes: 2, kinds: { amount_changed: 1, appeared: 1 }, unexplained: 0 },
    });
    expect(desk.changes(sync, '2026-10')).toMatchObject([
      {
        id: 'a',
        kinds: ['amount_changed'],
        row: 4,
        deltas: [{ amount: '2', parts: [{ cause: 'base', amount: '2' }] }],
      },
      { id: 'c', kinds: ['appeared'], row: 2 },
    ]);
  });

  test('R116: that brings the same, in another order, changes nothing and writes nothing', async () => {
    const desk = await setup(row({ id: 'a' }), row({ id: 'b' }));
    const before = desk.objects.held.size;
    const { periods } = await desk.read({ '2026-10': exportOf([row({ id: 'b' }), row({ id: 'a' })]) });
    expect(periods).toMatchObject([{ state: 'unchanged' }]);
    expect(desk.objects.held.size).toBe(before + 1);
  });

  test('R117: tells a record that moved from one that is gone and one that is new, and both periods add up', async () => {
    const desk = compareDesk();
    const first = await desk.read({
      '2026-09': exportOf([row({ period: '2026-09' }), row({ id: 'r-2', period: '2026-09' })]),
      '2026-10': exportOf([row({ id: 'r-3' })]),
    });
    desk.believe(first.sync, first.periods);
    const { sync, periods } = await desk.read({
      '2026-09': exportOf([row({ id: 'r-2', period: '2026-09' })]),
      '2026-10': exportOf([row(), row({ id: 'r-3' })]),
    });
    expect(desk.changes(sync, '2026-09')).toEqual([]);
    expect(desk.changes(sync, '2026-10')).toMatchObject([
      { id: 'r-1', from: '2026-09', kinds: ['moved_period'], before: { period: '2026-09' } },
    ]);
    expect(periods.map(({ plan }) => plan?.deltas)).toEqual([
      [{ currency: 'USD', amount: '-10', parts: [{ cause: 'period_move', amount: '-10' }] }],
      [{ currency: 'USD', amount: '10', parts: [{ cause: 'period_move', amount: '10' }] }],
    ]);
  });

  test('R111: late data is what comes after the bill was closed, in the zone of the settlement', async () => {
    const desk = await setup(row());
    desk.at('2026-11-04T16:00:00.000Z');
    const { sync } = await desk.read({ '2026-10': exportOf([row(), row({ id: 'r-2' })]) });
    expect(desk.changes(sync, '2026-10')[0]?.deltas[0]?.parts).toEqual([{ cause: 'late_data', amount: '10' }]);
  });

  test('R111: until the day on which the site closes its bill, what comes is first seen', async () => {
    const desk = compareDesk(undefined, 12);
    const first = await desk.read({ '2026-10': exportOf([row()]) });
    desk.believe(first.sync, first.periods);
    desk.at('2026-11-10T16:00:00.000Z');
    const { sync } = await desk.read({ '2026-10': exportOf([row(), row({ id: 'r-2' })]) });
    expect(desk.changes(sync, '2026-10')[0]?.deltas[0]?.parts).toEqual([{ cause: 'first_seen', amount: '10' }]);
  });

  test('B07: whatever two readings say, the plans turn the first into the second', async () => {
    const both = fc.tuple(anyStatement, anyStatement);
    await fc.assert(
      fc.asyncProperty(both, async ([one, other]) => {
        const desk = compareDesk();
        const periods = ['2026-09', '2026-10'];
        // one currency a period: more are refused before anything is compared
        const plain = (all: readonly Rebate[]) =>
          all.map(({ adjustments: _adjustments, productName: _name, ...each }) => ({
            ...each,
            order: '1',
            product: 'p',
            currency: 'USD',
          }));
        const statements = (all: readonly Rebate[]) =>
          Object.fromEntries(periods.map((period) => [period, exportOf(all.filter((each) => each.period === period))]));
        const first = await desk.read(statements(plain(one)));
        desk.believe(first.sync, first.periods);
        const next = await desk.read(statements(plain(other)), { origin: 'night' });
        fc.pre(next.periods.every(({ state }) => state === 'planned' || state === 'unchanged'));
        const old = first.periods.flatMap(({ snapshot }) => desk.lines(snapshot!));
        const now = next.periods.flatMap(({ snapshot }) => desk.lines(snapshot!));
        const changes = periods.flatMap((period) => desk.changes(next.sync, period));
        // what leaves goes before what comes
        const removals = changes.toSorted((a, b) => Number(a.after !== undefined) - Number(b.after !== undefined));
        expect(applyChanges(old, removals)).toEqual(now.toSorted());
      }),
      { numRuns: 30 },
    );
  });

  test('R116: a crash and a repeat say the same and find the same objects', async () => {
    const desk = await setup(...rows(30));
    const { sync, periods } = await desk.read({ '2026-10': exportOf(rows(30, { status: 'paid' })) });
    const objects = new Map(desk.objects.held);
    expect(await compareSync(desk.deps, sync)).toEqual(periods);
    expect(desk.objects.held).toEqual(objects);
  });
});

describe('an original that can’t be taken in', () => {
  const refused: readonly [string, string, object][] = [
    ['columns that nobody knows', 'What,How much\na,1', { because: 'unknown_columns' }],
    [
      'a line that is no record',
      exportOf([row(), row({ id: 'r-2', amount: 'ten' })]),
      { quarantined: { lines: [{ line: 3 }] } },
    ],
    [
      'an id that comes twice',
      exportOf([row(), row({ amount: '11' })]),
      { because: 'duplicate_id', quarantined: { count: 1 } },
    ],
    ['a line of another period', exportOf([row(), row({ id: 'r-2', period: '2026-08' })]), { because: 'other_period' }],
    ['two currencies', exportOf([row(), row({ id: 'r-2', currency: 'CNY' })]), { because: 'other_currency' }],
  ];
  test.each(refused)(
    '%s: quarantines the period, with its lines, and nothing of it is kept',
    async (_, statement, told) => {
      const desk = await setup(row());
      const before = desk.objects.held.size;
      const { periods } = await desk.read({ '2026-10': statement });
      expect(periods).toMatchObject([{ state: 'quarantined', ...told }]);
      expect(desk.objects.held.size).toBe(before + 1);
    },
  );
});

describe('B12: what is doubted is held', () => {
  test.each(['', exportOf([])])('B12: an answer of nothing is never taken for all gone', async (statement) => {
    const desk = await setup(...rows(3));
    const { sync, periods } = await desk.read({ '2026-10': statement });
    expect(periods).toMatchObject([{ state: 'held', doubts: ['empty'], previous: { records: 3 } }]);
    expect(desk.changes(sync, '2026-10')).toEqual([]);
  });

  test('B12: how many may be gone is what the reseller’s policy says by now', async () => {
    const desk = await setup(...rows(40));
    desk.terms({ rebates: { goneRecords: 20, goneBasisPoints: 500 } });
    const { periods } = await desk.read({ '2026-10': exportOf(rows(20)) });
    expect(periods).toMatchObject([{ state: 'planned', plan: { kinds: { disappeared: 20 } } }]);
  });

  test('B12: records that moved to another period are not gone', async () => {
    const desk = compareDesk();
    const september = rows(40, { period: '2026-09' });
    const first = await desk.read({ '2026-09': exportOf(september), '2026-10': exportOf(rows(1, { id: 'x' })) });
    desk.believe(first.sync, first.periods);
    const moved = september.slice(0, 20).map((each) => ({ ...each, period: '2026-10' }));
    const { periods } = await desk.read({
      '2026-09': exportOf(september.slice(20)),
      '2026-10': exportOf([row({ id: 'x' }), ...moved]),
    });
    expect(periods.map(({ state, plan }) => [state, plan?.kinds])).toEqual([
      ['planned', {}],
      ['planned', { moved_period: 20 }],
    ]);
  });

  test('B12: where one of two periods is held, what moved between them is new in the other', async () => {
    const desk = compareDesk();
    const september = rows(40, { period: '2026-09' });
    const first = await desk.read({ '2026-09': exportOf(september), '2026-10': exportOf([row({ id: 'x' })]) });
    desk.believe(first.sync, first.periods);
    const { sync, periods } = await desk.read({
      '2026-09': exportOf(september.slice(0, 20)),
      '2026-10': exportOf([row({ id: 'x' }), row({ id: 'r-30' })]),
    });
    expect(periods).toMatchObject([{ state: 'held', doubts: ['many_gone'] }, { state: 'planned' }]);
    expect(desk.changes(sync, '2026-10')).toMatchObject([{ id: 'r-30', kinds: ['appeared'] }]);
  });

  test('B12: a person accepts what was held, and it is planned without asking again', async () => {
    const desk = await setup(...rows(40));
    const { sync, periods } = await desk.read({ '2026-10': exportOf(rows(20)) });
    expect(periods).toMatchObject([{ state: 'held', doubts: ['many_gone'] }]);
    desk.keep(sync.id, toStored(rebateSyncShape, { ...sync, periods }));
    const accepts = { sync: sync.id, reason: 'a customer left' };
    const acceptance = desk.newSync([{ period: '2026-10', state: 'read' }], { origin: 'acceptance', accepts });
    expect(await compareSync(desk.deps, acceptance)).toMatchObject([
      { state: 'planned', plan: { kinds: { disappeared: 20 }, unexplained: 20 } },
    ]);
  });
});

describe('R121: an upload', () => {
  const upload = 'rup_00000000000000000000000001' as const;
  const announced = { id: upload, schemaVersion: 1, fileName: 'a.csv', contentType: 'text/csv', bytes: 1 };

  async function uploaded(desk: ReturnType<typeof compareDesk>, covers: 'whole' | 'part', statement: string) {
    const sha256 = '0'.repeat(64);
    const at = '2026-10-20T00:00:00.000Z';
    desk.keep(upload, {
      ...timelineStart,
      ...announced,
      org: desk.org,
      account: desk.account,
      version: 1,
      status: 'syncing',
      sha256,
      covers,
      addedBy: 'mbr_1',
      createdAt: at,
    });
    return desk.read({ '2026-10': statement }, { origin: 'upload', upload });
  }

  test('R121: that covers a part comes over what is known, and nothing else is gone', async () => {
    const desk = await setup(row({ id: 'a' }), row({ id: 'b' }), row({ id: 'c' }));
    const { sync, periods } = await uploaded(
      desk,
      'part',
      exportOf([row({ id: 'd' }), row({ id: 'b', status: 'paid' })]),
    );
    expect(desk.changes(sync, '2026-10')).toMatchObject([
      { id: 'b', kinds: ['status_changed'], row: 3 },
      { id: 'd', kinds: ['appeared'], row: 2 },
    ]);
    expect(periods[0]?.snapshot?.records).toBe(4);
  });

  test.each([
    ['whole', [2, 1]],
    ['part', [2, 3]],
  ] as const)(
    'R121: that has periods beyond the lines that were looked at brings them all: %s',
    async (covers, has) => {
      const desk = compareDesk();
      const first = await desk.read({ '2026-09': exportOf(rows(2, { period: '2026-09', product: 'cvm' })) });
      desk.believe(first.sync, first.periods);
      const { sync, periods } = await uploaded(
        desk,
        covers,
        exportOf([row({ id: 'a' }), row({ id: 'b', period: '2026-09' }), row({ id: 'c' })]),
      );
      expect(periods.map(({ period, snapshot }) => [period, snapshot?.records])).toEqual([
        ['2026-09', has[1]],
        ['2026-10', has[0]],
      ]);
      expect(periods).toMatchObject([{ state: 'planned', mapping: 'portal-export@1' }, { state: 'planned' }]);
      expect(periods[0]?.original).toEqual(periods[1]?.original);
      expect(desk.changes(sync, '2026-09').filter(({ kinds }) => kinds.includes('appeared'))).toMatchObject([
        { id: 'b', row: 3 },
      ]);
    },
  );

  test('R121: that has more periods than a sync may is not taken in, and says what to do', async () => {
    const desk = compareDesk();
    const months = (count: number) =>
      Array.from({ length: count }, (_, index) => periodAfter('2026-10', -index)).map((period) =>
        row({ id: period, period }),
      );
    const fits = await uploaded(desk, 'whole', exportOf(months(MOST_PERIODS)));
    expect(fits.periods.map(({ state }) => state)).toEqual(Array(MOST_PERIODS).fill('planned'));
    const { periods } = await uploaded(desk, 'whole', exportOf(months(MOST_PERIODS + 1)));
    expect(new Set(periods.map(({ state }) => state))).toEqual(new Set(['quarantined']));
    expect(periods[0]?.quarantined).toMatchObject({
      count: 1,
      lines: [
        {
          line: MOST_PERIODS + 2,
          column: 'period',
          code: 'too_many_periods',
          detail: expect.stringContaining('divide it by period'),
        },
      ],
    });
  });

  test('R121: that is taken back gives what was believed before, and says that this is why', async () => {
    const desk = await setup(row({ id: 'a' }));
    const { sync, periods } = await uploaded(desk, 'part', exportOf([row({ id: 'b' }), row({ id: 'a', amount: '9' })]));
    desk.believe(sync, periods);
    const back = desk.newSync([{ period: '2026-10', state: 'read' }], { origin: 'withdrawal', upload });
    expect(await compareSync(desk.deps, back)).toMatchObject([{ state: 'planned', snapshot: { records: 1 } }]);
    expect(desk.changes(back, '2026-10').map(({ kinds, deltas }) => [kinds, deltas[0]?.parts])).toEqual([
      [['amount_changed'], [{ cause: 'withdrawal', amount: '1' }]],
      [['disappeared'], [{ cause: 'withdrawal', amount: '-10' }]],
    ]);
  });

  test('R121: that was the first of its period leaves a period without records', async () => {
    const desk = compareDesk();
    const { sync, periods } = await uploaded(desk, 'whole', exportOf([row()]));
    desk.believe(sync, periods);
    const back = desk.newSync([{ period: '2026-10', state: 'read' }], { origin: 'withdrawal', upload });
    expect(await compareSync(desk.deps, back)).toMatchObject([
      { state: 'planned', snapshot: { records: 0 }, plan: { kinds: { disappeared: 1 }, unexplained: 0 } },
    ]);
  });
});
