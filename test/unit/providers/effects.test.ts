import { describe, expect, test } from 'vitest';
import { instant, plusSeconds } from '../../../functions/kernel/clock.ts';
import { err, ok } from '../../../functions/kernel/result.ts';
import { type EffectOrder, lastTry, runEffect } from '../../../functions/providers/effects.ts';
import type { EffectFailure } from '../../../functions/providers/failure.ts';
import type { Answered } from '../../../functions/providers/provider.ts';
import { recordKey } from '../../../functions/timeline/index.ts';
import { memoryTables } from '../../support/memory-tables.ts';

const org = 'org_1';
const id = 'lreq_1';
const lease = 60;
type Sent = Answered & { readonly link: string };
const sent = ok({
  link: 'https://provider.example/?RegisterToken=secret',
  receipts: [{ action: 'Mail', requestId: 'r1' }],
});
const raw = { code: 'Code.Of.Theirs', message: 'their words', requestId: 'r2' };
const failing = (failure: EffectFailure) => err(failure);
const throttled = failing({ kind: 'throttled', stage: 'submission', retryAfterSeconds: 180, raw });
const unknown = failing({ kind: 'unknown_outcome', stage: 'submission', because: 'no_answer', raw });
const notSent = failing({ kind: 'not_sent', stage: 'submission', raw });

function setup(status = 'inviting') {
  const tables = memoryTables();
  let now = instant(Date.UTC(2026, 0, 5));
  tables.seed('desk', { ...recordKey(org, id), execution: 'exec-1', status });
  const deps = { tables, clock: { now: () => now }, leaseSeconds: lease };
  let calls = 0;
  type Order = EffectOrder<Sent>;
  type Options = Partial<Pick<Order, 'asked' | 'effect'>> & {
    execution?: string;
    also?: NonNullable<ReturnType<Order['confirmed']>['also']>;
  };
  const run = (
    answer: () => Awaited<ReturnType<Order['call']>> | ReturnType<Order['call']>,
    { asked = 1, effect = 'once', execution = 'exec-1', also = [] }: Options = {},
  ) =>
    runEffect<Sent>(deps, {
      record: { org, id, execution },
      method: 'invite',
      effect,
      asked,
      call: async () => {
        calls += 1;
        return answer();
      },
      confirmed: (_, at) => ({ answer: { sentAt: at }, also }),
    });
  return {
    deps,
    tables,
    run,
    calls: () => calls,
    tries: () => tables.items('desk', recordKey(org, id).pk).filter(({ sk }) => sk.startsWith('EFFECT#')),
    wait: (seconds: number) => {
      now = plusSeconds(now, seconds);
    },
  };
}

const killed = () => {
  throw new Error('the worker died');
};

describe('an effect', () => {
  test('is announced before the call, and closed with its answer and the writes that belong to it', async () => {
    const { run, tries, tables } = setup();
    const key = { pk: 'ORG#org_1#lreq_1', sk: 'INVITATION' };
    const also = [{ op: 'put', table: 'private', key, fields: { link: 'x' }, expect: [], refusal: 'exists' }] as const;
    const seen: unknown[] = [];
    const outcome = await run(
      () => {
        seen.push(...tries().map(({ sk, status }) => ({ sk, status })));
        return sent;
      },
      { also },
    );
    expect(seen).toEqual([{ sk: 'EFFECT#invite#0001', status: 'intended' }]);
    expect(outcome).toMatchObject({ kind: 'confirmed', number: 1, answer: { sentAt: '2026-01-05T00:00:00.000Z' } });
    expect(tries()).toMatchObject([{ status: 'confirmed', receipts: [{ action: 'Mail', requestId: 'r1' }] }]);
    expect(tables.items('private')).toMatchObject([key]);
    expect(JSON.stringify(tables.items('desk'))).not.toContain('secret');
  });

  test('answers from the ledger when asked for again, without a call', async () => {
    const { run, calls } = setup();
    const first = await run(() => sent);
    expect(await run(() => sent)).toEqual(first);
    expect(calls()).toBe(1);
  });

  test('is made again when a person asks for another', async () => {
    const { run, calls } = setup();
    await run(() => sent);
    expect(await run(() => sent, { asked: 2 })).toMatchObject({ kind: 'confirmed', number: 2 });
    expect(calls()).toBe(2);
  });

  test('is not announced for an execution that no longer owns the record', async () => {
    const { run, calls, tries } = setup();
    expect(await run(() => sent, { execution: 'exec-0' })).toEqual({ kind: 'superseded' });
    expect([calls(), tries()]).toEqual([0, []]);
  });

  test('is not announced for a record that is being cancelled', async () => {
    const { run, calls } = setup('cancelling');
    expect(await run(() => sent)).toEqual({ kind: 'cancelling' });
    expect(calls()).toBe(0);
  });

  test('that was refused for good stays refused until it is asked for anew', async () => {
    const { run, calls } = setup();
    const refused = failing({
      kind: 'customer_must_act',
      stage: 'approval',
      code: 'leave_organization',
      remedy: 'remedy.tencent.leave_organization',
      raw,
    });
    const answer = {
      kind: 'refused',
      refusal: { kind: 'customer_must_act', stage: 'approval', code: 'leave_organization', remedy: expect.any(String) },
      raw,
    };
    expect(await run(() => refused)).toMatchObject(answer);
    expect(await run(() => sent)).toMatchObject(answer);
    expect(await run(() => sent, { asked: 2 })).toMatchObject({ kind: 'confirmed' });
    expect(calls()).toBe(2);
  });
});

