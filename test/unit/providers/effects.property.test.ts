import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { instant, plusSeconds } from '../../../functions/kernel/clock.ts';
import { err, ok } from '../../../functions/kernel/result.ts';
import type { Tables } from '../../../functions/platform/tables.ts';
import { type EffectOutcome, runEffect } from '../../../functions/providers/effects.ts';
import { EffectInFlight } from '../../../functions/providers/errors.ts';
import type { EffectFailure } from '../../../functions/providers/failure.ts';
import { recordKey } from '../../../functions/timeline/index.ts';
import { memoryTables } from '../../support/memory-tables.ts';

const org = 'org_1';
const id = 'lreq_1';
const lease = 60;
const raw = { code: null, message: 'words' };
const stage = 'submission';

/** What the provider does with one call, and what its caller gets to see. */
const answers = {
  done: { happened: true, result: ok({ receipts: [] }) },
  done_answer_lost: {
    happened: true,
    result: err<EffectFailure>({ kind: 'unknown_outcome', stage, because: 'no_answer', raw }),
  },
  lost: {
    happened: false,
    result: err<EffectFailure>({ kind: 'unknown_outcome', stage, because: 'server_fault', raw }),
  },
  not_sent: { happened: false, result: err<EffectFailure>({ kind: 'not_sent', stage, raw }) },
  throttled: { happened: false, result: err<EffectFailure>({ kind: 'throttled', stage, retryAfterSeconds: 1, raw }) },
  refused: { happened: false, result: err<EffectFailure>({ kind: 'refused', stage, code: 'other', raw }) },
} as const;
type AnswerName = keyof typeof answers;
const certainlyNothing: readonly AnswerName[] = ['not_sent', 'throttled'];

class Killed extends Error {}

/** One worker's life: what the provider will answer it, and after how many of its steps it dies (never, if beyond). */
const worker = fc.record({
  answer: fc.constantFrom<AnswerName>('done', 'done_answer_lost', 'lost', 'not_sent', 'throttled', 'refused'),
  diesAfter: fc.integer({ min: 0, max: 9 }),
  asksAgain: fc.boolean(),
});
/** Workers that run at the same time, and time that passes at any moment among them. */
const scene = fc.record({
  workers: fc.array(worker, { minLength: 1, maxLength: 3 }),
  seconds: fc.constantFrom(0, 2, lease / 2, lease + 1),
});

type Scene = typeof scene extends fc.Arbitrary<infer S> ? S : never;

type During = { readonly status: string; readonly during?: 'cancelling' };

function world(
  effect: 'once' | 'repeatable',
  scheduler: fc.Scheduler,
  { status, during }: During = { status: 'inviting' },
) {
  const tables = memoryTables();
  tables.seed('desk', { ...recordKey(org, id), execution: 'exec-1', status });
  let now = instant(Date.UTC(2026, 0, 5));
  const seen = { asked: 1, calls: [] as AnswerName[], happened: 0, announcedAtCall: [] as boolean[] };
  const tries = () => tables.items('desk').filter(({ sk }) => sk.startsWith('EFFECT#'));

  const run = (life: { answer: AnswerName; diesAfter: number }) => {
    let steps = 0;
    /** Others may act before and after each step; a worker dies between steps, whatever the step did. */
    const step = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
      await scheduler.schedule(Promise.resolve(), `before ${name}`);
      if (steps++ >= life.diesAfter) throw new Killed();
      const value = await work();
      await scheduler.schedule(Promise.resolve(), `after ${name}`);
      if (steps++ >= life.diesAfter) throw new Killed();
      return value;
    };
    const its: Tables = {
      get: (table, key) => step('get', () => tables.get(table, key)),
      getMany: (table, keys) => step('getMany', () => tables.getMany(table, keys)),
      query: (query) => step('query', () => tables.query(query)),
      transact: (intents) => step('transact', () => tables.transact(intents)),
    };
    return runEffect(
      { tables: its, clock: { now: () => now }, leaseSeconds: lease },
      {
        record: { org, id, execution: 'exec-1' },
        method: 'invite',
        effect,
        asked: seen.asked,
        ...(during && { during }),
        call: () =>
          step('call', async () => {
            seen.announcedAtCall.push(tries().length > seen.calls.length);
            seen.calls.push(life.answer);
            seen.happened += answers[life.answer].happened ? 1 : 0;
            return answers[life.answer].result;
          }),
        confirmed: () => ({ answer: {} }),
      },
    ).catch((error: unknown) => {
      if (error instanceof Killed || error instanceof EffectInFlight) return undefined;
      throw error;
    });
  };

  const pass = (seconds: number) => {
    now = plusSeconds(now, seconds);
  };
  const play = async (scenes: readonly Scene[]) => {
    for (const { workers, seconds } of scenes) {
      if (workers.some(({ asksAgain }) => asksAgain)) seen.asked += 1;
      const time = scheduler.schedule(Promise.resolve(), 'time passes').then(() => pass(seconds));
      await scheduler.waitFor(Promise.all([...workers.map(run), time]));
    }
  };
  /** Healthy workers run alone until nothing more is to be done. */
  const settle = async () => {
    let outcome: EffectOutcome | undefined;
    for (let round = 0; round < 5; round += 1) {
      pass(lease + 1);
      outcome = await scheduler.waitFor(run({ answer: 'done', diesAfter: Number.POSITIVE_INFINITY }));
    }
    return outcome;
  };
  const become = (next: string) => tables.seed('desk', { ...recordKey(org, id), execution: 'exec-1', status: next });
  return { seen, tries, run, play, settle, become };
}

