import { err, ok, type Result } from '../kernel/result.ts';
import type { Decided } from '../platform/change.ts';
import { changeDecision, type DecisionDeps, readDecision } from './change-decision.ts';
import { countAttempt, type Decision, type DecisionRef, MAX_ATTEMPTS } from './decision.ts';
import { recordDecision } from './record-decision.ts';

/** What a customer's page sends. To say yes, the account identifier must be typed; to say no, nothing has to be proved. */
export type CustomerAnswer =
  | { readonly verdict: 'confirmed'; readonly accountId: string }
  | { readonly verdict: 'rejected'; readonly reason: string };

export type AnswerRefusal =
  | { readonly kind: 'decision_closed' }
  | { readonly kind: 'identifier_differs'; readonly left: number }
  | { readonly kind: 'too_many_attempts' };

/**
 * Records the customer's answer. A wrong identifier is counted, and with the fifth the page is locked for the yes: the
 * link may have reached a stranger. A no is always taken.
 */
export async function answerQuestion(
  deps: DecisionDeps,
  ref: DecisionRef,
  given: CustomerAnswer,
): Promise<Result<void, AnswerRefusal>> {
  const decision = await readDecision(deps.tables, ref);
  if (!decision?.question || decision.status !== 'open' || decision.expiresAt <= deps.clock.now())
    return err({ kind: 'decision_closed' });
  if (given.verdict === 'confirmed') {
    if (decision.attempts >= MAX_ATTEMPTS) return err({ kind: 'too_many_attempts' });
    const typed = given.accountId.trim();
    // an empty field is a slip, not an attempt
    if (typed === '') return err({ kind: 'identifier_differs', left: MAX_ATTEMPTS - decision.attempts });
    if (typed !== decision.question.accountId) return wrongIdentifier(deps, ref);
  }
  const answer = given.verdict === 'rejected' ? { reason: given.reason } : {};
  const recorded = await recordDecision(deps, ref, { verdict: given.verdict, answer, actor: { kind: 'customer' } });
  return recorded.ok ? ok() : err({ kind: 'decision_closed' });
}

async function wrongIdentifier(deps: DecisionDeps, ref: DecisionRef): Promise<Result<never, AnswerRefusal>> {
  const at = deps.clock.now();
  const counted = await changeDecision(deps, ref, (decision, tell): Result<Decided<number>, AnswerRefusal> => {
    if (!decision || decision.status !== 'open') return err({ kind: 'decision_closed' });
    if (decision.attempts >= MAX_ATTEMPTS) return err({ kind: 'too_many_attempts' });
    const left = leftAfter(decision);
    const data = { kind: ref.kind, round: ref.round, left };
    const told = tell({ type: 'decision.wrong_identifier', actor: { kind: 'customer' }, at, data });
    return ok({ intents: [countAttempt(decision), ...told], value: left });
  });
  if (!counted.ok) return err(counted.error.kind === 'refused' ? { kind: 'decision_closed' } : counted.error);
  return err(counted.value === 0 ? { kind: 'too_many_attempts' } : { kind: 'identifier_differs', left: counted.value });
}

function leftAfter({ attempts }: Decision): number {
  return MAX_ATTEMPTS - attempts - 1;
}