describe('an effect that certainly did not happen', () => {
  test('is tried again by itself, not before the pause that the provider asked for', async () => {
    const { run, calls, wait } = setup();
    expect(await run(() => throttled)).toMatchObject({ kind: 'try_later', retryAfterSeconds: 180, raw });
    wait(100);
    expect(await run(() => sent)).toMatchObject({ kind: 'try_later', retryAfterSeconds: 80 });
    wait(80);
    expect(await run(() => sent)).toMatchObject({ kind: 'confirmed', number: 2 });
    expect(calls()).toBe(2);
  });

  test('does not use up what was asked for: a later unknown still needs only one more asking', async () => {
    const { run, wait, calls } = setup();
    await run(() => notSent);
    wait(10);
    await run(() => unknown);
    expect(await run(() => sent)).toMatchObject({ kind: 'unknown', number: 2 });
    expect(await run(() => sent, { asked: 2 })).toMatchObject({ kind: 'confirmed', number: 3 });
    expect(calls()).toBe(3);
  });
});

describe('an effect of which nobody knows whether it happened', () => {
  test('is called once and never again by itself', async () => {
    const { run, calls } = setup();
    expect(await run(() => unknown)).toMatchObject({ kind: 'unknown', raw });
    expect(await run(() => sent)).toMatchObject({ kind: 'unknown', number: 1 });
    expect(calls()).toBe(1);
  });

  test('is repeated when repeating changes nothing', async () => {
    const { run, calls } = setup();
    await run(() => unknown, { effect: 'repeatable' });
    expect(await run(() => sent, { effect: 'repeatable' })).toMatchObject({ kind: 'confirmed', number: 2 });
    expect(calls()).toBe(2);
  });

  test('holds others off while its worker may live, and is unknown after that', async () => {
    const { run, wait, deps, calls } = setup();
    await expect(run(killed)).rejects.toThrow('the worker died');
    await expect(run(() => sent)).rejects.toMatchObject({ name: 'EffectInFlight' });
    await expect(lastTry(deps, { record: { org, id }, method: 'invite' })).rejects.toMatchObject({
      name: 'EffectInFlight',
    });
    wait(lease + 1);
    expect(await run(() => sent)).toMatchObject({ kind: 'unknown', raw: null });
    expect(calls()).toBe(1);
  });

  test('takes the answer of a worker that was given up too early', async () => {
    const { run, wait, calls } = setup();
    const { promise: answer, resolve: arrives } = Promise.withResolvers<typeof sent>();
    const waiting = run(() => answer);
    await expect.poll(calls).toBe(1);
    wait(lease + 1);
    expect(await run(() => sent)).toMatchObject({ kind: 'unknown' });
    arrives(sent);
    expect(await waiting).toMatchObject({ kind: 'confirmed', number: 1 });
    expect(await run(() => sent)).toMatchObject({ kind: 'confirmed', number: 1 });
    expect(calls()).toBe(1);
  });
});
