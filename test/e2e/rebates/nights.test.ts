import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Change } from '../../../functions/rebates/change.ts';
import { type Desk, expectOk, sharedDesk } from '../../support/desk.ts';
import { countCalls } from '../../support/desk-faults.ts';
import { beatDueWork } from '../../support/due-beat.ts';
import { patience } from '../../support/patience.ts';
import { expectWay, type RebateAccount, rebateAccount, type SyncView } from './rebate-account.ts';
import { line } from './rebate-sites.ts';

let desk: Desk;
let due: ReturnType<typeof beatDueWork>;
let of: RebateAccount;
let first: SyncView;
let second: SyncView;

const ordered = { 'Order Time': '2026-10-31 23:30:00' };
const gone = line('GONE', '160', '8');
const moves = line('MOVE', '300', '15', { Status: 'Settled' });

beforeAll(async () => {
  desk = await sharedDesk();
  due = beatDueWork(desk);
  of = await rebateAccount(desk, 'America/New_York');
  const [now, last] = of.periods;
  const stays = line('STAY', '20', '1', { Status: 'Settled', ...ordered });
  await of.tell(now, {
    put: [line('RATE', '1000', '50'), line('BASE', '200', '10'), line('BACK', '400', '20'), line('STATE', '60', '3')],
  });
  await of.tell(now, { put: [stays, gone] });
  await of.tell(last, { put: [line('ODD', '100', '5', { Status: 'Settled' }), moves] });
  first = await of.night();

  await of.tell(now, {
    put: [
      line('RATE', '1000', '60', { 'Commission Rate': '0.06' }),
      line('BASE', '240', '12'),
      line('BACK', '400', '16.75', { Refund: '-3.25' }),
      line('STATE', '60', '3', { Status: 'Settled' }),
      line('NEW', '50', '2.5'),
      moves,
    ],
    remove: ['GONE'],
  });
  await of.tell(last, { put: [line('ODD', '100', '5.4', { Status: 'Settled' })], remove: ['MOVE'] });
  second = await of.night();
}, 300_000);
afterAll(() => due?.end());

