import type { Instant } from '../kernel/clock.ts';
import type { Money } from '../kernel/money.ts';

/**
 * The sum of a settlement period in the currency of the site. Without a sum: `not_ours` where the provider says that the
 * account is not this partner's, `nothing_yet` where no bill of the period was made so far, `no_call` where the site has
 * no call for this sum; none of them is a sum of 0.
 */
export type BillReading =
  | { readonly total: Money }
  | { readonly total: null; readonly because: 'not_ours' | 'nothing_yet' | 'no_call' };

/** One change of a customer's credit, as the provider recorded it. */
export interface CreditAllocation {
  readonly allocatedAt: Instant | null;
  /** The increment; negative where credit was taken back. */
  readonly amount: Money | null;
  readonly limitAfter: Money | null;
  readonly availableAfter: Money | null;
  /** What `allocateCredit` was given; null for a change that was not made through it. */
  readonly mark: string | null;
  readonly remark: string | null;
}

/** `period` is a calendar month of the site's settlement zone, `YYYY-MM`. */
export type BillQuestion = { readonly period: string; readonly which: 'all' | 'unpaid' };

export interface CreditOrder {
  readonly account: string;
  /** Added to what is there; negative takes back, at most down to 0. Two decimal places. */
  readonly amount: Money;
  /** Chosen by the caller, never used twice (`^[A-Za-z0-9_-]{1,64}$`): no provider has a key against doing it twice. */
  readonly mark: string;
  /** One line for whoever reads the provider's own list. */
  readonly remark: string;
}
