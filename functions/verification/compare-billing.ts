import { type Instant } from '../kernel/clock.ts';
import { Money, type MoneyJson } from '../kernel/money.ts';
import type { Result } from '../kernel/result.ts';
import type { ExpectedBilling } from '../links/relationship.ts';
import type { ReadFailure } from '../providers/failure.ts';
import type { Answered, Customer } from '../providers/provider.ts';
import type { ActualBilling } from './checklist.ts';

const payers = { resale: 'reseller', referral: 'customer', unknown: 'unknown' } as const;

/** How billing is arranged, from the provider's customer record; undefined when it was not read. */
export function actualBilling(
  read: Result<{ readonly customer: Customer | null } & Answered, ReadFailure>,
  readAt: Instant,
): ActualBilling | undefined {
  if (!read.ok || !read.value.customer) return undefined;
  const { relation, creditLimit } = read.value.customer;
  const receipts = [...read.value.receipts];
  return { payer: payers[relation], creditLimit: creditLimit?.toJSON() ?? null, readAt, receipts };
}

/** One field of the arrangement: as agreed, otherwise, or not told by the site. */
export type Compared = {
  readonly field: 'payer' | 'currency' | 'creditLimit';
  readonly expected: string | MoneyJson;
  readonly actual: string | MoneyJson | null;
  readonly result: 'same' | 'differs' | 'not_told';
};

/** What was agreed beside what was read, for every field that was written down before (R049). */
export function compareBilling(expected: ExpectedBilling | undefined, actual: ActualBilling | undefined): Compared[] {
  if (!expected) return [];
  const { payer, currency, creditLimit } = expected;
  const readPayer = actual?.payer === 'unknown' ? null : (actual?.payer ?? null);
  const readLimit = actual?.creditLimit ?? null;
  return [
    words('payer', payer, readPayer),
    ...(currency ? [words('currency', currency, readLimit?.currency ?? null)] : []),
    ...(creditLimit ? [limits(creditLimit, readLimit)] : []),
  ];
}

function words(field: 'payer' | 'currency', expected: string, actual: string | null): Compared {
  const result = actual === null ? 'not_told' : actual === expected ? 'same' : 'differs';
  return { field, expected, actual, result };
}

function limits(expected: MoneyJson, actual: MoneyJson | null): Compared {
  const field = 'creditLimit';
  if (actual === null) return { field, expected, actual, result: 'not_told' };
  const same = expected.currency === actual.currency && money(expected).compare(money(actual)) === 0;
  return { field, expected, actual, result: same ? 'same' : 'differs' };
}

function money({ amount, currency }: MoneyJson): Money {
  return Money.of(amount, currency);
}
