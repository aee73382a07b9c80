import { describe, expect, test } from 'vitest';
import { periodAfter } from '../../../../functions/rebates/period.ts';
import { distributedPartition } from '../../../../functions/rebates/store/distributed-total.ts';
import { readPeriodAsOf, readPeriods } from '../../../../functions/rebates/store/period-record.ts';
import { readPace, usualDays } from '../../../../functions/rebates/store/settling-pace.ts';
import { finishSync } from '../../../../functions/rebates/sync/finish-sync.ts';
import { OutOfStep } from '../../../../functions/rebates/sync/out-of-step.ts';
import { MOST_PERIODS } from '../../../../functions/rebates/sync/sync.ts';
import { readSync, syncSequence } from '../../../../functions/rebates/sync/sync-sequence.ts';
import { recordKey } from '../../../../functions/timeline/index.ts';
import { rebateDesk, rebateOf } from '../../../support/rebate-desk.ts';

describe('finishing a sync', () => {
  test('R116, B13: each snapshot that became current stays known by the instant from which it was', async () => {
    const desk = await rebateDesk();
    const { org, account, tables } = desk;
    const first = desk.deps.clock.now();
    await desk.night({ '2026-10': [rebateOf('A')] });
    const second = desk.pass(1);
    await desk.night({ '2026-10': [rebateOf('A', { amount: '12' })] });
    const asOf = async (at: string) => (await readPeriodAsOf(tables, org, account.id, '2026-10', at))?.acceptedAt;
    expect(await asOf('2026-11-02T01:29:59.999Z')).toBeUndefined();
    expect(await asOf(first)).toBe(first);
    expect(await asOf('2026-11-03T01:29:59.999Z')).toBe(first);
    expect(await asOf(second)).toBe(second);
    expect(await readPeriods(tables, org, account.id)).toMatchObject([
      { version: 2, acceptedAt: second, readAt: second },
    ]);
  });

  test('tells with its end what came of the periods, and frees the account', async () => {
    const desk = await rebateDesk();
    await desk.night({ '2026-09': [rebateOf('Z', { period: '2026-09' })] });
    const sync = await desk.night({ '2026-09': [rebateOf('Z', { period: '2026-09' })], '2026-10': [rebateOf('A')] });
    const [, entry] = desk.tables.items('timeline', `ORG#${desk.org}#${sync.id}`);
    expect(entry).toMatchObject({
      type: 'rebate_sync.completed',
      data: { periods: { unchanged: 1, applied: 1 }, changes: 1, unexplained: 0 },
    });
    expect(desk.tables.items('desk').filter(({ sk }) => sk === 'REBATE_SYNC')).toEqual([]);
  });

  test('of the most periods that a sync may have, all at once, all with open lines', async () => {
    const desk = await rebateDesk();
    const months = Array.from({ length: MOST_PERIODS }, (_, at) => periodAfter('2026-10', -at));
    const of = (status: 'pending' | 'settled', amount: string) =>
      Object.fromEntries(
        months.map((period) => [
          period,
          [rebateOf('A', { period, status, amount }), rebateOf('B', { period, status: 'pending', amount })],
        ]),
      );
    await underDistributor(desk);
    await desk.night(of('pending', '10'));
    desk.pass(3);
    const sync = await desk.night(of('settled', '11'));
    expect(sync.periods.map(({ state }) => state)).toEqual(months.map(() => 'applied'));
  });

  test('a trial touches no period', async () => {
    const desk = await rebateDesk();
    const sync = await desk.planned({ '2026-10': [rebateOf('A')] }, {}, { dryRun: true, status: 'comparing' });
    expect(await finishSync(desk.deps, sync)).toMatchObject({ status: 'completed', periods: [{ state: 'planned' }] });
    expect(await readPeriods(desk.tables, desk.org, desk.account.id)).toEqual([]);
  });

  test('a period whose snapshot is another one by now is left as it is', async () => {
    const desk = await rebateDesk();
    await desk.night({ '2026-10': [rebateOf('A')] });
    const sync = await desk.planned({ '2026-10': [] }, { '2026-10': [] });
    const periods = sync.periods.map((one) => ({ ...one, state: 'planned' as const, previous: undefined, applied: 0 }));
    const again = { ...sync, periods } as typeof sync;
    await expect(finishSync(desk.deps, again)).rejects.toThrow(OutOfStep);
  });

  test('R106: how long lines took to be settled is the account’s own history', async () => {
    const desk = await rebateDesk();
    const pending = (count: number) =>
      Array.from({ length: count }, (_, n) => rebateOf(`R-${n}`, { status: 'pending' }));
    await desk.night({ '2026-10': pending(3) });
    desk.pass(9);
    await desk.night({ '2026-10': [rebateOf('R-0'), ...pending(3).slice(1)] });
    desk.pass(5);
    await desk.night({
      '2026-10': [rebateOf('R-0', { amount: '11' }), rebateOf('R-1'), rebateOf('R-2', { status: 'paid' })],
    });
    const pace = await readPace(desk.tables, desk.org, desk.account.id);
    expect(pace).toEqual({ settledAfter: { 9: 1, 14: 2 }, version: 2 });
    expect(pace && usualDays(pace)).toEqual({ lines: 3, median: 14, nineInTen: 14 });
  });

  test('a distributor with an organisation here is told period and total, and never a line', async () => {
    const desk = await rebateDesk();
    await underDistributor(desk);
    await desk.night({ '2026-10': [rebateOf('A'), rebateOf('B', { amount: '2', currency: 'CNY' }), rebateOf('C')] });
    const items = desk.tables.items('desk', distributedPartition(desk.other.org));
    expect(items).toMatchObject([
      {
        period: '2026-10',
        totals: [
          { currency: 'CNY', amount: '2' },
          { currency: 'USD', amount: '20' },
        ],
      },
    ]);
    const told = desk.tables.items('desk').filter(({ pk }) => pk.startsWith(`ORG#${desk.other.org}#`));
    expect(JSON.stringify(told)).not.toMatch(/"order"|"customer"|REBATES#/);
  });

  test('a sync that another execution has moved meanwhile is left to it', async () => {
    const desk = await rebateDesk();
    const sync = await desk.planned({}, {}, { status: 'comparing' });
    expect(await finishSync(desk.deps, { ...sync, execution: 'another' })).toBeUndefined();
    expect((await readSync(desk.tables, desk.org, sync.id))?.status).toBe('comparing');
    expect(syncSequence.isEnd('completed')).toBe(true);
  });
});

/** The account becomes one of a second-level reseller of the other organisation. */
async function underDistributor(desk: Awaited<ReturnType<typeof rebateDesk>>): Promise<void> {
  const key = recordKey(desk.org, desk.account.id);
  const [account] = await desk.tables.getMany('desk', [key]);
  desk.tables.seed('desk', { ...account, ...key, tier: 'second_level_reseller' });
  const own = recordKey(desk.org, desk.org);
  const [organisation] = await desk.tables.getMany('desk', [own]);
  desk.tables.seed('desk', { ...organisation, ...own, parent: desk.other.org });
}
