import * as z from 'zod';
import { Instant } from '../kernel/clock.ts';
import { idSchema } from '../kernel/ids.ts';
import { Action } from '../parties/index.ts';
import type { Caller } from '../platform/contract.ts';
import { linkRequestActions } from './guards.ts';
import { type Link, Link as LinkRecord, linkName } from './link.ts';
import { Failure, InvitationState, type LinkRequest, parties, LinkRequest as Record, waits } from './link-request.ts';
import { LinkRequestStatus, statusGroups } from './request-status.ts';
import { whoseTurn } from './whose-turn.ts';

const PartnerAccountView = Record.shape.partnerAccount.describe('the partner account that the customer is linked to');
const CustomerView = Record.shape.customer
  .omit({ mailLock: true })
  .describe('the customer account, by the provider’s identifier (once it is known) and the company’s name');

/** A link request as callers see it. */
export const LinkRequestView = z.strictObject({
  id: idSchema('linkRequest'),
  version: z.int().describe('send it as If-Match when you change the request'),
  status: LinkRequestStatus,
  group: z.enum(['pending', 'approved', 'active', 'failed']).describe('the coarse status that lists show'),
  turn: z.string().describe('one sentence of whose turn it is'),
  createdAt: Instant,
  createdBy: z.string().describe('the member who asked; "desk" where the customer started it'),
  origin: Record.shape.origin.describe('who started it: you, or the customer at the provider'),
  changes: Record.shape.changes.describe('the link that this request changes'),
  copyOf: Record.shape.copyOf,
  lateFor: Record.shape.lateFor.describe('the request that had ended before its customer applied'),
  purpose: Record.shape.purpose,
  types: Record.shape.types,
  scope: Record.shape.scope,
  gathered: Record.shape.gathered,
  expected: Record.shape.expected,
  terms: Record.shape.terms.describe('what the customer may spend, where the site sets it with the link'),
  siteFields: Record.shape.siteFields.describe('what only this site asks for'),
  registration: Record.shape.registration.describe('the customer’s number in the provider’s partner register'),
  exitTerms: Record.shape.exitTerms.describe('what you and the customer agreed about parting'),
  team: z.string().describe('the team that owns the customer'),
  owner: z.string().describe('the member who has it in hand'),
  ticket: Record.shape.ticket,
  override: Record.shape.override,
  secondPerson: Record.shape.secondPerson,
  review: Record.shape.review,
  remedy: Record.shape.remedy,
  application: Record.shape.application.describe('the application that the provider shows for it'),
  spent: z.record(z.string(), z.int()).describe('milliseconds that each party has had it, up to its last move'),
  partnerAccount: PartnerAccountView,
  customer: CustomerView,
  waitingOn: z
    .strictObject({
      party: z.enum(parties),
      for: z.enum(waits),
      since: Instant,
      until: Instant,
      contact: z
        .literal('broken')
        .optional()
        .describe('our mail does not reach the customer; present until the contact is mended or written to again'),
    })
    .optional()
    .describe('who is waited for, and for what; present in every waiting status'),
  mails: Record.shape.mails.describe('mails of the customer’s question beyond the first'),
  invitation: InvitationState.optional(),
  linkId: idSchema('link').optional(),
  failure: Failure.optional().describe('where and why it failed, with the provider’s own words'),
  reason: z.string().optional(),
  endedAt: Instant.optional(),
  flags: Record.shape.flags.describe(
    'cancel_too_late: it was linked already; application_outstanding: what the customer did at the provider stands there still, so decide it there or, where it is linked, adopt the customer and unbind it; preparation_refused: the provider refused to set what the customer may spend, so set it in its console',
  ),
  attempt: z.int().describe('how many executions have carried this request'),
  execution: z.string().describe('name of the execution that carries it, for the Step Functions console'),
  actions: z.array(Action).describe('what you may do with it now, and why not the rest'),
});
export type LinkRequestView = z.infer<typeof LinkRequestView>;

type Viewer = Pick<Caller, 'member' | 'rights'>;

