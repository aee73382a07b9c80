import type { Instant } from './clock.ts';

/** Making one takes longer than using it. */
const formats = new Map<string, Intl.DateTimeFormat>();
/** By zone and quarter of an hour, on which clocks are changed everywhere (on the half hour at Lord Howe). */
const offsets = new Map<string, number>();
const QUARTER_MS = 15 * 60_000;
/** A statement's times are few quarters of few months. */
const MOST_OFFSETS = 20_000;

/** How far a zone's clocks are ahead of UTC then, in milliseconds. @param zone an IANA name */
export function offsetAt(zone: string, epochMilliseconds: number): number {
  const quarter = Math.floor(epochMilliseconds / QUARTER_MS) * QUARTER_MS;
  const key = `${zone} ${quarter}`;
  const known = offsets.get(key);
  if (known !== undefined) return known;
  const format =
    formats.get(zone) ?? new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' });
  formats.set(zone, format);
  const offset = Date.parse(`${format.format(quarter).replace(' ', 'T')}Z`) - quarter;
  if (offsets.size >= MOST_OFFSETS) offsets.clear();
  offsets.set(key, offset);
  return offset;
}

/** An instant as the clocks of a zone show it, with the offset that they then have: `2026-10-31T23:30:00+08:00`. */
export function timeIn(zone: string, at: Instant): string {
  const time = Date.parse(at);
  const offset = offsetAt(zone, time);
  const minutes = Math.abs(offset) / 60_000;
  const [hour, minute] = [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0'));
  return `${new Date(time + offset).toISOString().slice(0, 19)}${offset < 0 ? '-' : '+'}${hour}:${minute}`;
}
