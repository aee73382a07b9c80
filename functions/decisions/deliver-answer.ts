import { readStored } from '../kernel/stored.ts';
import type { Tables } from '../platform/tables.ts';
import { type DecisionRef, decisionKey, decisionShape } from './decision.ts';
import type { Waiters } from './ports.ts';
import { waitingTokenKey, waitingTokenShape } from './waiting-token.ts';

/**
 * - `woken`: the waiting state has the answer, or will find it
 * - `nothing_to_deliver`: still open, or taken in already
 * - `not_waiting`: no state waits yet; when it does, it looks for the answer itself
 * - `dead`: the state that waited is gone, so the record needs a new attempt
 */
export type Delivery = 'woken' | 'nothing_to_deliver' | 'not_waiting' | 'dead';

/** Brings a recorded answer to the state that waits for it. Doing it twice wakes once. */
export async function deliverAnswer(deps: { tables: Tables; waiters: Waiters }, ref: DecisionRef): Promise<Delivery> {
  const item = await deps.tables.get('desk', decisionKey(ref));
  const decision = item && readStored(decisionShape, item);
  if (!decision || decision.status === 'open' || decision.consumedAt) return 'nothing_to_deliver';
  return wakeWaiter(deps, ref);
}

/** The same for whoever has just recorded the answer, and so need not read whether there is one. */
export async function wakeWaiter(deps: { tables: Tables; waiters: Waiters }, ref: DecisionRef): Promise<Delivery> {
  const token = await readToken(deps.tables, ref);
  if (!token) return 'not_waiting';
  const woken = await deps.waiters.wake(token);
  if (woken.ok) return 'woken';
  const newer = await readToken(deps.tables, ref);
  if (!newer || newer === token) return 'dead';
  return (await deps.waiters.wake(newer)).ok ? 'woken' : 'dead';
}

async function readToken(tables: Tables, ref: DecisionRef): Promise<string | undefined> {
  const item = await tables.get('private', waitingTokenKey(ref));
  return item && readStored(waitingTokenShape, item).token;
}
