import Big from 'big.js';
import type { Rebate } from '../rebate.ts';

/** What a line should come to by its own figures, and whether it does (R107). Amounts in the line's currency. */
export type AmountCheck =
  | {
      readonly verdict: 'matches' | 'differs';
      readonly expected: string;
      readonly difference: string;
      readonly tolerance: string;
    }
  | { readonly verdict: 'not_stated'; readonly missing: ('base' | 'rate')[] };

/**
 * Compares the amount with `base × rate + adjustments`. Providers round each line to what can be paid out, so up to one
 * smallest unit of the currency (0.01 USD, 1 JPY) is rounding; beyond that it is flagged. A line that states no base or
 * no rate can't be checked, which is not the same as right.
 */
export function checkAmount({ amount, base, rate, adjustments = [], currency }: Rebate): AmountCheck {
  const missing = [...(base === undefined ? ['base' as const] : []), ...(rate === undefined ? ['rate' as const] : [])];
  if (base === undefined || rate === undefined) return { verdict: 'not_stated', missing };
  const computed = adjustments.reduce((sum, one) => sum.plus(new Big(one.amount)), new Big(base).times(new Big(rate)));
  const difference = new Big(amount).minus(computed);
  const tolerance = smallestUnit(currency);
  return {
    verdict: difference.abs().lte(tolerance) ? 'matches' : 'differs',
    expected: computed.toFixed(),
    difference: difference.toFixed(),
    tolerance: tolerance.toFixed(),
  };
}

function smallestUnit(currency: string): Big {
  const { maximumFractionDigits = 2 } = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions();
  return new Big(`1e-${maximumFractionDigits}`);
}
