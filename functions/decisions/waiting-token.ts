import * as z from 'zod';
import { storedShape, toStored } from '../kernel/stored.ts';
import type { Key, WriteIntent } from '../kernel/write.ts';
import { type DecisionRef, DecisionRef as Ref } from './decision.ts';

/** The task token of the state that waits for an answer. A bearer secret, so it lives in the private table. */
export const WaitingToken = Ref.extend({
  token: z.string(),
  /** Sorts by attempt of the record, then by the state's entered time, then by retry: only a newer one replaces it. */
  tokenVersion: z.string(),
  execution: z.string(),
});
export type WaitingToken = z.infer<typeof WaitingToken>;

export const waitingTokenShape = storedShape({
  name: 'waiting token',
  version: 4,
  schema: WaitingToken,
  // Kinds of decisions came with version 2, those of an unbind with 3.
  upcasts: { 1: (old) => old, 2: (old) => old, 3: (old) => old },
});

export function waitingTokenKey({ org, subject, kind, round }: DecisionRef): Key {
  return { pk: `ORG#${org}#${subject}`, sk: `WAITING#${kind}#${String(round).padStart(4, '0')}` };
}

export function tokenVersion(attempt: number, entered: string, retry: number): string {
  return `${String(attempt).padStart(6, '0')}#${entered}#${String(retry).padStart(4, '0')}`;
}

/** Keeps a token unless a newer one is there already. */
export function keepToken(waiting: WaitingToken): WriteIntent {
  return {
    op: 'put',
    table: 'private',
    key: waitingTokenKey(waiting),
    fields: toStored(waitingTokenShape, waiting),
    expect: [{ pk: { absent: true } }, { tokenVersion: { lt: waiting.tokenVersion } }],
    refusal: 'exists',
  };
}
