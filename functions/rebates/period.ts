import * as z from 'zod';
import type { Instant } from '../kernel/clock.ts';
import { type Day, dayIn, daysAfter, startOfDay } from '../kernel/zoned-day.ts';
import type { SettlementCalendar } from './settlement-calendar.ts';

/**
 * A settlement period: a calendar month of the time zone in which the provider settles (`SettlementCalendar`),
 * `YYYY-MM`. Periods compare as text.
 */
export const Period = z.string().regex(/^20\d{2}-(0[1-9]|1[0-2])$/, { error: 'a settlement period such as 2026-10' });
export type Period = z.infer<typeof Period>;

/** The period in which an instant falls. @param zone IANA name of the provider's settlement zone */
export function periodOf(zone: string, at: Instant): Period {
  return dayIn(zone, at).slice(0, 7);
}

/** The period so many months later, or earlier when negative. */
export function periodAfter(period: Period, months: number): Period {
  const [year = 0, month = 0] = period.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1 + months, 1)).toISOString().slice(0, 7);
}

/** So many periods up to and including this one, newest first. */
export function periodsBack(period: Period, count: number): readonly Period[] {
  return Array.from({ length: count }, (_, index) => periodAfter(period, -index));
}

/** The day on which the bill of a period is closed. @param billDay of the next month, in the zone of settlement */
export function billedOn(period: Period, billDay: number): Day {
  return `${periodAfter(period, 1)}-${String(billDay).padStart(2, '0')}`;
}

/** When the provider has closed its next bill, so that what was open may be settled: the end of that day (R120). */
export function nextCycle({ zone, billDay }: SettlementCalendar, at: Instant): Instant {
  const current = periodOf(zone, at);
  const ends = [-1, 0, 1].map((months) =>
    startOfDay(zone, daysAfter(billedOn(periodAfter(current, months), billDay), 1)),
  );
  return ends.find((end) => end > at) ?? at;
}
