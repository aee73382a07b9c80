import Big from 'big.js';
import { err, ok, type Result } from '../../kernel/result.ts';
import { Amount, canonicalDecimal, Rate } from '../rebate.ts';
import { type CellFault, type CellResult, halfWidth } from './cell-text.ts';

export type DecimalSign = '.' | ',';

/** An amount as canonical decimal text, and the currency that stands beside it, where one does. */
export type CellAmount = { readonly amount: string; readonly currency?: string };

/** Signs that mean one currency and no other; `$` and `¥` mean several and say nothing. */
const SIGNS: Readonly<Record<string, string>> = {
  US$: 'USD',
  HK$: 'HKD',
  S$: 'SGD',
  NT$: 'TWD',
  RMB: 'CNY',
  元: 'CNY',
  '€': 'EUR',
  '£': 'GBP',
  '₩': 'KRW',
  '₹': 'INR',
};
const UNIT = 'US\\$|HK\\$|S\\$|NT\\$|[$¥€£₩₹元]|[A-Za-z]{3}';
const AMOUNT = new RegExp(
  `^(?<open>\\()?\\s*(?<first>[+-])?\\s*(?<before>${UNIT})?\\s*(?<second>[+-])?\\s*(?<digits>[\\d.](?:[\\d.,'\\s]*[\\d.])?)\\s*(?<after>${UNIT})?\\s*(?<last>-)?\\s*(?<close>\\))?$`,
);

/**
 * An exact amount: currency signs, grouping, parentheses for what is taken back and other minus signs are understood, no
 * digit is dropped (R104).
 * @param sign before decimals, where the source is known to write that one
 */
export function readAmount(text: string, sign?: DecimalSign): Result<CellAmount, CellFault> {
  const read = readDecimal(text, sign);
  return read.ok && !Amount.safeParse(read.value.amount).success ? err(notANumber) : read;
}

function readDecimal(text: string, sign: DecimalSign | undefined): Result<CellAmount, CellFault> {
  const plain = halfWidth(text)
    .replace(/[\u2212\u2012\u2013\ufe63]/g, '-')
    .replace(/￥/g, '¥');
  const parts = AMOUNT.exec(plain)?.groups;
  if (!parts) return err(notANumber);
  const { open, first, before, second, digits = '', after, last, close } = parts;
  const marks = [open, first, second, last].filter((mark) => mark !== undefined);
  if ((open === undefined) !== (close === undefined) || marks.length > 1 || (before && after)) return err(notANumber);
  const whole = ungrouped(digits, sign);
  if (!whole.ok) return whole;
  const amount = canonicalDecimal(`${marks.some((mark) => mark !== '+') ? '-' : ''}${whole.value}`);
  const unit = before ?? after;
  const currency = unit && (SIGNS[unit.toUpperCase()] ?? (/^[A-Z]{3}$/i.test(unit) ? unit.toUpperCase() : undefined));
  return ok(currency ? { amount, currency } : { amount });
}

/**
 * A rate as a fraction: `5%`, `50‰`, and a bare number as the source writes it.
 * @param as what a bare 5 is: 5 per cent, or, as a fraction, five times the base, which nobody grants
 */
export function readRate(text: string, as: 'fraction' | 'percent', sign?: DecimalSign): CellResult {
  const [, bare = '', mark] = /^(.*?)\s*([%‰])?$/s.exec(halfWidth(text)) ?? [];
  const read = readDecimal(bare, sign);
  if (!read.ok) return read;
  if (read.value.currency) return err(notANumber);
  const factor = mark === '‰' ? '0.001' : mark === '%' || as === 'percent' ? '0.01' : '1';
  const rate = new Big(read.value.amount).times(factor);
  if (rate.abs().gt('1')) {
    const detail =
      'a rate of more than the whole base: if it is meant in per cent, write it with % or confirm the columns anew';
    return err({ code: 'rate', detail });
  }
  return Rate.safeParse(rate.toFixed()).success ? ok(rate.toFixed()) : err(notANumber);
}

const notANumber: CellFault = {
  code: 'number',
  detail:
    'not an amount that can be read exactly: digits, a minus, a decimal sign, at most 18 digits before it and 12 after it',
};

/** Plain digits with a point, or what is wrong with the commas and points of these. */
function ungrouped(digits: string, stated: DecimalSign | undefined): CellResult {
  const sign = stated ?? '.';
  const [whole = '', decimals, ...more] = digits.split(sign);
  if (more.length > 0 || !/^\d*$/.test(decimals ?? '') || `${whole}${decimals ?? ''}` === '') return err(notANumber);
  const plain = decimals ? `.${decimals}` : '';
  if (/^\d*$/.test(whole)) return ok(`${whole}${plain}`);
  const groups = new RegExp(`^[1-9]\\d{0,2}(?<sign>[${sign === '.' ? ',' : '.'}'\\s])\\d{3}(?:\\k<sign>\\d{3})*$`).exec(
    whole,
  );
  if (!groups) return err(notANumber);
  if (stated === undefined && /^\d+,\d+$/.test(whole) && decimals === undefined) {
    const detail = `${digits} may mean a thousand or a part of one: write it without the comma, or confirm the sign before decimals`;
    return err({ code: 'ambiguous_number', detail });
  }
  return ok(`${whole.replace(/\D/g, '')}${plain}`);
}
