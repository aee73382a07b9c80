import Big from 'big.js';
import * as z from 'zod';
import { InvariantBroken } from './result.ts';

Big.strict = true;

/** An exact decimal amount as text (`-12.50`), at most 30 digits, no exponent, no grouping. */
export const DecimalText = z.string().regex(/^-?(0|[1-9]\d{0,29})(\.\d{1,30})?$/, {
  error: 'a decimal number such as 12.50, without grouping or exponent',
});

/** ISO 4217 alphabetic code. */
export const Currency = z.string().regex(/^[A-Z]{3}$/, { error: 'a currency code such as USD' });

/** Money on the wire and in the store: the amount as exact decimal text, in major units of its currency. */
export const MoneyJson = z.strictObject({ amount: DecimalText, currency: Currency });
export type MoneyJson = z.infer<typeof MoneyJson>;

/** An exact amount with its currency. Two currencies never meet: mixing them is a broken invariant. */
export class Money {
  readonly #value: Big;
  readonly currency: string;

  private constructor(value: Big, currency: string) {
    this.#value = value;
    this.currency = currency;
  }

  /** @throws InvariantBroken when the text is not an exact decimal or the currency not a code. */
  static of(amount: string, currency: string): Money {
    if (!DecimalText.safeParse(amount).success) throw new InvariantBroken(`not a decimal amount: ${amount}`);
    if (!Currency.safeParse(currency).success) throw new InvariantBroken(`not a currency: ${currency}`);
    return new Money(new Big(amount), currency);
  }

  static zero(currency: string): Money {
    return Money.of('0', currency);
  }

  /**
   * Takes a number that a provider's SDK has already parsed as a float, by its shortest text. That text is exact up
   * to 15 significant digits; anything longer is refused rather than guessed.
   */
  static fromProviderNumber(amount: number, currency: string): Money {
    const text = new Big(String(amount)).toFixed();
    const digits = text.replace(/^-?0*\.?0*/, '').replace('.', '').length;
    if (!Number.isFinite(amount) || digits > 15) throw new InvariantBroken(`not exact as a float: ${amount}`);
    return Money.of(text, currency);
  }

  plus(other: Money): Money {
    return new Money(this.#value.plus(this.#same(other)), this.currency);
  }

  minus(other: Money): Money {
    return new Money(this.#value.minus(this.#same(other)), this.currency);
  }

  /**
   * The exact product with a number that has no unit (a rate, -1): nothing is rounded, the decimals of both add up.
   * @throws InvariantBroken when the text is not an exact decimal
   */
  times(factor: string): Money {
    if (!DecimalText.safeParse(factor).success) throw new InvariantBroken(`not a decimal number: ${factor}`);
    return new Money(this.#value.times(factor), this.currency);
  }

  /** -1, 0 or 1. */
  compare(other: Money): number {
    return this.#value.cmp(this.#same(other));
  }

  isNegative(): boolean {
    return this.#value.lt('0');
  }

  isZero(): boolean {
    return this.#value.eq('0');
  }

  /** The same size, never negative. */
  abs(): Money {
    return new Money(this.#value.abs(), this.currency);
  }

  get amount(): string {
    return this.#value.toFixed();
  }

  toJSON(): MoneyJson {
    return { amount: this.amount, currency: this.currency };
  }

  #same(other: Money): Big {
    if (other.currency !== this.currency) {
      throw new InvariantBroken(`${this.currency} and ${other.currency} do not add up`);
    }
    return other.#value;
  }
}
