import type { MoneyJson } from '../../kernel/money.ts';
import { Money } from '../../kernel/money.ts';
import type { PolicyTerms } from '../../parties/index.ts';
import { type Doubt, doubts } from '../sync/sync.ts';
import type { Manifest } from './manifest.ts';
import { oddTotals } from './odd-totals.ts';
import { byCurrency } from './totals.ts';

/** What a snapshot is held against, beside the one before it. */
export type Expectations = {
  /** Records of the previous snapshot that are nowhere in this reading. */
  readonly gone: number;
  /** What may be gone before a person has to say so: more than both is doubted. */
  readonly mayBeGone: PolicyTerms['rebates'];
  /** What the source said that there is, where it says so. */
  readonly announced?:
    | { readonly records?: number | undefined; readonly totals?: readonly MoneyJson[] | undefined }
    | undefined;
  /** What is believed of the account's other periods. */
  readonly others: readonly Manifest[];
  /** Whether the period is over: before, its total still grows. */
  readonly over: boolean;
};

/**
 * Why a snapshot is not taken in by itself (B12): an answer that is a success and lacks what was there is incomplete until
 * a person says otherwise. What was as odd in the previous snapshot was accepted then.
 */
export function accept(previous: Manifest | undefined, next: Manifest, expected: Expectations): readonly Doubt[] {
  if (next.records === 0 && previous && previous.records > 0) return ['empty'];
  const found: Readonly<Record<Doubt, boolean>> = {
    empty: false,
    many_gone: previous !== undefined && isMany(expected, previous.records),
    other_currency: hasOtherCurrency(previous, next, expected.others),
    totals_differ: differs(expected.announced?.totals ?? [], next),
    odd_total: isOdd(next, expected) && !(previous && isOdd(previous, expected)),
    incomplete: expected.announced?.records !== undefined && expected.announced.records !== next.records,
  };
  return doubts.filter((doubt) => found[doubt]);
}

function isMany({ gone, mayBeGone }: Expectations, records: number): boolean {
  return gone > mayBeGone.goneRecords && gone * 10_000 > records * mayBeGone.goneBasisPoints;
}

/** A currency that neither the period nor any other of the account had, or one less than the period had. */
function hasOtherCurrency(previous: Manifest | undefined, next: Manifest, others: readonly Manifest[]): boolean {
  const was = currencies(previous ? [previous] : []);
  const is = currencies([next]);
  const known = new Set([...was, ...currencies(others)]);
  return [...was].some((each) => !is.has(each)) || (known.size > 0 && [...is].some((each) => !known.has(each)));
}

function currencies(manifests: readonly Manifest[]): Set<string> {
  return new Set(manifests.flatMap(({ totals }) => totals.map(({ currency }) => currency)));
}

function differs(stated: readonly MoneyJson[], next: Manifest): boolean {
  const sums = byCurrency(next.totals);
  return stated.some(({ amount, currency }) => {
    const sum = sums.get(currency) ?? Money.zero(currency);
    return sum.compare(Money.of(amount, currency)) !== 0;
  });
}

function isOdd(manifest: Manifest, { others, over }: Expectations): boolean {
  return oddTotals(manifest, others, over).length > 0;
}
