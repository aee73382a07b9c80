import { Big } from 'big.js';

const beijing = 8 * 60 * 60 * 1000;

/** `YYYY-MM-DD HH:mm:ss` in UTC+8. Source: samples of the API; the zone is stated for the records of quotas and orders. */
export function wireTime(instant: string): string {
  return new Date(Date.parse(instant) + beijing).toISOString().slice(0, 19).replace('T', ' ');
}

/** `YYYY-MM-DD`, taken to be in UTC+8. Source: sample of GetAccountInfo. */
export function wireDate(instant: string): string {
  return wireTime(instant).slice(0, 10);
}

/** The instant of `YYYY-MM-DD[ HH:mm:ss]` in UTC+8, or `undefined` when it is none. */
export function readWireTime(text: string): string | undefined {
  const [, date, time = '00:00:00'] = /^(\d{4}-\d{2}-\d{2})(?: (\d{2}:\d{2}:\d{2}))?$/.exec(text) ?? [];
  const at = date === undefined ? Number.NaN : Date.parse(`${date}T${time}+08:00`);
  return Number.isNaN(at) ? undefined : new Date(at).toISOString();
}

/** US dollars as decimal text. Source: samples of GetCreditInfo. */
export function money(amount: string | Big): string {
  return new Big(amount).toFixed(2);
}
