import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { instant, plusSeconds } from '../../../functions/kernel/clock.ts';
import { dayIn, daysAfter, startOfDay } from '../../../functions/kernel/zoned-day.ts';
import { reviewDeadline, rungsFrom } from '../../../functions/unbinds/customer-started/deadline.ts';

/** Zones that change their clocks at midnight, at noon’s end, by half an hour, or never. */
const zones = [
  'Asia/Shanghai',
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'America/Havana',
  'America/Asuncion',
  'Africa/Cairo',
  'Asia/Beirut',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Pacific/Kiritimati',
  'Atlantic/Azores',
];
const zone = fc.constantFrom(...zones);
const at = fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2030, 0, 1) }).map(instant);

describe('days of a zone', () => {
  test('begin with their first instant, whatever the clocks there do', () => {
    fc.assert(
      fc.property(zone, at, (where, now) => {
        const day = dayIn(where, now);
        const from = startOfDay(where, day);
        expect(dayIn(where, from)).toBe(day);
        expect(dayIn(where, instant(Date.parse(from) - 1)) < day).toBe(true);
        expect(from <= now).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test('follow each other by the calendar', () => {
    fc.assert(
      fc.property(zone, at, fc.integer({ min: -40, max: 40 }), (where, now, days) => {
        const day = dayIn(where, now);
        expect(daysAfter(daysAfter(day, days), -days)).toBe(day);
        expect(startOfDay(where, daysAfter(day, 1)) > now).toBe(true);
      }),
    );
  });

  test('where the clocks go forward at midnight, a day begins an hour late', () => {
    expect(startOfDay('Africa/Cairo', '2026-04-24')).toBe('2026-04-23T22:00:00.000Z');
    expect(dayIn('Africa/Cairo', '2026-04-23T21:59:59.999Z')).toBe('2026-04-23');
  });
});

describe('B02: the end of a review', () => {
  test('comes at midnight of the provider’s zone, ten of its calendar days from the day of the application on', () => {
    fc.assert(
      fc.property(zone, at, (where, submittedAt) => {
        const end = reviewDeadline(submittedAt, 10, where);
        expect(dayIn(where, end)).toBe(daysAfter(dayIn(where, submittedAt), 10));
        expect(dayIn(where, instant(Date.parse(end) - 1))).toBe(daysAfter(dayIn(where, submittedAt), 9));
        const days = (Date.parse(end) - Date.parse(submittedAt)) / 86_400_000;
        expect(days).toBeGreaterThan(8.95);
        expect(days).toBeLessThan(10.05);
      }),
      { numRuns: 500 },
    );
  });

  test.each([
    ['2026-11-21T02:14:09.000Z', '2026-11-30T16:00:00.000Z'],
    ['2026-11-21T15:59:59.999Z', '2026-11-30T16:00:00.000Z'],
    ['2026-11-21T16:00:00.000Z', '2026-12-01T16:00:00.000Z'],
  ])('of what was started on %s in Shanghai is %s', (submittedAt, end) => {
    expect(reviewDeadline(submittedAt, 10, 'Asia/Shanghai')).toBe(end);
  });

  test('its rungs lie five, three and one day before it; of those that have passed one is due, now', () => {
    fc.assert(
      fc.property(at, fc.integer({ min: -2 * 86_400, max: 11 * 86_400 }), (deadline, before) => {
        const now = plusSeconds(deadline, -before);
        const rungs = rungsFrom(now, deadline);
        expect(rungs.length).toBeGreaterThan(0);
        expect(rungs.filter(({ at: due }) => due <= now).length).toBeLessThanOrEqual(1);
        expect(rungs.map(({ at: due }) => due)).toEqual(rungs.map(({ at: due }) => due).toSorted());
        expect(rungs.at(-1)?.daysBefore).toBe(1);
      }),
    );
  });
});
