import { type Instant, instant } from './clock.ts';

/** A day of a zone's own calendar, `YYYY-MM-DD`. */
export type Day = string;

const DAY_MS = 86_400_000;
/** No zone is further from UTC than this. */
const FURTHEST_MS = 26 * 3_600_000;

/** Making one takes longer than using it. */
const formats = new Map<string, Intl.DateTimeFormat>();

/** The day that it is somewhere. @param zone an IANA name */
export function dayIn(zone: string, at: Instant): Day {
  return dayAt(zone, Date.parse(at));
}

/** The day so many days after another one, by the calendar alone. */
export function daysAfter(day: Day, days: number): Day {
  return new Date(Date.parse(`${day}T00:00:00.000Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/**
 * The first instant of a day somewhere: midnight, or what comes in its place where the clocks are put forward then. A
 * day that a zone leaves out begins with the next one.
 */
export function startOfDay(zone: string, day: Day): Instant {
  const midnight = Date.parse(`${day}T00:00:00.000Z`);
  let before = midnight - FURTHEST_MS;
  let from = midnight + FURTHEST_MS;
  while (from - before > 1) {
    const middle = Math.floor((before + from) / 2);
    if (dayAt(zone, middle) < day) before = middle;
    else from = middle;
  }
  return instant(from);
}

function dayAt(zone: string, epochMilliseconds: number): Day {
  const format =
    formats.get(zone) ??
    new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' });
  formats.set(zone, format);
  return format.format(epochMilliseconds);
}
