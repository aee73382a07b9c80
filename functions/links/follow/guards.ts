import type { Decision } from '../../decisions/decision.ts';
import type { Instant } from '../../kernel/clock.ts';
import type { Problem } from '../../kernel/problems.ts';
import { type Action, action } from '../../parties/index.ts';
import type { Caller } from '../../platform/contract.ts';
import { type LinkRequest } from '../link-request.ts';
import { isOutcome } from '../request-status.ts';

/** Rights of the operations that follow a request up; the contract and the actions of a record read the same lists. */
export const mayFollow = {
  changeContact: ['operator', 'follow-up'],
  resend: ['operator', 'follow-up'],
  assign: ['operator', 'follow-up', 'admin'],
  copy: ['operator'],
  ticket: ['operator', 'follow-up', 'service'],
} as const;

const notNow = ({ status }: Pick<LinkRequest, 'status'>): Problem => ({ kind: 'not_allowed_now', params: { status } });

/** The contact is mended while the customer has not answered; after that it is who answered. */
export function contactRefusal(record: LinkRequest): Problem | undefined {
  const before = ['checking', 'awaiting_second_person', 'awaiting_customer'].includes(record.status);
  return before ? undefined : notNow(record);
}

/** Only a question that the customer has not answered is mailed again. */
export function resendRefusal(record: LinkRequest): Problem | undefined {
  return record.status === 'awaiting_customer' ? undefined : notNow(record);
}

/** The answer has just come, or the time is over; the machine is about to take it in. */
export function answeredRefusal(record: LinkRequest, decision: Decision | undefined, at: Instant): Problem | undefined {
  const open = decision?.status === 'open' && decision.expiresAt > at;
  return open ? undefined : notNow(record);
}

/** What has ended is nobody's turn. */
export function assignRefusal(record: LinkRequest): Problem | undefined {
  return isOutcome(record.status) ? notNow(record) : undefined;
}

/** Copied is what ended without a link; a change of a link is asked for anew on the link. */
export function copyRefusal(record: LinkRequest): Problem | undefined {
  const ended = isOutcome(record.status) && record.status !== 'completed';
  return ended && !record.changes ? undefined : notNow(record);
}

/** What can be done now to follow a request up, by the rules that guard the operations themselves. */
export function followActions(record: LinkRequest, caller: Pick<Caller, 'rights'>): Action[] {
  return [
    action('changeContact', mayFollow.changeContact, caller, contactRefusal(record)),
    action('resendQuestion', mayFollow.resend, caller, resendRefusal(record)),
    action('assignLinkRequest', mayFollow.assign, caller, assignRefusal(record)),
    action('copyLinkRequest', mayFollow.copy, caller, copyRefusal(record)),
    action('setTicket', mayFollow.ticket, caller),
  ];
}
