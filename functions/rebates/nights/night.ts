import { type Instant, instant } from '../../kernel/clock.ts';
import { type Day, dayIn, daysAfter } from '../../kernel/zoned-day.ts';
import { offsetAt } from '../../kernel/zoned-time.ts';

/** When an account's rebates are read: a wall time of its own zone, each night once. */
export type NightPlan = {
  /** IANA name. */
  readonly zone: string;
  /** Wall time, `HH:MM`. */
  readonly syncTime: string;
};

/** A night by its name, which is the local date of its instant. */
export type Night = { readonly day: Day; readonly at: Instant };

/** No zone is further from UTC, and none changes its clocks by more at once. */
const FURTHEST_MS = 26 * 3_600_000;
/** Records of nights long gone help nobody: the next reading finds what they would have found. */
const MOST_MISSED = 31;

/**
 * The instant of a wall time on a day: the first of two where the clocks are put back, and the end of the gap where they
 * are put forward over it.
 */
export function nightOf({ zone, syncTime }: NightPlan, day: Day): Night {
  const wall = Date.parse(`${day}T${syncTime}:00.000Z`);
  const [before, after] = [wall - FURTHEST_MS, wall + FURTHEST_MS];
  const times = [offsetAt(zone, before), offsetAt(zone, after)]
    .map((offset) => wall - offset)
    .filter((time) => time + offsetAt(zone, time) === wall);
  const at = instant(times.length > 0 ? Math.min(...times) : changeBetween(zone, before, after));
  return { day: dayIn(zone, at), at };
}

/** The latest night up to an instant. */
export function latestNight(plan: NightPlan, now: Instant): Night {
  const today = dayIn(plan.zone, now);
  const nights = [0, -1, -2].map((days) => nightOf(plan, daysAfter(today, days)));
  const latest = nights.find(({ at }) => at <= now);
  // a zone may leave a whole day out, never two
  return latest ?? nightOf(plan, daysAfter(today, -3));
}

/** The nights after one day and before another, of those after an instant; the last 31 of them. */
export function nightsBetween(plan: NightPlan, after: Day, before: Day, since: Instant): readonly Night[] {
  const nights: Night[] = [];
  for (let day = daysAfter(before, -1); day > after && nights.length < MOST_MISSED; day = daysAfter(day, -1)) {
    const night = nightOf(plan, day);
    if (night.at <= since) break;
    if (night.day === day) nights.unshift(night);
  }
  return nights;
}

/** The instant at which the zone's offset changes, where it does so once in between. */
function changeBetween(zone: string, from: number, to: number): number {
  const offset = offsetAt(zone, from);
  let [before, after] = [from, to];
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (offsetAt(zone, middle) === offset) before = middle;
    else after = middle;
  }
  return after;
}
