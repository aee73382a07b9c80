import { type Instant, plusSeconds } from '../../kernel/clock.ts';
import { dayIn, daysAfter, startOfDay } from '../../kernel/zoned-day.ts';

/**
 * When the provider approves by itself what a customer started: so many calendar days in its own zone, of which the day
 * of the application is taken as the first, the earliest that its words allow. Whoever reckons with less has time left;
 * whoever reckons with more is too late.
 */
export function reviewDeadline(submittedAt: Instant, days: number, zone: string): Instant {
  return startOfDay(zone, daysAfter(dayIn(zone, submittedAt), days));
}

/** So many days before the end of a review its owner is told; at the last of them a second person, too. */
export const rungs = [5, 3, 1] as const;

const DAY_SECONDS = 86_400;

/** When each rung is due. Of those that have passed already the latest one is due now, and the earlier ones never. */
export function rungsFrom(
  now: Instant,
  deadline: Instant,
): readonly { readonly daysBefore: number; readonly at: Instant }[] {
  const all = rungs.map((daysBefore) => ({ daysBefore, at: plusSeconds(deadline, -daysBefore * DAY_SECONDS) }));
  const passed = all.filter(({ at }) => at <= now).at(-1);
  return [...(passed ? [{ ...passed, at: now }] : []), ...all.filter(({ at }) => at > now)];
}
