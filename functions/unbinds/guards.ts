import type { Decision } from '../decisions/decision.ts';
import type { Instant } from '../kernel/clock.ts';
import type { Problem } from '../kernel/problems.ts';
import { type Action, action, type Decider, deciderRefusal } from '../parties/index.ts';
import { isAskingCustomer } from './contact.ts';
import { act } from './course.ts';
import { purposesOf } from './sheets/which-sheet.ts';
import { isFinal, isUnbindOutcome, type UnbindStatus } from './status.ts';
import type { Unbind } from './unbind.ts';

/** Rights of the operations on an unbind; the contract and the actions of a record read the same lists. */
export const may = {
  request: ['operator'],
  cancel: ['operator', 'follow-up'],
  resume: ['approver'],
  takeUp: ['operator', 'follow-up'],
  changeContact: ['operator', 'follow-up'],
  tryAgain: ['operator', 'follow-up'],
  /** Operators only where they asked themselves and nobody else could decide. */
  decide: ['approver', 'operator'],
  approve: ['approver'],
  /** Who sees to a review before the provider's clock decides. */
  acknowledge: ['operator', 'follow-up', 'approver'],
  /** Who writes down what they saw at the provider. */
  record: ['operator', 'follow-up'],
  /** Who says what became of a remedy that nobody knows of: whoever was told, and whoever looks for them. */
  recordOutcome: ['operator', 'follow-up', 'approver'],
  /** Files may show more than records do. */
  seeEvidence: ['operator', 'follow-up', 'approver', 'finance', 'auditor', 'admin'],
  read: ['enter', 'operator', 'follow-up', 'verifier', 'approver', 'finance', 'auditor', 'admin', 'service'],
} as const;

/** Why something can not be done as the case stands; what the provider has completed, nothing undoes (R096). */
export function notNow({ status }: Pick<Unbind, 'status'>): Problem {
  if (isFinal(status) || status === 'completing') return { kind: 'unbind_is_final' };
  return { kind: 'not_allowed_now', params: { status } };
}

const onlyIn =
  (status: UnbindStatus) =>
  (record: Pick<Unbind, 'status'>): Problem | undefined =>
    record.status === status ? undefined : notNow(record);

export const takeUpRefusal = onlyIn('awaiting_initiator');
export const tryAgainRefusal = onlyIn('awaiting_remedy');
export const reviewRefusal = onlyIn('awaiting_review');
const resumeRefusal = onlyIn('awaiting_withdrawal');

/** Somebody else can be written to until it has ended; a question that was just answered is asked of nobody. */
export function contactRefusal(record: Unbind, decision: Decision | undefined, at: Instant): Problem | undefined {
  const refusal = endedRefusal(record);
  if (refusal || !isAskingCustomer(record)) return refusal;
  const open = decision?.status === 'open' && decision.expiresAt > at;
  return open ? undefined : notNow(record);
}

/** What has ended stays as it is. */
export function endedRefusal(record: Unbind): Problem | undefined {
  return isUnbindOutcome(record.status) || record.status === 'completing' ? notNow(record) : undefined;
}

/** Cancelling again is no mistake: it answers what is so. */
export function isCancelled({ status, leaving }: Pick<Unbind, 'status' | 'leaving'>): boolean {
  return status === 'cancelled' || (status === 'awaiting_withdrawal' && leaving === 'cancelled');
}

function cancelRefusal(record: Unbind): Problem | undefined {
  return isCancelled(record) || act(record, { kind: 'cancelled' }).ok ? undefined : notNow(record);
}

/** Never by whoever asked, unless nobody else could and the cool-off is over (`parties/deciding.ts`). */
export function secondPersonRefusal(record: Unbind, decider: Decider, now: Instant): Problem | undefined {
  if (record.status !== 'awaiting_second_person') return notNow(record);
  return deciderRefusal(record, record.secondPerson?.aloneFrom, decider, now);
}

/** What can be done with an unbind now, by the rules that guard the operations themselves. */
export function unbindActions(record: Unbind, caller: Decider, now: Instant): Action[] {
  const deciders = caller.member === record.createdBy ? may.decide : may.approve;
  return [
    action('cancelUnbind', may.cancel, caller, cancelRefusal(record)),
    action('decideUnbindSecondPerson', deciders, caller, secondPersonRefusal(record, caller, now)),
    action('tryUnbindAgain', may.tryAgain, caller, tryAgainRefusal(record)),
    action('takeUpUnbind', may.takeUp, caller, takeUpRefusal(record)),
    action('reviewCustomerStarted', may.approve, caller, reviewRefusal(record)),
    action('resumeUnbind', may.resume, caller, resumeRefusal(record)),
    action('changeUnbindContact', may.changeContact, caller, endedRefusal(record)),
    action('tickUnbindSheet', may.record, caller, purposesOf(record).length > 0 ? undefined : notNow(record)),
    action('recordUnbindFact', may.record, caller, undefined),
    action('addUnbindEvidence', may.record, caller, undefined),
  ];
}
