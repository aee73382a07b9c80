import type { MoneyJson } from '../../kernel/money.ts';
import type { Manifest } from './manifest.ts';
import { byCurrency } from './totals.ts';

/** A total so many times off the median of other periods is odd (R112). */
const ODD_TIMES = '10';
/** Fewer periods have no median worth the name. */
const LEAST_PERIODS = 3;

type Totals = Pick<Manifest, 'totals'>;

/** A total with the median that it is ten times off, both in the same currency. */
export type OddTotal = MoneyJson & { readonly median: string };

/**
 * Totals that are ten times more than the median of the account's other periods in that currency, or ten times less.
 * @param over whether the period is over: before, its total still grows
 */
export function oddTotals({ totals }: Totals, others: readonly Totals[], over: boolean): readonly OddTotal[] {
  return [...byCurrency(totals).values()].flatMap((total) => {
    const sizes = others.flatMap((other) => byCurrency(other.totals).get(total.currency)?.abs() ?? []);
    const median = sizes.toSorted((a, b) => a.compare(b))[Math.floor((sizes.length - 1) / 2)];
    if (!median || sizes.length < LEAST_PERIODS || median.isZero()) return [];
    const size = total.abs();
    const tooSmall = over && size.times(ODD_TIMES).compare(median) <= 0;
    const isOdd = tooSmall || size.compare(median.times(ODD_TIMES)) >= 0;
    return isOdd ? [{ ...total.toJSON(), median: median.amount }] : [];
  });
}
