import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { instant } from '../../../functions/kernel/clock.ts';
import { reserveSlot } from '../../../functions/providers/slots.ts';
import { memoryTables } from '../../support/memory-tables.ts';

const ref = { org: 'org_1', account: 'acc_1' };

function setup() {
  const tables = memoryTables();
  const time = { ms: Date.UTC(2026, 0, 5) };
  const pauses: number[] = [];
  /** Pausing does not move the clock: callers of the same moment stay at it, as functions side by side do. */
  const deps = {
    tables,
    clock: { now: () => instant(time.ms) },
    pause: async (ms: number) => {
      pauses.push(ms);
    },
  };
  return {
    deps,
    pauses,
    time,
    reserve: (action = 'Invite', perSecond = 5) => reserveSlot(deps, ref, action, perSecond),
  };
}

describe('a slot', () => {
  test('is free at once for the first call', async () => {
    const { reserve, pauses } = setup();
    expect(await reserve()).toMatchObject({ ok: true });
    expect(pauses).toEqual([]);
  });

  test('is waited for when it comes within two seconds', async () => {
    const { reserve, pauses } = setup();
    await reserve('Invite', 1);
    expect(await reserve('Invite', 1)).toMatchObject({ ok: true });
    expect(pauses).toEqual([1100]);
  });

  test('further away is not reserved, and the caller learns when to come back', async () => {
    const { reserve, time } = setup();
    await reserve('Invite', 0.1);
    expect(await reserve('Invite', 0.1)).toEqual({ ok: false, error: { kind: 'slot_taken', retryAfterSeconds: 11 } });
    time.ms += 11_000;
    expect(await reserve('Invite', 0.1)).toMatchObject({ ok: true });
  });

  test('of one action does not hold up another', async () => {
    const { reserve, pauses } = setup();
    await reserve('Invite', 1);
    await reserve('Approve', 1);
    expect(pauses).toEqual([]);
  });
});

test('no two calls of an action leave closer than the provider allows, whoever reserves when', () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ after: fc.nat(700), together: fc.integer({ min: 1, max: 6 }) }), { maxLength: 8 }),
      fc.constantFrom(0.5, 1, 2, 5, 20),
      fc.scheduler(),
      async (arrivals, perSecond, scheduler) => {
        const { deps, time } = setup();
        const leaves: number[] = [];
        const one = async () => {
          await scheduler.schedule(Promise.resolve());
          const start = time.ms;
          let waited = 0;
          const raced = {
            ...deps,
            tables: {
              ...deps.tables,
              transact: async (intents: Parameters<typeof deps.tables.transact>[0]) => {
                await scheduler.schedule(Promise.resolve());
                return deps.tables.transact(intents);
              },
            },
            pause: async (ms: number) => {
              waited = ms;
            },
          };
          const reserved = await reserveSlot(raced, ref, 'Invite', perSecond);
          if (reserved.ok) leaves.push(start + waited);
        };
        for (const { after, together } of arrivals) {
          time.ms += after;
          await scheduler.waitFor(Promise.all(Array.from({ length: together }, one)));
        }
        const sorted = leaves.toSorted((a, b) => a - b);
        const gaps = sorted.slice(1).map((at, index) => at - (sorted[index] ?? 0));
        expect(gaps.filter((gap) => gap < 1000 / perSecond)).toEqual([]);
        expect(leaves.length > 0 || arrivals.length === 0).toBe(true);
      },
    ),
    { numRuns: 200 },
  ));
