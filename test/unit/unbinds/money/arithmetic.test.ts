import fc from 'fast-check';
import { expect, test } from 'vitest';
import { instant } from '../../../../functions/kernel/clock.ts';
import { Money } from '../../../../functions/kernel/money.ts';
import { billsAfter, moneyOf, running } from '../../../../functions/unbinds/money/meter.ts';
import { billMade, periodAfter, periodOf, periodsBetween } from '../../../../functions/unbinds/money/periods.ts';
import { nextTailLook, tailAfter, tailFrom } from '../../../../functions/unbinds/money/tail.ts';
import type { UnbindMoney } from '../../../../functions/unbinds/money/unbind-money.ts';

const settlement = { utcOffsetHours: 8, closesAfter: 'P4DT1H' };
const since = '2026-11-21T02:13:40.000Z';
const cents = fc.integer({ min: -1_000_000, max: 100_000_000 }).map((all) => (all / 100).toFixed(2));
const usd = (amount: string) => Money.of(amount, 'USD');
const sum = (all: readonly Money[]) => all.reduce((one, other) => one.plus(other), Money.zero('USD'));

/** Looks at bills, one after another: of which month, and what it came to then, if anything. */
const looks = fc.array(
  fc.record({
    period: fc.constantFrom('2026-11', '2026-12', '2027-01'),
    total: fc.option(cents, { nil: null }),
  }),
  { maxLength: 40 },
);

function meter(all: readonly { readonly period: string; readonly total: string | null }[]) {
  return all.reduce<UnbindMoney['periods']>((periods, { period, total }, at) => {
    const bill = total === null ? ({ total, because: 'nothing_yet' } as const) : { total: usd(total) };
    return [...billsAfter(periods, [{ period, bill }], instant(Date.parse(since) + at * 1000))];
  }, []);
}

test('R097: what was added and what was there at the first look make up the bills, exactly', () =>
  fc.assert(
    fc.property(looks, (all) => {
      const periods = meter(all);
      const sums = running({ since, settlement, periods });
      const last = (period: string) => all.findLast((one) => one.period === period && one.total !== null)?.total;
      const billed = ['2026-11', '2026-12', '2027-01'].flatMap((period) => last(period) ?? []);
      const first = all.find((one) => one.period === '2026-11' && one.total !== null)?.total ?? '0';
      expect(sums?.billed.amount).toBe(billed.length === 0 ? undefined : sum(billed.map(usd)).amount);
      expect(sums?.added.plus(usd(first)).amount).toBe(sums?.billed.amount);
    }),
  ));

test('B17: what came late adds up to what the bill rose by, however often it is read and whatever it falls to between', () =>
  fc.assert(
    fc.property(cents, fc.array(fc.option(cents, { nil: null }), { maxLength: 12 }), (before, reads) => {
      const money: UnbindMoney = {
        org: 'org_1',
        unbind: 'ubd_01k9x3m6f2e8ts5c0v9w1y3z5a',
        version: 1,
        since,
        settlement,
        mode: 'api',
        periods: meter([{ period: '2026-11', total: before }]),
        lateCharges: [],
        tail: { since, periods: [...tailFrom(settlement, since, 2)] },
      };
      const after = reads.reduce((now, total, at) => {
        const bill = total === null ? ({ total, because: 'not_ours' } as const) : { total: usd(total) };
        return tailAfter(now, { period: '2026-11', bill }, instant(Date.parse(since) + at)).money;
      }, money);
      const known = [before, ...reads.flatMap((total) => total ?? [])].map(usd);
      const rises = known.flatMap((amount, at) => {
        const rise = at > 0 ? amount.minus(known[at - 1] ?? amount) : undefined;
        return rise && !rise.isNegative() ? [rise] : [];
      });
      expect(sum(after.lateCharges.map(({ amount }) => moneyOf(amount))).amount).toBe(sum(rises).amount);
      expect(after.lateCharges.every(({ amount }) => moneyOf(amount).compare(Money.zero('USD')) > 0)).toBe(true);
      const closed = after.tail?.periods.find(({ period }) => period === '2026-11')?.state;
      expect(closed).toBe(known.length > 1 ? 'closed' : reads.length > 0 ? 'open' : 'waiting');
      expect(nextTailLook(after, since, since)).toBeDefined();
    }),
  ));

const times = fc.date({
  min: new Date('2024-01-01'),
  max: new Date('2034-01-01'),
  noInvalidDate: true,
});

test('periods follow one another in the zone of the settlement, and a bill is made after its month', () =>
  fc.assert(
    fc.property(times, fc.integer({ min: 0, max: 30 }), (time, count) => {
      const period = periodOf(settlement, time.toISOString());
      const all = periodsBetween(period, periodAfter(period, count));
      expect(all).toHaveLength(count + 1);
      expect([...all].toSorted()).toEqual(all);
      expect(periodOf(settlement, billMade(settlement, period))).toBe(periodAfter(period));
    }),
  ));

test('a month of the site begins and ends in its own zone', () => {
  expect(periodOf(settlement, '2026-11-30T16:00:00.000Z')).toBe('2026-12');
  expect(periodOf(settlement, '2026-11-30T15:59:59.999Z')).toBe('2026-11');
  expect(billMade(settlement, '2026-11')).toBe('2026-12-04T17:00:00.000Z');
});
