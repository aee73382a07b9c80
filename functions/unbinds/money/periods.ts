import * as z from 'zod';
import { type Instant, instant } from '../../kernel/clock.ts';
import type { Settlement } from '../../providers/provider.ts';
import { billMadeAt } from '../../verification/when.ts';

/** A settlement period: a calendar month of the site's settlement zone. */
export const Period = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, { error: 'a month such as 2026-11' });
export type Period = z.infer<typeof Period>;

/** The settlement period in which an instant falls. */
export function periodOf({ utcOffsetHours }: Settlement, at: Instant): Period {
  return instant(Date.parse(at) + utcOffsetHours * 3_600_000).slice(0, 7);
}

/** The zone in which periods begin and end, as people read it: `UTC+8`. */
export function zoneName({ utcOffsetHours: hours }: Pick<Settlement, 'utcOffsetHours'>): string {
  return hours === 0 ? 'UTC' : `UTC${hours > 0 ? '+' : '-'}${Math.abs(hours)}`;
}

/** So many periods after another one. */
export function periodAfter(period: Period, count = 1): Period {
  const [year = 0, month = 1] = period.split('-').map(Number);
  return instant(Date.UTC(year, month - 1 + count, 1)).slice(0, 7);
}

/** The periods from one to another, both included; at least the first. */
export function periodsBetween(from: Period, to: Period): readonly Period[] {
  const periods = [from];
  for (let next = periodAfter(from); next <= to; next = periodAfter(next)) periods.push(next);
  return periods;
}

/** When the bill of a period is made: before that, its sum still grows. */
export function billMade(settlement: Settlement, period: Period): Instant {
  const begins = Date.parse(`${period}-01T00:00:00.000Z`) - settlement.utcOffsetHours * 3_600_000;
  return billMadeAt(settlement, instant(begins));
}
