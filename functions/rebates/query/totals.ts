import { Money } from '../../kernel/money.ts';
import type { Period } from '../period.ts';
import type { Rebate } from '../rebate.ts';
import type { SnapshotTotal } from '../snapshot/manifest.ts';
import type { Wanted } from './asked.ts';
import type { AccountAsked } from './question.ts';

type PeriodTotal = SnapshotTotal & { readonly period: Period };

/**
 * What all that is wanted comes to, where that is known: by the periods' own totals when nothing but status is asked
 * for, or by adding up the lines when one page holds them all (R109).
 * @param whole the lines, where the page is first and last
 */
export function totalsOf(
  { records }: Pick<AccountAsked, 'records'>,
  { periods, order, customer, product, kind, status }: Wanted,
  whole: readonly Rebate[] | undefined,
): PeriodTotal[] | undefined {
  if (whole) return addUp(whole);
  if ([order, customer, product, kind].some((filter) => filter !== undefined)) return undefined;
  return periods.flatMap((period) =>
    (records.find((one) => one.period === period)?.manifest.totals ?? [])
      .filter((total) => status === undefined || total.status === status)
      .map((total) => ({ period, ...total })),
  );
}

/** Exact, in whichever order the lines come; sorted by period, currency and status. */
export function addUp(lines: readonly Rebate[]): PeriodTotal[] {
  const totals = new Map<string, PeriodTotal>();
  for (const { period, currency, status, amount } of lines) {
    const key = `${period} ${currency} ${status}`;
    const before = totals.get(key) ?? { period, currency, status, records: 0, amount: '0' };
    const sum = Money.of(before.amount, currency).plus(Money.of(amount, currency));
    totals.set(key, { ...before, records: before.records + 1, amount: sum.amount });
  }
  return [...totals.entries()].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, total]) => total);
}
