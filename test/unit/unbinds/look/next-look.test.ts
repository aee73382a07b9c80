import { describe, expect, test } from 'vitest';
import type { Fact } from '../../../../functions/unbinds/fact.ts';
import { isWatched, nextLookAt } from '../../../../functions/unbinds/look/next-look.ts';
import type { Unbind } from '../../../../functions/unbinds/unbind.ts';

const start = '2026-11-02T00:00:00.000Z';
const after = (seconds: number) => new Date(Date.parse(start) + seconds * 1000).toISOString();
const DAY = 86_400;

const record = (more: Partial<Unbind> = {}) => {
  const kept = {
    org: 'org_1',
    id: 'ubd_01k9x3m6f2e8ts5c0v9w1y3z5a',
    live: false,
    reached: 'submitted',
    facts: [],
  } as const;
  return {
    ...kept,
    status: 'cancelled',
    endedAt: start,
    spentUntil: start,
    windows: { look: 3600 },
    ...more,
  } as Unbind;
};
const completed = (observedBy: Fact['observedBy']): Partial<Unbind> => ({
  status: 'completed',
  facts: [{ kind: 'completed', observedBy, at: start, seenAt: start }],
});

describe('what is looked at', () => {
  test.each<[string, Partial<Unbind>, number, boolean]>([
    ['a live case, however old', { status: 'awaiting_completion', live: true }, 400 * DAY, true],
    ['one that waits for its submission', { status: 'awaiting_submission' }, DAY, true],
    ['R140: one that was given up after its submission', {}, 29 * DAY, true],
    ['one that was given up a month ago', {}, 31 * DAY, false],
    ['one that was never submitted', { reached: 'nothing' }, DAY, false],
    ['one whose completion an operator has recorded', completed('operator'), DAY, true],
    [
      'one whose completion is borne out',
      { ...completed('operator'), absence: { first: start, confirmed: start } },
      DAY,
      false,
    ],
    ['one whose completion the provider has told', completed('api'), DAY, false],
  ])('%s', (_says, more, seconds, watched) => {
    expect(isWatched(record(more), after(seconds))).toBe(watched);
  });
});

test('pauses double while nothing happens, up to the policy’s longest', () => {
  const live = { status: 'awaiting_completion', live: true } as const;
  const pause = (seconds: number, more: Partial<Unbind> = {}) =>
    (Date.parse(nextLookAt(record({ ...live, ...more }), after(seconds))) - Date.parse(after(seconds))) / 1000;
  expect([0, 60, 120, 1000, 3600, 40_000].map((seconds) => pause(seconds))).toEqual([60, 60, 120, 1000, 3600, 3600]);
  expect(pause(40_000, { status: 'cancelled' })).toBe(4 * 3600);
});

test('a look that failed is made again soon, however long nothing has happened: it told nothing', () => {
  const pause = (seconds: number, times: number) =>
    (Date.parse(
      nextLookAt(
        record({
          status: 'awaiting_completion',
          live: true,
          looked: { at: start, failed: { read: 'readCustomer', because: 'not_sent', times } },
        }),
        after(seconds),
      ),
    ) -
      Date.parse(after(seconds))) /
    1000;
  expect([1, 2, 4, 30].map((times) => pause(40_000, times))).toEqual([60, 120, 480, 3600]);
});
