import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readDecision } from '../../../functions/decisions/change-decision.ts';
import { close, consume, type DecisionRef, openDecision } from '../../../functions/decisions/decision.ts';
import { deliverAnswer } from '../../../functions/decisions/deliver-answer.ts';
import { expireDecision } from '../../../functions/decisions/expire-decision.ts';
import { holdToken } from '../../../functions/decisions/hold-token.ts';
import { recordDecision } from '../../../functions/decisions/record-decision.ts';
import { instant, plusSeconds } from '../../../functions/kernel/clock.ts';
import { err, ok } from '../../../functions/kernel/result.ts';
import type { Tables } from '../../../functions/platform/tables.ts';
import { create, timelineStart } from '../../../functions/timeline/index.ts';
import { countingIds } from '../../support/founded-desk.ts';
import { memoryTables } from '../../support/memory-tables.ts';

const start = instant(Date.UTC(2026, 10, 2));
const ref: DecisionRef = { org: 'org_a', subject: 'lreq_1', kind: 'customer', round: 1 };

async function setup() {
  const tables = memoryTables();
  const newId = countingIds();
  const time = { now: start };
  const deps = { tables, newId, clock: { now: () => time.now } };
  const record = { ...timelineStart, org: ref.org, id: ref.subject, version: 1, execution: 'e-1', schemaVersion: 1 };
  const entry = { type: 'link_request.created', actor: { kind: 'customer' }, at: start } as const;
  await tables.transact([...create(record, entry, newId), ...openDecision(ref, start, plusSeconds(start, 100))]);
  const woken: string[] = [];
  /** A token wakes its state once; after that the state is gone. */
  const waiters = {
    wake: async (token: string) => {
      if (woken.includes(token)) return err({ kind: 'gone' as const });
      woken.push(token);
      return ok();
    },
  };
  return { deps: { ...deps, waiters }, tables, time, woken };
}

/** One party's doing; which are tried, in which order their reads and writes meet, is left to fast-check. */
const doings = ['yes', 'no', 'expire', 'close', 'hold', 'deliver', 'take in', 'time passes'] as const;

test('of any doings at once exactly one ends the question, and the state that waits is woken once for it', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      fc.array(fc.constantFrom(...doings), { minLength: 1, maxLength: 10 }),
      async (scheduler, parties) => {
        const { deps, tables, time, woken } = await setup();
        const slowly = <A extends unknown[], R>(act: (...args: A) => Promise<R>) =>
          scheduler.scheduleFunction(act) as (...args: A) => Promise<R>;
        const get = slowly((...args: Parameters<Tables['get']>) => tables.get(...args));
        const transact = slowly((...args: Parameters<Tables['transact']>) => tables.transact(...args));
        const slow = { ...deps, tables: { ...tables, get, transact } };
        const actor = { kind: 'customer' } as const;
        const finals: string[] = [];
        const noteFinal = async () => {
          const status = (await readDecision(tables, ref))?.status;
          if (status && status !== 'open') finals.push(status);
        };
        const does: Record<(typeof doings)[number], () => Promise<unknown>> = {
          yes: () => recordDecision(slow, ref, { verdict: 'confirmed', actor }),
          no: () => recordDecision(slow, ref, { verdict: 'rejected', actor }),
          expire: () => expireDecision(slow, ref),
          close: () => slow.tables.transact(close(ref, time.now)),
          hold: () => holdToken(slow, ref, { attempt: 1, execution: 'e-1', token: 't', entered: start, retry: 0 }),
          deliver: () => deliverAnswer(slow, ref),
          'take in': async () => tables.transact([consume(ref, time.now)]),
          'time passes': async () => void (time.now = plusSeconds(time.now, 60)),
        };
        const all = Promise.all(
          parties.map(async (party) => {
            await does[party]();
            await noteFinal();
          }),
        );
        await scheduler.waitFor(all);
        const decision = await readDecision(tables, ref);
        expect(new Set(finals).size).toBeLessThanOrEqual(1);
        expect(decision?.status).toBe(finals[0] ?? 'open');
        expect(woken.length).toBeLessThanOrEqual(1);
        const told = tables.items('timeline').filter(({ type }) => String(type).startsWith('decision.'));
        const recorded = decision?.status === 'decided' || decision?.status === 'expired';
        expect(told).toHaveLength(recorded ? 1 : 0);
        await deliverAnswer(deps, ref);
        const mustWake = parties.includes('hold') && decision?.status !== 'open' && !decision?.consumedAt;
        expect(woken.length).toBeGreaterThanOrEqual(mustWake ? 1 : 0);
      },
    ),
    { numRuns: 200 },
  );
});

test('an answer that was taken in wakes nobody, however often it is delivered', async () => {
  const { deps, tables, woken } = await setup();
  await holdToken(deps, ref, { attempt: 1, execution: 'e-1', token: 't', entered: start, retry: 0 });
  await recordDecision(deps, ref, { verdict: 'confirmed', actor: { kind: 'customer' } });
  expect(await deliverAnswer(deps, ref)).toBe('woken');
  await tables.transact([consume(ref, start)]);
  expect([await deliverAnswer(deps, ref), await deliverAnswer(deps, ref)]).toEqual(Array(2).fill('nothing_to_deliver'));
  expect(await tables.transact([consume(ref, start)])).toMatchObject({ ok: false, error: { reason: 'decided' } });
  expect(woken).toEqual(['t']);
});

test('a token that is gone gives way to a newer one, once', async () => {
  const { deps, tables } = await setup();
  const held = { attempt: 1, execution: 'e-1', entered: start, retry: 0 };
  await holdToken(deps, ref, { ...held, token: 'old' });
  await recordDecision(deps, ref, { verdict: 'confirmed', actor: { kind: 'customer' } });
  const tried: string[] = [];
  const waiters = {
    wake: async (token: string) => {
      tried.push(token);
      if (token === 'new') return ok();
      await holdToken({ tables, waiters: deps.waiters }, ref, { ...held, token: 'new', retry: 1 });
      return err({ kind: 'gone' as const });
    },
  };
  expect(await deliverAnswer({ tables, waiters }, ref)).toBe('woken');
  expect(tried).toEqual(['old', 'new']);
});

test('a question without a waiting state, or with a dead one, says so', async () => {
  const { deps, tables } = await setup();
  expect(await deliverAnswer(deps, ref)).toBe('nothing_to_deliver');
  await recordDecision(deps, ref, { verdict: 'confirmed', actor: { kind: 'customer' } });
  expect(await deliverAnswer(deps, ref)).toBe('not_waiting');
  const waiters = { wake: async () => err({ kind: 'gone' as const }) };
  await holdToken({ tables, waiters }, ref, { attempt: 1, execution: 'e-1', token: 't', entered: start, retry: 0 });
  expect(await deliverAnswer({ tables, waiters }, ref)).toBe('dead');
});

test('a token of an execution that the record no longer names is woken instead of kept', async () => {
  const { deps, tables, woken } = await setup();
  await holdToken(deps, ref, { attempt: 1, execution: 'e-0', token: 'stray', entered: start, retry: 0 });
  expect([woken, tables.items('private')]).toEqual([['stray'], []]);
});
