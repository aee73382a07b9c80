import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { instant } from '../../../../functions/kernel/clock.ts';
import { dayIn, daysAfter } from '../../../../functions/kernel/zoned-day.ts';
import { latestNight, nightOf, nightsBetween } from '../../../../functions/rebates/nights/night.ts';

const zones = [
  'Europe/Berlin',
  'America/New_York',
  'Asia/Shanghai',
  'Australia/Lord_Howe',
  'UTC',
  'America/Santiago',
  'Asia/Kathmandu',
  'Pacific/Chatham',
];
const times = ['02:30', '23:30', '00:00', '02:00', '03:00', '01:59'];
const plans = fc.record({ zone: fc.constantFrom(...zones), syncTime: fc.constantFrom(...times) });
const [from, to] = [Date.parse('2020-01-01T00:00:00.000Z'), Date.parse('2036-01-01T00:00:00.000Z')];
const instants = fc.integer({ min: from, max: to }).map(instant);

describe('R115: the instant of a night', () => {
  test.each([
    // clocks go forward at 02:00 to 03:00, back at 03:00 to 02:00
    ['Europe/Berlin', '02:30', '2026-03-28', '2026-03-28T01:30:00.000Z'],
    ['Europe/Berlin', '02:30', '2026-03-29', '2026-03-29T01:00:00.000Z'],
    ['Europe/Berlin', '02:30', '2026-03-30', '2026-03-30T00:30:00.000Z'],
    ['Europe/Berlin', '02:30', '2026-10-25', '2026-10-25T00:30:00.000Z'],
    ['Europe/Berlin', '23:30', '2026-03-28', '2026-03-28T22:30:00.000Z'],
    ['Europe/Berlin', '23:30', '2026-03-29', '2026-03-29T21:30:00.000Z'],
    ['Europe/Berlin', '23:30', '2026-10-25', '2026-10-25T22:30:00.000Z'],
    ['America/New_York', '02:30', '2026-03-08', '2026-03-08T07:00:00.000Z'],
    ['America/New_York', '02:30', '2026-11-01', '2026-11-01T07:30:00.000Z'],
    ['America/New_York', '01:30', '2026-11-01', '2026-11-01T05:30:00.000Z'],
    ['America/New_York', '23:30', '2026-11-01', '2026-11-02T04:30:00.000Z'],
    ['Asia/Shanghai', '02:30', '2026-06-01', '2026-05-31T18:30:00.000Z'],
    // by half an hour: forward at 02:00 to 02:30, back at 02:00 to 01:30
    ['Australia/Lord_Howe', '02:15', '2026-10-04', '2026-10-03T15:30:00.000Z'],
    ['Australia/Lord_Howe', '02:30', '2026-10-04', '2026-10-03T15:30:00.000Z'],
    ['Australia/Lord_Howe', '01:45', '2026-04-05', '2026-04-04T14:45:00.000Z'],
    ['Australia/Lord_Howe', '23:30', '2026-04-05', '2026-04-05T13:00:00.000Z'],
  ])('%s at %s on %s is %s', (zone, syncTime, day, at) => {
    expect(nightOf({ zone, syncTime }, day)).toEqual({ day, at });
  });

  test('has the wall time of the plan, but where the clocks skip it', () => {
    fc.assert(
      fc.property(plans, instants, (plan, now) => {
        const { day, at } = nightOf(plan, dayIn(plan.zone, now));
        const wall = new Intl.DateTimeFormat('sv-SE', { timeZone: plan.zone, dateStyle: 'short', timeStyle: 'short' });
        const shown = wall.format(Date.parse(at));
        // what comes right before is earlier than the plan says: so this is the first instant that is not
        const justBefore = wall.format(Date.parse(at) - 1);
        expect(shown >= `${day} ${plan.syncTime}`).toBe(true);
        expect(justBefore < `${day} ${plan.syncTime}`).toBe(true);
      }),
      { numRuns: 400 },
    );
  });
});

describe('R115: the latest night', () => {
  test('is never after now, and the one after it always is', () => {
    fc.assert(
      fc.property(plans, instants, (plan, now) => {
        const latest = latestNight(plan, now);
        expect(latest.at <= now).toBe(true);
        expect(nightOf(plan, daysAfter(latest.day, 1)).at > now).toBe(true);
      }),
      { numRuns: 400 },
    );
  });

  test.each([
    ['Europe/Berlin', '2026-03-27', '2026-10-23'],
    ['America/New_York', '2026-03-06', '2026-10-30'],
    ['Australia/Lord_Howe', '2026-04-03', '2026-10-02'],
    ['Asia/Shanghai', '2026-03-27', '2026-10-23'],
  ])('by the hour, each local date comes once and in order across the clock changes of %s', (zone, ...starts) => {
    for (const syncTime of ['02:30', '23:30'])
      for (const start of starts) {
        const seen = new Set<string>();
        const first = Date.parse(`${start}T12:00:00.000Z`);
        for (let hour = 0; hour < 96; hour += 1)
          seen.add(latestNight({ zone, syncTime }, instant(first + hour * 3.6e6)).day);
        const days = [...seen];
        expect(days).toEqual(days.map((_, index) => daysAfter(days[0] ?? '', index)));
        expect(days).toHaveLength(5);
      }
  });
});

test('R115: the nights of an outage are those in between, none from before the account was there, at most 31', () => {
  const plan = { zone: 'Europe/Berlin', syncTime: '02:30' };
  const days = (after: string, before: string, since = '2020-01-01T00:00:00.000Z') =>
    nightsBetween(plan, after, before, since).map(({ day }) => day);
  expect(days('2026-03-27', '2026-03-30')).toEqual(['2026-03-28', '2026-03-29']);
  expect(days('2026-03-27', '2026-03-28')).toEqual([]);
  expect(days('2026-03-01', '2026-03-30', '2026-03-29T00:59:00.000Z')).toEqual(['2026-03-29']);
  expect(days('2025-03-01', '2026-03-30')).toHaveLength(31);
});
