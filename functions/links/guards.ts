import type { Problem } from '../kernel/problems.ts';
import { type Action, action } from '../parties/index.ts';
import type { Caller } from '../platform/contract.ts';
import { isOutcome, type LinkRequest, linkRequestMoves } from './link-request.ts';

/** Rights of the operations on a link request; the contract and the actions of a record read the same lists. */
export const may = {
  request: ['operator'],
  cancel: ['operator', 'follow-up'],
  inviteAgain: ['operator', 'follow-up'],
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

/** What can be done with a request now, by the rules that guard the operations themselves. */
export function linkRequestActions(record: LinkRequest, caller: Pick<Caller, 'rights'>): Action[] {
  return [
    action('cancelLinkRequest', may.cancel, caller, cancelRefusal(record)),
    action('inviteAgain', may.inviteAgain, caller, inviteAgainRefusal(record)),
  ];
}

/** What the sentence is made of. */
type TurnFacts = Pick<LinkRequest, 'status' | 'invitation' | 'reason'> & {
  readonly customer: Pick<LinkRequest['customer'], 'name'>;
  readonly waitingOn?: Pick<NonNullable<LinkRequest['waitingOn']>, 'until'> | undefined;
};

/** One sentence of whose turn it is. */
export function whoseTurn(record: TurnFacts): string {
  const { status, waitingOn, invitation, customer } = record;
  if (status === 'completed') return `${customer.name} is linked; nobody has to act.`;
  if (isOutcome(status)) return `Nobody has to act: ${status}${record.reason ? `, because ${record.reason}` : ''}.`;
  if (status === 'awaiting_customer')
    return `${customer.name} has to answer on the page that our mail leads to, until ${waitingOn?.until ?? 'its end'}.`;
  if (status !== 'awaiting_application') return 'The desk is working on it.';
  return invitation?.outcome === 'unknown'
    ? `Nobody knows whether the provider's invitation went out. The desk keeps looking; a person may invite again.`
    : `${customer.name} has to open the provider's invitation and apply there, until ${waitingOn?.until ?? 'its end'}.`;
}