describe('R115–R118: two nights, and what the provider changes in between', () => {
  test('R115: a night is begun once, although two workers find it at the same time, and reads three periods', async () => {
    const [now, last, before] = of.periods;
    for (const night of [first, second]) {
      expect(night).toMatchObject({ origin: 'night', createdBy: 'unowned', dryRun: false });
      expect(night.periods.map(({ period, state }) => ({ period, state }))).toEqual([
        { period: before, state: 'not_available' },
        { period: last, state: 'applied' },
        { period: now, state: 'applied' },
      ]);
      await expectWay(desk, of.reseller, night, 'changed');
    }
  });

  test('R116: the first night finds every line new', async () => {
    const [now, last] = of.periods;
    expect(await changesOf(first, now)).toMatchObject(
      ['BACK', 'BASE', 'GONE', 'RATE', 'STATE', 'STAY'].map((id) => ({ id, kinds: ['appeared'] })),
    );
    const settled = await changesOf(first, last);
    expect(settled.map(({ deltas }) => deltas)).toEqual([
      [{ currency: 'USD', amount: '15', parts: [{ cause: 'first_seen', amount: '15' }] }],
      [{ currency: 'USD', amount: '5', parts: [{ cause: 'first_seen', amount: '5' }] }],
    ]);
  });

  test('R117, B07: the second finds exactly what was changed, each with its kinds and its money split by cause', async () => {
    const [now, last] = of.periods;
    expect((await changesOf(second, now)).map(brief)).toEqual([
      ['BACK', 'amount_changed adjustment_added', 'refund -3.25'],
      ['BASE', 'amount_changed', 'base 2'],
      ['GONE', 'disappeared', 'unexplained -8'],
      ['MOVE', 'moved_period', 'period_move 15'],
      ['NEW', 'appeared', 'first_seen 2.5'],
      ['RATE', 'amount_changed', 'rate 10'],
      ['STATE', 'status_changed', ''],
    ]);
    expect((await changesOf(second, last)).map(brief)).toEqual([['ODD', 'amount_changed', 'unexplained 0.4']]);
    const plans = second.periods.flatMap(({ plan }) => plan ?? []);
    expect(plans.map(({ changes, unexplained, deltas }) => ({ changes, unexplained, deltas }))).toEqual([
      {
        changes: 1,
        unexplained: 1,
        deltas: [
          {
            currency: 'USD',
            amount: '-14.6',
            parts: [
              { cause: 'period_move', amount: '-15' },
              { cause: 'unexplained', amount: '0.4' },
            ],
          },
        ],
      },
      {
        changes: 7,
        unexplained: 1,
        deltas: [
          {
            currency: 'USD',
            amount: '18.25',
            parts: [
              { cause: 'first_seen', amount: '2.5' },
              { cause: 'rate', amount: '10' },
              { cause: 'base', amount: '2' },
              { cause: 'refund', amount: '-3.25' },
              { cause: 'period_move', amount: '15' },
              { cause: 'unexplained', amount: '-8' },
            ],
          },
        ],
      },
    ]);
  });

  test('what is owed now: the sums of both periods, and every line but the one that is gone', async () => {
    const [now, last] = of.periods;
    const { periods } = (await expectOk(of.finance.getRebateSummary({ query: { account: of.account } }))).json;
    expect(periods.map(({ period, records, sums }) => ({ period, records, sums }))).toEqual([
      { period: now, records: 7, sums: [{ currency: 'USD', amount: '110.25' }] },
      { period: last, records: 1, sums: [{ currency: 'USD', amount: '5.4' }] },
    ]);
    const ids = (await of.lines(now)).map(({ id }) => id);
    expect(ids).toEqual(['BACK', 'BASE', 'MOVE', 'NEW', 'RATE', 'STATE', 'STAY']);
  });

  test('a line says what it is computed from, and what happened to it in words', async () => {
    const [now, last] = of.periods;
    const { rebate, check, history, pending, firstSeenAt } = await detailOf(now, 'RATE');
    expect(rebate).toMatchObject({ amount: '60', base: '1000', rate: '0.06', status: 'pending' });
    expect(check).toMatchObject({ verdict: 'matches', difference: '0' });
    expect(pending?.text).toBeTruthy();
    expect(history.map(({ sync, words }) => ({ sync, words }))).toEqual([
      { sync: second.id, words: ['its amount went from 50 USD to 60 USD', '+10 USD: another rate (tier or campaign)'] },
    ]);
    expect(firstSeenAt < (first.endedAt ?? '')).toBe(true);
    expect((await detailOf(last, 'ODD')).check).toMatchObject({ verdict: 'differs', expected: '5', difference: '0.4' });
  });

  test('R113: an order of half past eleven at night is told by both clocks, and stays in the month that is settled', async () => {
    const [now] = of.periods;
    const { query, rebate } = await detailOf(now, 'STAY');
    expect(query).toMatchObject({ zone: 'Asia/Shanghai', accountZone: 'America/New_York' });
    expect(rebate).toMatchObject({
      period: now,
      ordered: {
        at: '2026-10-31T15:30:00.000Z',
        atSource: '2026-10-31T23:30:00+08:00',
        atAccount: '2026-10-31T11:30:00-04:00',
      },
    });
  });

  test('B13: what the first night believed can still be asked for', async () => {
    const [now, last] = of.periods;
    const then = first.endedAt ?? '';
    expect(await of.lines(now, then)).toMatchObject([
      { id: 'BACK', amount: '20' },
      { id: 'BASE', amount: '10', base: '200' },
      { id: 'GONE', amount: '8' },
      { id: 'RATE', amount: '50', rate: '0.05' },
      { id: 'STATE', status: 'pending' },
      { id: 'STAY', amount: '1' },
    ]);
    expect(await of.lines(last, then)).toMatchObject([
      { id: 'MOVE', period: last },
      { id: 'ODD', amount: '5' },
    ]);
    const params = { accountId: of.account, period: now, recordId: 'RATE' };
    const { rebate } = (await expectOk(of.finance.getRebate({ params, query: { asOf: then } }))).json;
    expect(rebate).toMatchObject({ amount: '50', rate: '0.05' });
  });

  test('B11: an empty answer names what is to blame', async () => {
    const [now, last] = of.periods;
    const why = async (filters: object) =>
      (await expectOk(of.finance.whyRebatesAreEmpty({ query: { account: of.account, ...filters } }))).json;
    expect(await why({ period: now, order: 'ORD-STATE', status: 'pending' })).toMatchObject({
      empty: true,
      culprit: 'status',
      change: [{ field: 'status', from: 'pending', to: 'settled' }],
      found: [{ id: 'STATE' }],
    });
    expect(await why({ period: last, order: 'ORD-MOVE' })).toMatchObject({
      culprit: 'period',
      change: [{ field: 'period', from: last, to: now }],
    });
  });

  test('R118: finance has one mail of each night; a third that finds nothing writes no line and says nothing', async () => {
    const [now, last] = of.periods;
    const toldOf = (sync: SyncView) => (lines: readonly string[]) => lines.filter((one) => one.includes(sync.id));
    const lines = await vi.waitFor(async () => {
      const told = await of.told();
      expect(toldOf(second)(told)).toHaveLength(1);
      return told;
    }, patience);
    const about = `Partner account ${of.reseller.partner}, night of`;
    expect(lines).toEqual([
      `- ${about} ${first.night}: 8 new (${first.id})`,
      `- ${about} ${second.night}: 1 new; 6 changed; 1 gone; 2 with an unexplained difference (-7.6 USD) (${second.id})`,
    ]);

    const before = await Promise.all([of.lines(now), of.lines(last)]);
    const written = () =>
      ['#REBATES#', 'VERSION#', 'FROM#'].map((what) => countCalls(desk, 'TransactWriteItems', of.reseller.org, what));
    const writtenBefore = written();
    expect(Math.min(...writtenBefore)).toBeGreaterThan(0);
    const third = await of.night();
    expect(third.periods.map(({ state }) => state)).toEqual(['not_available', 'unchanged', 'unchanged']);
    await expectWay(desk, of.reseller, third, 'unchanged');
    expect(written()).toEqual(writtenBefore);
    expect(await Promise.all([of.lines(now), of.lines(last)])).toEqual(before);

    // one change, one message: what comes with it is all that came since
    await of.tell(last, { put: [line('ODD', '100', '5.4', { Status: 'Paid' })] });
    const fourth = await of.sync([last]);
    const told = await vi.waitFor(async () => {
      const now = await of.told();
      expect(toldOf(fourth)(now)).toHaveLength(1);
      return now;
    }, patience);
    expect(told.slice(lines.length)).toEqual([`- Partner account ${of.reseller.partner}: 1 changed (${fourth.id})`]);
  });
});

async function changesOf({ id }: SyncView, period: string): Promise<readonly Change[]> {
  const query = { period, limit: 100 };
  return (await expectOk(of.finance.listRebateSyncChanges({ params: { syncId: id }, query }))).json.items;
}

function brief({ id, kinds, deltas }: Change): readonly string[] {
  const parts = deltas.flatMap((delta) => delta.parts.map(({ cause, amount }) => `${cause} ${amount}`));
  return [id, kinds.join(' '), parts.join(', ')];
}

async function detailOf(period: string, recordId: string) {
  return (await expectOk(of.finance.getRebate({ params: { accountId: of.account, period, recordId } }))).json;
}
