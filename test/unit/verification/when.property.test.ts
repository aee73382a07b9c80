import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { instant } from '../../../functions/kernel/clock.ts';
import { billMadeAt, nextRecheck, periodEnd, secondsOf } from '../../../functions/verification/when.ts';

const DAY = 86_400;
const beijing = { utcOffsetHours: 8, closesAfter: 'P4DT1H' };
const anyInstant = fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2034, 0, 1) }).map(instant);

describe('the next recheck', () => {
  const any = [fc.string({ minLength: 1 }), anyInstant, fc.integer({ min: 1, max: 30 * DAY })] as const;

  test('comes half a period to one and a half after the last, and then exactly a period later each time', () => {
    fc.assert(
      fc.property(...any, (link, last, period) => {
        const first = Date.parse(nextRecheck(link, last, period));
        const since = (first - Date.parse(last)) / 1000;
        expect(since).toBeGreaterThanOrEqual(period / 2);
        expect(since).toBeLessThanOrEqual(period * 1.5);
        expect(Date.parse(nextRecheck(link, instant(first), period)) - first).toBe(period * 1000);
      }),
    );
  });

  test('does not meet ten thousand links in one minute', () => {
    const last = '2026-11-02T01:30:00.000Z';
    const minutes = new Map<string, number>();
    for (let link = 0; link < 10_000; link += 1) {
      const minute = nextRecheck(`link_${link}`, last, DAY).slice(0, 16);
      minutes.set(minute, (minutes.get(minute) ?? 0) + 1);
    }
    expect(Math.max(...minutes.values())).toBeLessThan(30);
    expect(minutes.size).toBeGreaterThan(1400);
  });
});

describe('settlement periods', () => {
  test.each([
    ['2026-11-02T01:30:00.000Z', '2026-11-30T16:00:00.000Z', '2026-12-04T17:00:00.000Z'],
    ['2026-11-30T15:59:59.999Z', '2026-11-30T16:00:00.000Z', '2026-12-04T17:00:00.000Z'],
    ['2026-11-30T16:00:00.000Z', '2026-12-31T16:00:00.000Z', '2027-01-04T17:00:00.000Z'],
  ])('that of %s ends at %s and is billed at %s', (at, end, billed) => {
    expect([periodEnd(beijing, at), billMadeAt(beijing, at)]).toEqual([end, billed]);
  });

  test('end after the instants in them, and the end belongs to the next', () => {
    fc.assert(
      fc.property(anyInstant, fc.integer({ min: -12, max: 14 }), (at, utcOffsetHours) => {
        const settlement = { ...beijing, utcOffsetHours };
        const end = periodEnd(settlement, at);
        expect(end > at).toBe(true);
        expect(periodEnd(settlement, end) > end).toBe(true);
      }),
    );
  });
});

test('durations are days, hours and minutes; anything else is refused', () => {
  expect(['P1D', 'PT24H', 'P4DT1H', 'PT90M'].map(secondsOf)).toEqual([DAY, DAY, 4 * DAY + 3600, 5400]);
  for (const text of ['P', 'PT', '1D', 'P1M', 'P1.5D', '']) expect(() => secondsOf(text)).toThrow('not a duration');
});
