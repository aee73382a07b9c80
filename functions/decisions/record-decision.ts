import type { Clock } from '../kernel/clock.ts';
import type { NewId } from '../kernel/ids.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import type { Fields, WriteIntent } from '../kernel/write.ts';
import { change } from '../platform/change.ts';
import type { Tables } from '../platform/tables.ts';
import { type Actor, append, recordKey } from '../timeline/index.ts';
import { type DecisionRef, decide } from './decision.ts';
import { asFollowed, readDecision } from './expire-decision.ts';

export type RecordDeps = { readonly tables: Tables; readonly clock: Clock; readonly newId: NewId };

export type Verdict = {
  readonly verdict: string;
  readonly answer?: Fields;
  readonly actor: Actor;
  /** Writes that belong to the verdict, such as the claim of an application. */
  readonly also?: readonly WriteIntent[];
};

/** `decision_closed`: answered before, expired or withdrawn. `taken`: an accompanying write was refused. */
export type RecordRefusal = { readonly kind: 'decision_closed' } | { readonly kind: 'taken' };

/**
 * Records a verdict with its timeline entry and its delivery, all in one transaction. Of any number of verdicts at once
 * the first is recorded; the others learn that the question is closed. Delivering it is the caller's next step.
 */
export async function recordDecision(
  deps: RecordDeps,
  ref: DecisionRef,
  given: Verdict,
): Promise<Result<void, RecordRefusal>> {
  const at = deps.clock.now();
  const read = async () => {
    const [decision, record] = await Promise.all([
      readDecision(deps.tables, ref),
      deps.tables.get('desk', recordKey(ref.org, ref.subject)),
    ]);
    return { decision, record };
  };
  const done = await change(deps.tables, read, ({ decision, record }) => {
    if (!decision || decision.status !== 'open' || decision.expiresAt <= at)
      return err({ kind: 'decision_closed' as const });
    const { verdict, answer = {}, actor, also = [] } = given;
    const entry = {
      type: 'decision.recorded',
      actor,
      at,
      data: { kind: ref.kind, round: ref.round, verdict },
    } as const;
    const intents = [...decide(ref, at, verdict, answer), ...append(asFollowed(record), entry, deps.newId), ...also];
    return ok({ intents, value: undefined });
  });
  if (done.ok) return ok();
  return err({ kind: done.error.kind === 'refused' ? 'taken' : 'decision_closed' });
}
