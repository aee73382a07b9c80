import type { Instant } from '../kernel/clock.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import type { Fields, WriteIntent } from '../kernel/write.ts';
import type { Actor } from '../timeline/index.ts';
import { changeDecision, type DecisionDeps, type Tell } from './change-decision.ts';
import { type Agreed, type DecisionRef, decide } from './decision.ts';

export type Verdict = {
  readonly verdict: string;
  readonly answer?: Fields;
  /** With the customer's yes, the text that it was shown. */
  readonly agreed?: Agreed;
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
  deps: DecisionDeps,
  ref: DecisionRef,
  given: Verdict,
): Promise<Result<void, RecordRefusal>> {
  const at = deps.clock.now();
  const done = await changeDecision(deps, ref, (decision, tell) => {
    if (!decision || decision.status !== 'open' || decision.expiresAt <= at)
      return err({ kind: 'decision_closed' as const });
    return ok({ intents: recording(ref, given, at, tell), value: undefined });
  });
  if (done.ok) return ok();
  return err({ kind: done.error.kind === 'refused' ? 'taken' : 'decision_closed' });
}

/** The writes of a verdict: the decision, its delivery, its timeline entry, and what belongs to it. */
export function recording(
  ref: DecisionRef,
  { verdict, answer = {}, agreed, actor, also = [] }: Verdict,
  at: Instant,
  tell: Tell,
): readonly WriteIntent[] {
  const data = { kind: ref.kind, round: ref.round, verdict, ...(agreed && { agreed }) };
  const told = tell({ type: 'decision.recorded', actor, at, data });
  return [...decide(ref, at, verdict, answer, agreed), ...told, ...also];
}
