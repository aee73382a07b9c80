import { Money } from '../../kernel/money.ts';
import { InvariantBroken } from '../../kernel/result.ts';
import { type Cause, causes, type Delta } from '../change.ts';
import type { Rebate } from '../rebate.ts';

/** A cause with what it made of the difference. */
export type Part = readonly [Cause, Money];

/**
 * How far one currency went, by cause: whatever the named parts leave over is the rest's. Parts of one cause are put
 * together, in the order of `causes`, and those of nothing left out; so they always add up.
 * @returns nothing where there is no difference
 */
export function deltaOf(amount: Money, named: readonly Part[], restIs: (rest: Money) => Cause): readonly Delta[] {
  if (amount.isZero()) return [];
  const rest = named.reduce((left, [, part]) => left.minus(part), amount);
  return [{ ...amount.toJSON(), parts: partsOf(rest.isZero() ? named : [...named, [restIs(rest), rest]]) }];
}

/** Deltas of many records put together, sorted by currency. */
export function sumOfDeltas(deltas: readonly Delta[]): Delta[] {
  const currencies = [...new Set(deltas.map(({ currency }) => currency))].sort();
  return currencies
    .map((currency) => {
      const own = deltas.filter((delta) => delta.currency === currency);
      const amount = own.reduce((sum, delta) => sum.plus(Money.of(delta.amount, currency)), Money.zero(currency));
      const parts = own.flatMap((delta) =>
        delta.parts.map((part): Part => [part.cause, Money.of(part.amount, currency)]),
      );
      return { ...amount.toJSON(), parts: partsOf(parts) };
    })
    .filter(({ parts }) => parts.length > 0);
}

function partsOf(parts: readonly Part[]): Delta['parts'] {
  return causes.flatMap((cause) => {
    const [first, ...others] = parts.flatMap(([each, amount]) => (each === cause ? [amount] : []));
    const sum = first && others.reduce((total, amount) => total.plus(amount), first);
    return sum && !sum.isZero() ? [{ cause, amount: sum.amount }] : [];
  });
}

/**
 * What is known to have moved a line's amount: the rate on the old base, the base at the new rate, and adjustments inside
 * the line. Rate and base only where the source states both, before and after.
 * @param billed whether the period's bill had been closed: a base that changes then is late data
 */
export function partsBetween(before: Rebate, after: Rebate, billed: boolean): readonly Part[] {
  const adjusted = (isRefund: boolean) => adjustmentsOf(after, isRefund).minus(adjustmentsOf(before, isRefund));
  return [...productParts(before, after, billed), ['refund', adjusted(true)], ['adjustment', adjusted(false)]];
}

function productParts(before: Rebate, after: Rebate, billed: boolean): readonly Part[] {
  if (!before.base || !before.rate || !after.base || !after.rate) return [];
  const [oldBase, newBase] = [Money.of(before.base, before.currency), Money.of(after.base, after.currency)];
  return [
    ['rate', oldBase.times(after.rate).minus(oldBase.times(before.rate))],
    [billed ? 'late_data' : 'base', newBase.minus(oldBase).times(after.rate)],
  ];
}

function adjustmentsOf({ currency, adjustments = [] }: Rebate, isRefund: boolean): Money {
  return adjustments
    .filter(({ kind }) => (kind === 'refund') === isRefund)
    .reduce((sum, { amount }) => sum.plus(Money.of(amount, currency)), Money.zero(currency));
}

/**
 * What the rest of a difference is, once rate, base and adjustments are named: what the line itself is for; a correction
 * where the provider says by the status that it made one; rounding where it can be no more than that; else `unexplained`.
 */
export function restBetween(before: Rebate, after: Rebate, rest: Money): Cause {
  const stated = ownCause(after);
  if (stated) return stated;
  if (after.status !== before.status && (after.status === 'adjusted' || after.status === 'rejected'))
    return 'adjustment';
  return canBeRounding(before, after, rest) ? 'rounding' : 'unexplained';
}

/** Lines that take something back, or correct another one, are their own cause; a rebate is not. */
export function ownCause({ kind }: Rebate): Cause | undefined {
  if (kind === 'refund' || kind === 'reversal') return 'refund';
  return kind === 'adjustment' ? 'adjustment' : undefined;
}

/**
 * Two amounts that were each rounded from base × rate are less than one unit of their last decimal apart from what they
 * were rounded from. Canonical amounts have lost their last zeros, so the currency's own decimals are the least.
 */
function canBeRounding(before: Rebate, after: Rebate, rest: Money): boolean {
  if (productParts(before, after, false).length === 0) return false;
  const decimals = Math.max(minorDigits(after.currency), ...[before, after].map(({ amount }) => decimalsOf(amount)));
  const unit = Money.of(decimals === 0 ? '1' : `0.${'1'.padStart(decimals, '0')}`, after.currency);
  return rest.abs().compare(unit) < 0;
}

function decimalsOf(amount: string): number {
  return amount.split('.')[1]?.length ?? 0;
}

/** ISO 4217: two for dollars, none for yen. */
function minorDigits(currency: string): number {
  const digits = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits;
  if (digits === undefined) throw new InvariantBroken(`no decimals are known of ${currency}`);
  return digits;
}
