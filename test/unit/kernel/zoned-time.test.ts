import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { instant } from '../../../functions/kernel/clock.ts';
import { offsetAt, timeIn } from '../../../functions/kernel/zoned-time.ts';

const zones = ['Asia/Shanghai', 'UTC', 'America/St_Johns', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'Europe/Berlin'];

/** The offset as the runtime writes it: `GMT+10:30`. */
function stated(zone: string, at: number): number {
  const parts = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' }).formatToParts(at);
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const [, sign, hours, minutes] = /GMT(?:([+-])(\d\d):(\d\d))?/.exec(name) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60_000;
}

describe('times of a zone', () => {
  test('are as far ahead of UTC as the zone says', () => {
    const at = fc.integer({ min: Date.UTC(2025, 0, 1), max: Date.UTC(2030, 0, 1) });
    fc.assert(
      fc.property(fc.constantFrom(...zones), at, (zone, time) => {
        expect(offsetAt(zone, time)).toBe(stated(zone, time));
      }),
    );
  });

  test('change on the half hour where a zone does so', () => {
    const [before, after] = ['2026-10-03T15:29:59.999Z', '2026-10-03T15:30:00.000Z'].map((at) =>
      timeIn('Australia/Lord_Howe', instant(Date.parse(at))),
    );
    expect([before, after]).toEqual(['2026-10-04T01:59:59+10:30', '2026-10-04T02:30:00+11:00']);
  });
});
