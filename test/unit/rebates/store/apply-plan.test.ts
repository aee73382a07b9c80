import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Rebate } from '../../../../functions/rebates/rebate.ts';
import { rebateKey } from '../../../../functions/rebates/store/rebate-item.ts';
import { applyPlan } from '../../../../functions/rebates/sync/apply-plan.ts';
import { OutOfStep } from '../../../../functions/rebates/sync/out-of-step.ts';
import { readSync } from '../../../../functions/rebates/sync/sync-sequence.ts';
import { createApply } from '../../../../functions/rebates/tasks/apply.ts';
import { rebateDesk, rebateOf } from '../../../support/rebate-desk.ts';

const NEVER = '2999-01-01T00:00:00.000Z';
type Desk = Awaited<ReturnType<typeof rebateDesk>>;

/** The rebates that the table has now, without what the table adds. */
const believed = ({ tables }: Pick<Desk, 'tables'>) =>
  tables
    .items('desk')
    .filter(({ pk }) => /#REBATES#/.test(pk))
    .map(({ id, period, status, amount, order, customer }) => ({ id, period, status, amount, order, customer }));

const versions = ({ tables }: Desk) => tables.items('desk').filter(({ sk }) => sk.startsWith('VERSION#2'));
const wanted = (records: readonly Rebate[]) =>
  records.map(({ id, period, status, amount, order, customer }) => ({ id, period, status, amount, order, customer }));
const byId = (a: { id?: unknown }, b: { id?: unknown }) => (String(a.id) < String(b.id) ? -1 : 1);
const many = (count: number, of: Partial<Rebate> = {}) =>
  Array.from({ length: count }, (_, index) => rebateOf(`R-${String(index).padStart(6, '0')}`, of));

const setup = rebateDesk;

describe('applying a plan', () => {
  test('brings the table to what the provider has, and keeps what was believed before', async () => {
    const desk = await setup();
    await desk.night({ '2026-10': [rebateOf('A', { status: 'pending' }), rebateOf('B'), rebateOf('C')] });
    expect(versions(desk)).toEqual([]);
    desk.pass(1);
    const next = [rebateOf('A', { order: 'O-1' }), rebateOf('C'), rebateOf('D', { amount: '-3', kind: 'refund' })];
    const sync = await desk.night({ '2026-10': next });
    expect(believed(desk).toSorted(byId)).toEqual(wanted(next));
    expect(versions(desk).map(({ change }) => (change as { id: string }).id)).toEqual(['A', 'B']);
    expect(sync).toMatchObject({ status: 'completed', periods: [{ state: 'applied', applied: 3 }] });
  });

  test('keeps when a record was first seen, and where it was read before and is read now', async () => {
    const desk = await setup();
    await desk.night({ '2026-10': [rebateOf('A', { status: 'pending' })] });
    const first = desk.deps.clock.now();
    const second = desk.pass(3);
    const { periods } = await desk.night({ '2026-10': [rebateOf('A')] });
    const [item] = desk.tables.items('desk').filter(({ pk }) => /#REBATES#/.test(pk));
    const original = periods[0]?.original?.sha256;
    expect(item).toMatchObject({ firstSeenAt: first, changedAt: second, source: { original, row: 2 } });
    expect(versions(desk)).toMatchObject([{ at: second, was: { firstSeenAt: first, changedAt: first } }]);
  });

  test('takes a record that moved from one period into the other in one transaction', async () => {
    const desk = await setup();
    const before = rebateOf('A', { period: '2026-09' });
    await desk.night({ '2026-09': [before] });
    const after = rebateOf('A', { period: '2026-10' });
    const item = desk.tables.items('desk').find(({ pk }) => /#REBATES#2026-09/.test(pk));
    const plan = [
      {
        id: 'A',
        period: '2026-10',
        from: '2026-09',
        kinds: ['moved_period' as const],
        before,
        after,
        beforeHash: String(item?.['hash']),
        afterHash: 'f'.repeat(32),
        deltas: [],
      },
    ];
    await desk.apply(await desk.planned({ '2026-09': [], '2026-10': [after] }, { '2026-09': [], '2026-10': plan }));
    expect(believed(desk)).toEqual(wanted([after]));
  });

  test('R116: a night without changes writes no record, only when the period was read', async () => {
    const desk = await setup();
    await desk.night({ '2026-10': many(30) });
    desk.pass(1);
    desk.tables.calls.splice(0);
    const sync = await desk.planned({ '2026-10': many(30) });
    desk.tables.calls.splice(0);
    await desk.apply(sync);
    const written = desk.tables.calls.flatMap((call) => (call.op === 'transact' ? call.intents : []));
    const rebates = written.filter(({ key }) => !key.pk.includes(sync.id) && key.sk !== 'REBATE_SYNC');
    expect(rebates.map(({ op, key }) => [op, key.sk])).toEqual([['update', 'PERIOD#2026-10']]);
  });

  test('writes what changed and a few items for each period, whatever the period holds', async () => {
    const desk = await setup();
    await desk.night({ '2026-10': many(1200) });
    desk.pass(1);
    const next = many(1200).map((one, index) => (index % 40 === 0 ? { ...one, amount: '11' } : one));
    const sync = await desk.planned({ '2026-10': next });
    desk.tables.calls.splice(0);
    await desk.apply(sync);
    const transactions = desk.tables.calls.flatMap((call) => (call.op === 'transact' ? [call.intents.length] : []));
    // 30 changes of two writes each and one cursor; then period, its version, the sync with its entry, and the lock
    expect(transactions).toEqual([61, 5]);
  });

  test('a first load of 20,000 records takes 203 transactions of one write a record', async () => {
    const desk = await setup();
    const sync = await desk.planned({ '2026-10': many(20_000) });
    const sizes: number[] = [];
    const counting = {
      ...desk.tables,
      transact: async (intents: readonly unknown[]) => {
        sizes.push(intents.length);
        return { ok: true, value: undefined } as const;
      },
      getMany: async () => [],
    };
    expect(await applyPlan({ ...desk.deps, tables: counting }, sync, NEVER)).toBe('done');
    expect(sizes).toHaveLength(Math.ceil(20_000 / 99));
    expect(sizes.reduce((sum, size) => sum + size - 1, 0)).toBe(20_000);
  });

  test('an item that somebody else changed fails it by name, and nothing of that transaction is written', async () => {
    const desk = await setup();
    await desk.night({ '2026-10': [rebateOf('A'), rebateOf('B')] });
    const { org, account } = desk;
    const key = rebateKey(org, account.id, '2026-10', 'B');
    const [item] = await desk.tables.getMany('desk', [key]);
    desk.tables.seed('desk', { ...item, ...key, hash: 'another', amount: '99' });
    const before = believed(desk);
    const sync = await desk.planned({ '2026-10': [rebateOf('A', { amount: '1' }), rebateOf('B', { amount: '2' })] });
    const failing = applyPlan(desk.deps, sync, NEVER);
    await expect(failing).rejects.toThrow(OutOfStep);
    await expect(failing).rejects.toMatchObject({ name: 'OutOfStep' });
    expect(believed(desk)).toEqual(before);
    const { org: of, id: requestId, execution } = sync;
    expect(await createApply(desk.deps)({ org: of, requestId, execution })).toMatchObject({ status: 'failed' });
    const failed = await readSync(desk.tables, of, requestId);
    expect(failed?.failure).toEqual({ stage: 'applying', code: 'out_of_step' });
    expect(believed(desk)).toEqual(before);
  });

  test('an execution that the record no longer names writes nothing more', async () => {
    const desk = await setup();
    const sync = await desk.planned({ '2026-10': many(3) });
    expect(await applyPlan(desk.deps, { ...sync, execution: `${sync.id}-2` }, NEVER)).toBe('more');
    expect(believed(desk)).toEqual([]);
  });

  test('stops when its time is up and goes on from there', async () => {
    const desk = await setup();
    const sync = await desk.planned({ '2026-10': many(250) });
    const times = ['2026-11-02T00:00:00.000Z', '2026-11-02T00:00:01.000Z', '2026-11-02T00:00:09.000Z'];
    const clock = { now: () => times.shift() ?? NEVER };
    expect(await applyPlan({ ...desk.deps, clock }, sync, '2026-11-02T00:00:05.000Z')).toBe('more');
    const resumed = await readSync(desk.tables, desk.org, sync.id);
    expect(resumed?.periods[0]?.applied).toBe(99);
    expect(await applyPlan(desk.deps, resumed ?? sync, NEVER)).toBe('done');
    expect(believed(desk)).toHaveLength(250);
  });

  test('a crash at any transaction, before or after it was written, and going on give the same table', async () => {
    const lines = fc.uniqueArray(
      fc.record({
        id: fc.integer({ min: 0, max: 400 }).map((number) => `R-${number}`),
        amount: fc.integer({ min: -50, max: 50 }).map(String),
        status: fc.constantFrom('pending' as const, 'settled' as const),
      }),
      { minLength: 0, maxLength: 260, selector: ({ id }) => id },
    );
    await fc.assert(
      fc.asyncProperty(lines, lines, fc.nat({ max: 8 }), fc.boolean(), async (before, after, crash, wrote) => {
        const desk = await setup();
        const of = (some: typeof before) => some.map(({ id, ...rest }) => rebateOf(id, rest));
        await desk.night({ '2026-10': of(before) });
        desk.pass(1);
        const sync = await desk.planned({ '2026-10': of(after) });
        let transactions = 0;
        const dying = {
          ...desk.tables,
          transact: async (intents: Parameters<typeof desk.tables.transact>[0]) => {
            transactions += 1;
            if (transactions !== crash + 1) return desk.tables.transact(intents);
            if (wrote) await desk.tables.transact(intents);
            throw new Error('crashed');
          },
        };
        if (sync.status === 'applying')
          await applyPlan({ ...desk.deps, tables: dying }, sync, NEVER).catch(() => 'crashed');
        desk.pass(1);
        const resumed = await readSync(desk.tables, desk.org, sync.id);
        await desk.apply(resumed ?? sync);
        expect(believed(desk).toSorted(byId)).toEqual(wanted(of(after)).toSorted(byId));
        const kept = before.filter(({ id, amount, status }) => {
          const now = after.find((one) => one.id === id);
          return !now || now.amount !== amount || now.status !== status;
        });
        expect(
          versions(desk)
            .map(({ change }) => (change as { id: string }).id)
            .toSorted(),
        ).toEqual(kept.map(({ id }) => id).toSorted());
      }),
      { numRuns: 25 },
    );
  });
});
