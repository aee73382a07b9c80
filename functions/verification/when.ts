import { createHash } from 'node:crypto';
import { type Instant, instant, plusSeconds } from '../kernel/clock.ts';
import { InvariantBroken } from '../kernel/result.ts';
import type { Duration, Settlement } from '../providers/provider.ts';

/**
 * When a link is looked at next although nothing calls for it. Each link has a place of its own in the period, drawn
 * from its id, so that thousands that were linked in one minute are not looked at in one minute: the first recheck
 * comes half a period to one and a half after `last`, every later one exactly a period after the one before.
 */
export function nextRecheck(link: string, last: Instant, periodSeconds: number): Instant {
  const period = periodSeconds * 1000;
  const place = Math.floor(shareOf(link) * period);
  const earliest = Date.parse(last) + period / 2;
  return instant(Math.ceil((earliest - place) / period) * period + place);
}

/** A share of one that is the same for the same name, and evenly spread over names. */
export function shareOf(name: string): number {
  return createHash('sha256').update(name).digest().readUInt32BE(0) / 2 ** 32;
}

/** The end of the settlement period in which an instant falls. */
export function periodEnd({ utcOffsetHours }: Settlement, at: Instant): Instant {
  const offset = utcOffsetHours * 3_600_000;
  const there = new Date(Date.parse(at) + offset);
  return instant(Date.UTC(there.getUTCFullYear(), there.getUTCMonth() + 1, 1) - offset);
}

/** When the bill of the settlement period is made in which an instant falls. */
export function billMadeAt(settlement: Settlement, at: Instant): Instant {
  return plusSeconds(periodEnd(settlement, at), secondsOf(settlement.closesAfter));
}

/** @throws InvariantBroken for what is no duration of days, hours and minutes */
export function secondsOf(duration: Duration): number {
  const parts = /^P(?:(\d{1,4})D)?(?:T(?:(\d{1,4})H)?(?:(\d{1,4})M)?)?$/.exec(duration);
  if (!parts || !/\d/.test(duration)) throw new InvariantBroken(`not a duration: ${duration}`);
  const [days = 0, hours = 0, minutes = 0] = parts.slice(1).map((part) => Number(part ?? 0));
  return days * 86_400 + hours * 3_600 + minutes * 60;
}
