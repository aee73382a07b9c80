import * as z from 'zod';

/** An instant as ISO 8601 UTC with milliseconds: the one form in which times are stored and compared as text. */
export const Instant = z.iso.datetime({ precision: 3 });
export type Instant = string;

/** The desk's clock. `now` is asked for each piece of work, never at import. */
export type Clock = { readonly now: () => Instant };

/** Real time plus an offset in seconds. The offset exists on stage `local` only, for demos and tests of long windows. */
export function systemClock(offsetSeconds = 0): Clock {
  return { now: () => instant(Date.now() + offsetSeconds * 1000) };
}

export function instant(epochMilliseconds: number): Instant {
  return new Date(epochMilliseconds).toISOString();
}

export function epochSeconds(at: Instant): number {
  return Math.floor(Date.parse(at) / 1000);
}

export function plusSeconds(at: Instant, seconds: number): Instant {
  return instant(Date.parse(at) + seconds * 1000);
}

/** Whole seconds from one instant to another, rounded up; negative when `to` is the earlier one. */
export function secondsBetween(from: Instant, to: Instant): number {
  return Math.ceil((Date.parse(to) - Date.parse(from)) / 1000);
}
