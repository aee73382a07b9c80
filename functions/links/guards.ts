import type { Instant } from '../kernel/clock.ts';
import type { Problem } from '../kernel/problems.ts';
import { type Action, action } from '../parties/index.ts';
import type { Caller } from '../platform/contract.ts';
import { retryRefusal, reviewRefusal, secondPersonRefusal } from './deciding.ts';
import { followActions } from './follow/guards.ts';
import { type LinkRequest } from './link-request.ts';
import { linkRequestMoves } from './request-status.ts';

/** Rights of the operations on a link request; the contract and the actions of a record read the same lists. */
export const may = {
  request: ['operator'],
  cancel: ['operator', 'follow-up'],
  inviteAgain: ['operator', 'follow-up'],
  /** In the provider's console, by a run sheet. */
  invite: ['operator', 'follow-up'],
  /** Operators only where they asked themselves and nobody else could decide. */
  decide: ['approver', 'operator'],
  approve: ['approver'],
  tryAgain: ['operator', 'follow-up'],
  act: ['operator', 'follow-up', 'service'],
  stop: ['operator', 'follow-up', 'approver'],
  liftStop: ['operator', 'follow-up', 'approver'],
  adopt: ['operator', 'admin'],
  report: ['operator', 'follow-up', 'verifier'],
  read: ['enter', 'operator', 'follow-up', 'verifier', 'approver', 'finance', 'auditor', 'admin', 'service'],
} as const;

/** Cancelling again is no mistake: it answers what is so. */
export function cancelRefusal({ status }: LinkRequest): Problem | undefined {
  const allowed: readonly string[] = linkRequestMoves[status];
  return status === 'cancelling' || allowed.includes('cancelling')
    ? undefined
    : { kind: 'not_allowed_now', params: { status } };
}

/** Only an invitation of which nobody knows whether it went out may be sent again, and only by a person. */
export function inviteAgainRefusal({ status, invitation }: LinkRequest): Problem | undefined {
  const asked = status === 'awaiting_application' && invitation?.outcome === 'unknown';
  return asked ? undefined : { kind: 'not_allowed_now', params: { status } };
}

/** Only what is to be made by hand has a sheet. */
function sheetRefusal({ status }: LinkRequest): Problem | undefined {
  return status === 'awaiting_operator' ? undefined : { kind: 'not_allowed_now', params: { status } };
}

/** What can be done with a request now, by the rules that guard the operations themselves. */
export function linkRequestActions(
  record: LinkRequest,
  caller: Pick<Caller, 'member' | 'rights'>,
  now: Instant,
): Action[] {
  const deciders = caller.member === record.createdBy ? may.decide : may.approve;
  return [
    action('cancelLinkRequest', may.cancel, caller, cancelRefusal(record)),
    action('inviteAgain', may.inviteAgain, caller, inviteAgainRefusal(record)),
    action('tickLinkRequestSheet', may.invite, caller, sheetRefusal(record)),
    ...followActions(record, caller),
    action('decideSecondPerson', deciders, caller, secondPersonRefusal(record, caller, now)),
    action('reviewApplication', deciders, caller, reviewRefusal(record, caller, now)),
    action('tryApprovalAgain', may.tryAgain, caller, retryRefusal(record, undefined, now)),
  ];
}