/** @param now what can be done depends on it; the instant of the last move, unless said, for what was just written */
export function viewLinkRequest(
  record: LinkRequest,
  caller: Viewer,
  now: Instant = record.spentUntil,
): LinkRequestView {
  const {
    org: _org,
    timelineSeq: _seq,
    timelineHead: _head,
    attemptSince: _since,
    attemptSeen: _seen,
    ...kept
  } = record;
  const { policyVersion: _policy, windows: _windows, rounds: _rounds, spentUntil: _until, ...shown } = kept;
  const { invitationsAsked: _invited, applicationsDecided: _decided, linkedAt: _linked, waitingOn, ...rest } = shown;
  return {
    ...rest,
    ...shownToSecondPerson(record, caller),
    group: statusGroups[record.status],
    turn: whoseTurn(record),
    ...(waitingOn && { waitingOn: withoutName(waitingOn) }),
    actions: linkRequestActions(record, caller, now),
  };
}

function withoutName({ party, for: what, since, until, contact }: NonNullable<LinkRequest['waitingOn']>) {
  return { party, for: what, since, until, ...(contact && { contact }) };
}

/**
 * While a second person is asked, only the initiator sees the ends of identifiers: the others have to find the one that
 * is meant, and the ones it may be mixed up with would tell (B15).
 */
function shownToSecondPerson({ customer, secondPerson, status, createdBy }: LinkRequest, { member }: Viewer) {
  const { mailLock: _lock, accountId, ...shown } = customer;
  const isBlind = (status === 'checking' || status === 'awaiting_second_person') && member !== createdBy;
  const masked = (account: string) => (isBlind ? `${account.slice(0, -4)}····` : account);
  return {
    customer: { ...shown, ...(accountId !== undefined && { accountId: masked(accountId) }) },
    ...(secondPerson && { secondPerson: { ...secondPerson, nearMisses: secondPerson.nearMisses.map(masked) } }),
  };
}

/** A link as callers see it. */
export const LinkView = z.strictObject({
  id: idSchema('link'),
  version: z.int(),
  status: LinkRecord.shape.status.describe('the provider’s side: active or unbound'),
  verified: LinkRecord.shape.verified.describe('what has been proved to work'),
  readyToProvision: z.boolean().describe('false until the link is proved effective'),
  createdAt: Instant,
  linkedAt: Instant.nullable().describe('when the provider says that it began'),
  origin: LinkRecord.shape.origin.describe('asked for here, or found in the provider’s list of customers'),
  requestId: idSchema('linkRequest').optional(),
  name: z.string().describe('what registers call it'),
  types: LinkRecord.shape.types,
  scope: LinkRecord.shape.scope,
  expected: LinkRecord.shape.expected,
  exitTerms: LinkRecord.shape.exitTerms.describe('what was agreed about parting; an unbind counts by it'),
  team: z.string(),
  owner: z.string(),
  ticket: LinkRecord.shape.ticket,
  partnerAccount: PartnerAccountView,
  customer: LinkRecord.shape.customer,
  checklist: z.int().describe('number of the checklist in hand; 0 while there is none'),
  failing: LinkRecord.shape.failing.describe('what does not hold as of the last check'),
  checkedAt: Instant.optional().describe('when every item was last answered'),
  nextCheckAt: Instant.optional().describe('when it is looked at next'),
  effectiveAt: Instant.optional().describe('when it was first proved effective'),
  waitingOn: LinkRecord.shape.waitingOn.describe('present while the provider’s own delay is waited out'),
  failure: LinkRecord.shape.failure.describe('not proved effective in time, and where it is stuck'),
  customerView: LinkRecord.shape.customerView.describe('what the customer last said that it sees'),
  stopped: LinkRecord.shape.stopped.describe('present while nothing may be done through the link'),
  changeNeeded: LinkRecord.shape.changeNeeded,
  vanished: LinkRecord.shape.vanished,
  unbound: LinkRecord.shape.unbound.describe(
    'since when, and by which unbind, it has ended, and whose the customer is since',
  ),
});

export function viewLink(link: Link): z.infer<typeof LinkView> {
  const { org: _org, timelineSeq: _seq, timelineHead: _head, afterCycle: _cycle, ...shown } = link;
  return { ...shown, name: linkName(link) };
}
