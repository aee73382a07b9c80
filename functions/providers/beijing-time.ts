import { type Instant, instant } from '../kernel/clock.ts';

/** Where Chinese providers make their bills, and what they write times in that name no zone: UTC+8 all year. */
const EIGHT_HOURS = 8 * 3_600_000;

/** `YYYY-MM-DD HH:mm:ss` in UTC+8; undefined for anything else, days that no month has among them. */
export function fromBeijing(text: string): Instant | undefined {
  const [, date, time] = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)$/.exec(text) ?? [];
  const read = Date.parse(`${date}T${time}.000Z`);
  // The way back catches days that no month has.
  if (Number.isNaN(read) || instant(read) !== `${date}T${time}.000Z`) return undefined;
  return instant(read - EIGHT_HOURS);
}

/** The other way: `YYYY-MM-DD HH:mm:ss` on the clocks of UTC+8. */
export function inBeijing(at: Instant): string {
  return instant(Date.parse(at) + EIGHT_HOURS)
    .slice(0, 19)
    .replace('T', ' ');
}
