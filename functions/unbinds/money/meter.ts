import type { Instant } from '../../kernel/clock.ts';
import { Money, type MoneyJson } from '../../kernel/money.ts';
import type { BillReading } from '../../providers/spending.ts';
import { billMade, type Period, periodOf, periodsBetween } from './periods.ts';
import type { NoSum, PeriodBill, UnbindMoney } from './unbind-money.ts';

/** What a look at the bill of one period brought. */
export type BillSeen = {
  readonly period: Period;
  readonly bill: BillReading | { readonly total: null; readonly because: NoSum };
};

type Metered = Pick<UnbindMoney, 'since' | 'settlement' | 'periods'>;

/** The periods to look at now: those since the submission whose bill was not final when it was last read. */
export function periodsToRead({ since, settlement, periods }: Metered, now: Instant): readonly Period[] {
  return periodsBetween(periodOf(settlement, since), periodOf(settlement, now)).filter((period) => {
    const last = periods.find((one) => one.period === period)?.last;
    return last === undefined || last.at < billMade(settlement, period);
  });
}

/** The bills with what a look has brought: a sum is taken over, and its absence noted beside the one known before. */
export function billsAfter(
  periods: readonly PeriodBill[],
  seen: readonly BillSeen[],
  at: Instant,
): readonly PeriodBill[] {
  const known = new Map(periods.map((one) => [one.period, one]));
  for (const { period, bill } of seen) {
    const { without: _none, ...before }: PeriodBill = known.get(period) ?? { period };
    if (bill.total === null) known.set(period, { ...before, without: { because: bill.because, at } });
    else {
      const sum = { total: bill.total.toJSON(), at };
      known.set(period, { ...before, first: before.first ?? sum, last: sum });
    }
  }
  return [...known.values()].toSorted((a, b) => (a.period < b.period ? -1 : 1));
}

/** What a sum of months can tell of the cost since the submission. */
export type Running = {
  /** What has been added to the bills since the first look: in the period of the submission, only what came after it. */
  readonly added: Money;
  /** The bills as they are; the period of the submission includes the days before it. */
  readonly billed: Money;
};

/** @returns nothing while no sum was read */
export function running({ since, settlement, periods }: Metered): Running | undefined {
  const submitted = periodOf(settlement, since);
  return periods.reduce<Running | undefined>((sum, { period, first, last }) => {
    if (!first || !last) return sum;
    const billed = moneyOf(last.total);
    const added = period === submitted ? billed.minus(moneyOf(first.total)) : billed;
    return sum ? { added: sum.added.plus(added), billed: sum.billed.plus(billed) } : { added, billed };
  }, undefined);
}

export function moneyOf({ amount, currency }: MoneyJson): Money {
  return Money.of(amount, currency);
}
