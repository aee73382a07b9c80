import { err, ok, type Result } from '../kernel/result.ts';
import type { Decided } from '../platform/change.ts';
import { changeDecision, type DecisionDeps, type Tell } from './change-decision.ts';
import { countAttempt, type Decision, MAX_ATTEMPTS, type Question } from './decision.ts';
import { isVoid, type OneTimeLink } from './one-time-link.ts';
import { recording } from './record-decision.ts';

/**
 * What a customer's page sends. To say yes, the account identifier must be typed where it is known; where it is not, it
 * is the customer's own claim, or empty. To say no, nothing has to be proved.
 */
export type CustomerAnswer =
  | { readonly verdict: 'confirmed'; readonly accountId: string }
  | { readonly verdict: 'rejected'; readonly reason: string };

/** What became of an answer, with what its page shows. */
type Answered =
  | { readonly kind: 'recorded' | 'too_many_attempts'; readonly question: Question }
  | {
      readonly kind: 'identifier_differs';
      readonly question: Question;
      readonly decision: Decision;
      readonly left: number;
    }
  | { readonly kind: 'claim_unreadable'; readonly question: Question; readonly decision: Decision }
  | { readonly kind: 'decision_closed' };

type Known = { readonly decision: Decision; readonly question: Question; readonly at: string };

const actor = { kind: 'customer' } as const;

/**
 * Records the customer's answer. A wrong identifier is counted, and with the fifth the page is locked for the yes: the
 * link may have reached a stranger. A no is always taken. Lock, comparison and write stand on one read, so guesses that
 * come side by side are counted like those that come one after the other.
 */
export async function answerQuestion(deps: DecisionDeps, link: OneTimeLink, given: CustomerAnswer): Promise<Answered> {
  const at = deps.clock.now();
  const done = await changeDecision(
    deps,
    link,
    (decision, tell): Result<Decided<Answered>, { kind: 'decision_closed' }> => {
      const question = decision?.question;
      if (!question || decision.status !== 'open' || decision.expiresAt <= at || isVoid(link, decision))
        return err({ kind: 'decision_closed' });
      const known = { decision, question, at };
      return ok(
        (given.verdict === 'confirmed' && unproved(known, given.accountId.trim(), tell)) || taken(known, given, tell),
      );
    },
  );
  return done.ok ? done.value : { kind: 'decision_closed' };
}

/** Any provider's account identifier; what it has to be exactly, the application will show. */
const looksLikeAccount = /^[A-Za-z0-9][A-Za-z0-9._-]{2,63}$/;

/** What stands against a yes: the lock, or an identifier that is not the one of the question. */
function unproved({ decision, question, at }: Known, typed: string, tell: Tell): Decided<Answered> | undefined {
  if (question.accountId === undefined)
    return typed === '' || looksLikeAccount.test(typed)
      ? undefined
      : { intents: [], value: { kind: 'claim_unreadable', question, decision } };
  const left = MAX_ATTEMPTS - decision.attempts;
  if (left <= 0) return { intents: [], value: { kind: 'too_many_attempts', question } };
  // an empty field is a slip, not an attempt
  if (typed === '') return { intents: [], value: { kind: 'identifier_differs', question, decision, left } };
  if (typed === question.accountId) return undefined;
  const data = { kind: decision.kind, round: decision.round, left: left - 1 };
  const told = tell({ type: 'decision.wrong_identifier', actor, at, data });
  const locked = { kind: 'too_many_attempts', question } as const;
  const differs = { kind: 'identifier_differs', question, decision, left: left - 1 } as const;
  return { intents: [countAttempt(decision), ...told], value: left === 1 ? locked : differs };
}

function taken({ decision, question, at }: Known, given: CustomerAnswer, tell: Tell): Decided<Answered> {
  const answer = given.verdict === 'rejected' ? { reason: given.reason } : claim(question, given.accountId.trim());
  const intents = recording(decision, { verdict: given.verdict, answer, actor }, at, tell);
  return { intents, value: { kind: 'recorded', question } };
}

/** Compared with nothing here: there is nothing yet to compare it with. */
function claim({ accountId }: Question, typed: string): { readonly claims?: string } {
  return accountId === undefined && typed !== '' ? { claims: typed } : {};
}
