import type { Instant } from '../../kernel/clock.ts';

/** Making one takes longer than using it. */
const formats = new Map<string, Intl.DateTimeFormat>();

/** An instant as the clocks of a zone show it, with the offset that they then have: `2026-10-31T23:30:00+08:00` (R113). */
export function timeIn(zone: string, at: Instant): string {
  const format =
    formats.get(zone) ??
    new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      timeZoneName: 'longOffset',
    });
  formats.set(zone, format);
  const part = Object.fromEntries(format.formatToParts(Date.parse(at)).map(({ type, value }) => [type, value]));
  const offset = part['timeZoneName']?.replace('GMT', '') || '+00:00';
  return `${part['year']}-${part['month']}-${part['day']}T${part['hour']}:${part['minute']}:${part['second']}${offset}`;
}
