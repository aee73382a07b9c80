import { describe, expect, test } from 'vitest';
import {
  type Absence,
  afterLook,
  type Presence,
  secondsApart,
} from '../../../../functions/unbinds/completion/absence.ts';

const DAY = 86_400;
const hour = (hours: number) => new Date(Date.parse('2026-11-21T00:00:00.000Z') + hours * 3_600_000).toISOString();

/** Looks by the hour at which they were made, and whether the absence is certain after them. */
const rows: readonly { says: string; looks: readonly (readonly [number, Presence])[]; certain: boolean }[] = [
  { says: 'one look is none', looks: [[0, 'gone']], certain: false },
  {
    says: 'two within the day are as one',
    looks: [
      [0, 'gone'],
      [23.9, 'gone'],
    ],
    certain: false,
  },
  {
    says: 'two a day apart are enough',
    looks: [
      [0, 'gone'],
      [24, 'gone'],
    ],
    certain: true,
  },
  {
    says: 'many in between make no difference',
    looks: [
      [0, 'gone'],
      [6, 'gone'],
      [12, 'gone'],
      [24, 'gone'],
    ],
    certain: true,
  },
  {
    says: 'once seen, the day begins anew',
    looks: [
      [0, 'gone'],
      [12, 'listed'],
      [24, 'gone'],
    ],
    certain: false,
  },
  {
    says: 'a list that changed while it was read tells nothing',
    looks: [
      [0, 'gone'],
      [24, 'incomplete'],
    ],
    certain: false,
  },
  {
    says: 'without a control the second does not count',
    looks: [
      [0, 'gone'],
      [24, 'no_control'],
    ],
    certain: false,
  },
  {
    says: 'without a control the first does not count',
    looks: [
      [0, 'no_control'],
      [24, 'gone'],
    ],
    certain: false,
  },
  {
    says: 'what tells nothing does not break the row',
    looks: [
      [0, 'gone'],
      [12, 'no_control'],
      [24, 'gone'],
    ],
    certain: true,
  },
  {
    says: 'a customer that is back is not absent',
    looks: [
      [0, 'gone'],
      [24, 'gone'],
      [30, 'listed'],
    ],
    certain: false,
  },
];

describe('R095: absence of a customer', () => {
  test.each(rows)('$says', ({ looks, certain }) => {
    const absence = looks.reduce<Absence | undefined>(
      (so, [at, presence]) => afterLook(so, presence, hour(at), DAY),
      undefined,
    );
    expect(absence?.confirmed !== undefined).toBe(certain);
  });

  test('is certain since the look that made it so', () => {
    const once = afterLook(undefined, 'gone', hour(0), DAY);
    const twice = afterLook(once, 'gone', hour(25), DAY);
    expect(afterLook(twice, 'gone', hour(40), DAY)).toEqual({ first: hour(0), confirmed: hour(25) });
  });

  test('takes what the site asks for where the policy asks for less, except at a simulated provider', () => {
    expect(secondsApart(60, { absenceHours: 24 }, false)).toBe(DAY);
    expect(secondsApart(2 * DAY, { absenceHours: 24 }, false)).toBe(2 * DAY);
    expect(secondsApart(60, { absenceHours: 24 }, true)).toBe(60);
  });
});