const scenes = fc.array(scene, { minLength: 1, maxLength: 6 });

/** Plays many plots in many orders. */
function always(property: (plot: readonly Scene[], scheduler: fc.Scheduler) => Promise<void>, numRuns = 150) {
  return fc.assert(fc.asyncProperty(scenes, fc.scheduler(), property), { numRuns });
}

describe('whoever dies when, and however workers interleave', () => {
  test('an effect that may happen once happens no more often than asked for, and only after being announced', () =>
    always(async (plot, scheduler) => {
      const { play, seen, settle } = world('once', scheduler);
      await play(plot);
      await settle();
      expect(seen.announcedAtCall).not.toContain(false);
      expect(seen.happened).toBeLessThanOrEqual(seen.asked);
      const mayHaveHappened = seen.calls.filter((answer) => !certainlyNothing.includes(answer));
      expect(mayHaveHappened.length).toBeLessThanOrEqual(seen.asked);
    }));

  test('in the end it is confirmed, refused, or shown as unknown, and confirmed is never a guess', () =>
    always(async (plot, scheduler) => {
      const { play, seen, settle, tries } = world('once', scheduler);
      await play(plot);
      const outcome = await settle();
      expect(['confirmed', 'refused', 'unknown']).toContain(outcome?.kind);
      const confirmed = tries().filter(({ status }) => status === 'confirmed').length;
      expect(confirmed).toBeLessThanOrEqual(seen.calls.filter((answer) => answer === 'done').length);
    }));

  test('an effect that may be repeated has happened in the end, or was refused', () =>
    always(async (plot, scheduler) => {
      const { play, seen, settle } = world('repeatable', scheduler);
      await play(plot);
      const outcome = await settle();
      expect(['confirmed', 'refused']).toContain(outcome?.kind);
      expect(seen.announcedAtCall).not.toContain(false);
      expect(seen.happened > 0 || outcome?.kind === 'refused').toBe(true);
    }));

  test('healthy workers that start together make one call between them, and none takes it for unknown', () =>
    fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.integer({ min: 2, max: 4 }), async (scheduler, count) => {
        const { run, seen } = world('once', scheduler);
        const healthy = { answer: 'done', diesAfter: Number.POSITIVE_INFINITY } as const;
        const outcomes = await scheduler.waitFor(Promise.all(Array.from({ length: count }, () => run(healthy))));
        expect(seen.calls).toEqual(['done']);
        const told = outcomes.filter((outcome) => outcome !== undefined);
        expect(new Set(told.map(({ kind }) => kind))).toEqual(new Set(['confirmed']));
      }),
    ));

  test('what a cancellation undoes keeps the same rules, while the record is being cancelled', () =>
    always(async (plot, scheduler) => {
      const { play, seen, settle } = world('once', scheduler, { status: 'cancelling', during: 'cancelling' });
      await play(plot);
      const outcome = await settle();
      expect(['confirmed', 'refused', 'unknown']).toContain(outcome?.kind);
      expect(seen.announcedAtCall).not.toContain(false);
      expect(seen.happened).toBeLessThanOrEqual(seen.asked);
    }));

  test.each([
    ['an effect of its own while it is cancelled', { status: 'cancelling' }, 'cancelling'],
    ['what undoes a cancellation that is over', { status: 'cancelled', during: 'cancelling' }, 'superseded'],
    ['what undoes a cancellation that nobody asked for', { status: 'inviting', during: 'cancelling' }, 'superseded'],
  ] as const)('a record never has announced: %s', (_what, during, kind) =>
    always(async (plot, scheduler) => {
      const { play, seen, settle, tries } = world('once', scheduler, during);
      await play(plot);
      expect((await settle())?.kind).toBe(kind);
      expect([seen.calls, tries()]).toEqual([[], []]);
    }, 20),
  );

  test('a try that was announced before a cancellation is not made anew during it', () =>
    fc.assert(
      fc.asyncProperty(fc.scheduler(), async (scheduler) => {
        const { run, settle, become, seen, tries } = world('once', scheduler, { status: 'approving' });
        await scheduler.waitFor(run({ answer: 'lost', diesAfter: Number.POSITIVE_INFINITY }));
        become('cancelling');
        expect((await settle())?.kind).toBe('unknown');
        expect([seen.calls, tries().length]).toEqual([['lost'], 1]);
      }),
    ));
});
