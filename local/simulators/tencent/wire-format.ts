import { Big } from 'big.js';

const beijing = 8 * 60 * 60 * 1000;

/**
 * `YYYY-MM-DD HH:mm:ss` in UTC+8, or an empty string for no time. Source: samples of the API; the zone is stated for
 * `ClientBindTime` of QueryT1IndirectCustomersDetail and for bills, and taken to hold for the rest.
 */
export function wireTime(instant: string | null): string {
  if (instant === null) return '';
  return new Date(Date.parse(instant) + beijing).toISOString().slice(0, 19).replace('T', ' ');
}

/** US dollars as the JSON number that the API sends. */
export function wireMoney(amount: string | Big): number {
  return new Big(amount).toNumber();
}

/** A list, or `null` when empty. Source: "may return null" of DescribeCustomerUin; taken to hold for every list. */
export function wireList<T>(rows: T[]): T[] | null {
  return rows.length === 0 ? null : rows;
}

/** `abcd*********@tencent.com`: at most four letters, then nine stars. Source: sample of QueryCustomersCredit. */
export function maskedEmail(email: string): string {
  const at = email.lastIndexOf('@');
  return at < 0 ? '' : `${email.slice(0, Math.min(4, Math.ceil(at / 2)))}*********${email.slice(at)}`;
}

/** First three and last two digits; the form of the mask is ours. */
export function maskedMobile(mobile: string): string {
  return mobile === '' ? '' : `${mobile.slice(0, 3)}******${mobile.slice(-2)}`;
}

/** Sum of decimal strings, exactly. */
export function sum(amounts: readonly string[]): Big {
  return amounts.reduce((total, amount) => total.plus(amount), new Big('0'));
}
