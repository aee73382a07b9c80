import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Money } from '../../../functions/kernel/money.ts';
import { InvariantBroken } from '../../../functions/kernel/result.ts';

test('a product is exact: nothing is rounded, and nothing is lost beyond what a float can hold', () => {
  expect(Money.of('9007199254740993.00000001', 'USD').times('0.05').amount).toBe('450359962737049.6500000005');
  expect(Money.of('-0.1', 'USD').times('0.2').amount).toBe('-0.02');
});

test('a product by minus one is the other side of the account', () => {
  fc.assert(
    fc.property(fc.bigInt(-(10n ** 25n), 10n ** 25n), (units) => {
      const amount = Money.of(String(units), 'CNY');
      expect(amount.plus(amount.times('-1')).isZero()).toBe(true);
      expect(amount.times('-1').abs().compare(amount.abs())).toBe(0);
    }),
  );
});

test('a product agrees with whole numbers that have no limit', () => {
  fc.assert(
    fc.property(fc.bigInt(-(10n ** 14n), 10n ** 14n), fc.bigInt(-(10n ** 14n), 10n ** 14n), (a, b) => {
      expect(Money.of(String(a), 'USD').times(String(b)).amount).toBe(String(a * b));
    }),
  );
});

test('a factor that is no exact decimal is refused', () => {
  for (const factor of ['5e-2', 'NaN', '1,5', '']) {
    expect(() => Money.of('1', 'USD').times(factor)).toThrow(InvariantBroken);
  }
});
