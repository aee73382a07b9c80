import { ok, type Result } from '../kernel/result.ts';
import type { Language } from '../kernel/texts.ts';
import type { Decided } from '../platform/change.ts';
import { receiptDue } from '../receipts/index.ts';
import { changeDecision, type DecisionDeps, type Tell } from './change-decision.ts';
import { agreedTo, consentText } from './consent-text.ts';
import { type Agreed, countAttempt, type Decision, decisionName, MAX_ATTEMPTS, type Question } from './decision.ts';
import { type LinkRefusal, standingOf } from './link-standing.ts';
import type { OneTimeLink } from './one-time-link.ts';
import { recording } from './record-decision.ts';

/**
 * What a customer's page sends. To say yes, the account identifier must be typed where it is known; where it is not, it
 * is the customer's own claim, or empty. `agreed` is the hash of the text that the page showed, in `language`. To say
 * no, nothing has to be proved.
 */
export type CustomerAnswer =
  | {
      readonly verdict: 'confirmed';
      readonly accountId: string;
      readonly agreed: string;
      readonly language: Language;
    }
  | { readonly verdict: 'rejected'; readonly reason: string };

/** What became of an answer, with what its page shows. */
export type Answered =
  | (Asked & { readonly kind: 'recorded' })
  | (Asked & { readonly kind: 'repeated' })
  /** What the customer says to have done at the provider: proved like a yes, and no answer to the question (R091). */
  | (Asked & { readonly kind: 'stated'; readonly agreed: Agreed })
  | (Asked & { readonly kind: 'reason_missing' })
  | (Asked & { readonly kind: 'identifier_unreadable' })
  | (Asked & { readonly kind: 'text_changed' })
  | (Asked & { readonly kind: 'identifier_differs'; readonly left: number })
  | (Asked & { readonly kind: 'identifier_locked' })
  | { readonly kind: LinkRefusal; readonly question?: Question };

type Asked = { readonly question: Question; readonly decision: Decision };
type Known = Asked & { readonly at: string };

/**
 * Records the customer's answer, once: the same one again finds it recorded. A wrong identifier is counted, and with the
 * fifth the page is locked for the yes: the link may have reached a stranger. A no is always taken. Lock, comparison and
 * write stand on one read, so guesses that come side by side are counted like those that come one after the other.
 */
export async function answerQuestion(deps: DecisionDeps, link: OneTimeLink, given: CustomerAnswer): Promise<Answered> {
  const at = deps.clock.now();
  const done = await changeDecision(deps, link, (decision, tell): Result<Decided<Answered>, never> => {
    const standing = standingOf(link, decision, at);
    if (standing.kind === 'decided') return ok({ intents: [], value: again(standing, given) });
    if (standing.kind !== 'open') return ok({ intents: [], value: standing });
    const known = { decision: standing.decision, question: standing.question, at };
    return ok((given.verdict === 'confirmed' && unproved(known, given, tell)) || taken(known, given, tell));
  });
  return done.ok ? done.value : { kind: 'link_used' };
}

/** Whoever presses twice, or loads the page again, has answered once. */
function again({ decision, question }: Asked, { verdict }: CustomerAnswer): Answered {
  return decision.verdict === verdict ? { kind: 'repeated', question, decision } : { kind: 'link_used', question };
}

/** Any provider's account identifier; what it has to be exactly, the application will show. */
const looksLikeAccount = /^[A-Za-z0-9][A-Za-z0-9._-]{2,63}$/;

/** What stands against a yes: the lock, an identifier that is not the one of the question, or another text. */
function unproved(
  { decision, question, at }: Known,
  given: Extract<CustomerAnswer, { verdict: 'confirmed' }>,
  tell: Tell,
): Decided<Answered> | undefined {
  const typed = given.accountId.trim();
  const left = MAX_ATTEMPTS - decision.attempts;
  if (question.accountId !== undefined && left <= 0)
    return { intents: [], value: { kind: 'identifier_locked', question, decision } };
  if (given.agreed !== consentText(question, given.language).sha256)
    return { intents: [], value: { kind: 'text_changed', question, decision } };
  if (question.accountId === undefined)
    return typed === '' || looksLikeAccount.test(typed)
      ? undefined
      : { intents: [], value: { kind: 'identifier_unreadable', question, decision } };
  // an empty field is a slip, not an attempt
  if (typed === '') return { intents: [], value: { kind: 'identifier_differs', question, decision, left } };
  if (typed === question.accountId) return undefined;
  const data = { kind: decision.kind, round: decision.round, left: left - 1 };
  const told = tell({ type: 'decision.wrong_identifier', actor: actorOf(decision), at, data });
  const locked = { kind: 'identifier_locked', question, decision } as const;
  const differs = { kind: 'identifier_differs', question, decision, left: left - 1 } as const;
  return { intents: [countAttempt(decision), ...told], value: left === 1 ? locked : differs };
}

function taken({ decision, question, at }: Known, given: CustomerAnswer, tell: Tell): Decided<Answered> {
  const { kind } = decision;
  if (kind === 'confirmation' && given.verdict === 'confirmed') {
    const agreed = agreedTo(consentText(question, given.language));
    return { intents: [], value: { kind: 'stated', question, decision, agreed } };
  }
  if (kind === 'distributor' && given.verdict === 'rejected' && given.reason === '')
    return { intents: [], value: { kind: 'reason_missing', question, decision } };
  const verdict =
    given.verdict === 'rejected'
      ? { answer: { reason: given.reason } }
      : {
          answer: claim(question, given.accountId.trim()),
          agreed: agreedTo(consentText(question, given.language)),
        };
  const said = { ...verdict, verdict: given.verdict, actor: actorOf(decision) };
  const intents = recording(decision, said, at, tell);
  // an unbinding has its certificate at the end, for all of its parties
  const hasReceipt = given.verdict === 'confirmed' && !question.unbinds;
  const receipt = hasReceipt ? [receiptDue(decision.org, decisionName(decision), at)] : [];
  return { intents: [...intents, ...receipt], value: { kind: 'recorded', question, decision } };
}

/** Who holds the link: the customer, but for the distributor's own question. */
function actorOf({ kind }: Decision) {
  return { kind: kind === 'distributor' ? 'distributor' : 'customer' } as const;
}

/** Compared with nothing here: there is nothing yet to compare it with. */
function claim({ accountId }: Question, typed: string): { readonly claims?: string } {
  return accountId === undefined && typed !== '' ? { claims: typed } : {};
}
