import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Money } from '../../../functions/kernel/money.ts';
import { AllocatedCredit, BillSummary, usdNumber } from '../../../functions/providers/tencent/schema.ts';

const cents = fc.bigInt({ min: -999_999_999_999_999n, max: 999_999_999_999_999n });

/** Whole cents as text, made without any float. */
function inUsd(amount: bigint): string {
  const digits = String(amount < 0n ? -amount : amount).padStart(3, '0');
  return `${amount < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

test('every amount in whole cents crosses the wire as a number and comes back the same', () => {
  fc.assert(
    fc.property(cents, (amount) => {
      const sent = Money.of(inUsd(amount), 'USD');
      const body: unknown = JSON.parse(JSON.stringify({ TotalCredit: usdNumber(sent), RemainingCredit: null }));
      expect(AllocatedCredit.parse(body).TotalCredit?.compare(sent)).toBe(0);
    }),
  );
});

test('an amount has at most two decimal places on the wire, whatever a float makes of it', () => {
  fc.assert(
    fc.property(cents, (amount) => {
      expect(JSON.stringify(usdNumber(Money.of(inUsd(amount), 'USD')))).toMatch(/^-?\d+(\.\d{1,2})?$/);
    }),
  );
});

test('sums of bills are kept to the eighth decimal place, up to the 15 digits that a float keeps', () => {
  const places = fc.tuple(fc.nat({ max: 9_999_999 }), fc.stringMatching(/^\d{0,7}[1-9]$/));
  fc.assert(
    fc.property(places, ([whole, fraction]) => {
      const text = `${whole}.${fraction}`;
      expect(BillSummary.parse(JSON.parse(`{"TotalCost": ${text}}`)).TotalCost?.amount).toBe(text);
    }),
  );
});

test.each([
  ['a fraction of a cent', '0.005', 'USD', 'whole cents'],
  ['more digits than a float keeps', '99999999999999.99', 'USD', 'whole cents'],
  ['another currency', '1.00', 'CNY', 'do not add up'],
])('%s is no amount to send', (_, amount, currency, why) => {
  expect(() => usdNumber(Money.of(amount, currency))).toThrow(why);
});
