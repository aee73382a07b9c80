import Big from 'big.js';
import { KEPT_DIGITS } from './cell-text.ts';

/** What a cell's style makes of its number, as far as it changes what is read. */
export type NumberStyle =
  | { readonly kind: 'date' }
  | { readonly kind: 'percent' }
  /** A format of nothing but zeros shows so many digits. */
  | { readonly kind: 'padded'; readonly digits: number };

/** The style that a number format means. @param code of the part of styles; absent for a built-in format */
export function styleOf(id: number, code: string | undefined): NumberStyle | undefined {
  if (code === undefined) {
    if (id === 9 || id === 10) return { kind: 'percent' };
    const dates = (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);
    return dates ? { kind: 'date' } : undefined;
  }
  if (/^0{2,}$/.test(code)) return { kind: 'padded', digits: code.length };
  // what stands in quotes, behind a backslash or in brackets is shown, not meant
  const meant = code.replace(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/g, '').split(';')[0] ?? '';
  if (meant.includes('%')) return { kind: 'percent' };
  return /[ymdhs]/i.test(meant) && !/general/i.test(meant) ? { kind: 'date' } : undefined;
}

/** No statement has more decimals; what a float has beyond them is noise. */
const STATED_DECIMALS = 8;
/** No float needs more digits. */
const FLOAT_DIGITS = 17;

/**
 * A stored number as plain digits. Spreadsheets keep floats and write up to 17 digits of one: 1234.5599999999999 is
 * 1234.56, and the 0.30000000000000004 of a formula the 0.3 that it shows. What has more digits than a float, or no more
 * decimals than a statement, something else has written exactly: it stays as it stands.
 * @returns undefined for what is no number
 */
export function plainNumber(stored: string): string | undefined {
  const text = stored.trim();
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?$/i.test(text)) return undefined;
  const digits = digitsOf(text);
  if (digits > KEPT_DIGITS && digits <= FLOAT_DIGITS) {
    const shortest = String(Number(text));
    if (digitsOf(shortest) <= KEPT_DIGITS) return new Big(shortest).toFixed();
    if (decimalsOf(new Big(text).toFixed()) > STATED_DECIMALS)
      return new Big(Number(text).toPrecision(KEPT_DIGITS)).toFixed();
  }
  return /e/i.test(text) ? new Big(text).toFixed() : text;
}

const decimalsOf = (plain: string) => plain.split('.')[1]?.length ?? 0;

/** Significant digits, zeros at the end of a whole number included. */
function digitsOf(text: string): number {
  const [mantissa = ''] = text.split(/e/i);
  const digits = mantissa.replace(/^[+-]?0*\.?0*/, '').replace('.', '').length;
  const exponent = Number(/e\+?(-?\d+)$/i.exec(text)?.[1] ?? 0);
  return Math.max(digits, exponent > 0 ? exponent + 1 : 0);
}

/** What a number shows as by its style. @param date1904 whether the workbook counts days from 1904 */
export function shown(plain: string, style: NumberStyle | undefined, date1904: boolean): string {
  switch (style?.kind) {
    case undefined:
      return plain;
    case 'percent':
      return `${new Big(plain).times('100').toFixed()}%`;
    case 'padded':
      return /^\d+$/.test(plain) ? plain.padStart(style.digits, '0') : plain;
    case 'date':
      return dateOf(plain, date1904);
  }
}

const DAY_SECONDS = 86_400;

/** Days since the workbook's first day, to the second; before 1 March 1900 the calendars of spreadsheets differ. */
function dateOf(plain: string, date1904: boolean): string {
  const days = Number(plain);
  if (days < 61 || days > 2_958_465) return plain;
  const firstDay = date1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, 30);
  const at = new Date(firstDay + Math.round(days * DAY_SECONDS) * 1000).toISOString();
  return at.endsWith('T00:00:00.000Z') ? at.slice(0, 10) : at.slice(0, 19).replace('T', ' ');
}
