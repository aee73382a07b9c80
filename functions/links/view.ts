import * as z from 'zod';
import { Instant } from '../kernel/clock.ts';
import { idSchema } from '../kernel/ids.ts';
import { Action } from '../parties/index.ts';
import type { Caller } from '../platform/contract.ts';
import { linkRequestActions, whoseTurn } from './guards.ts';
import { type Link, Link as LinkRecord } from './link.ts';
import {
  Failure,
  InvitationState,
  type LinkRequest,
  LinkRequestStatus,
  LinkRequest as Record,
  statusGroups,
} from './link-request.ts';

const PartnerAccountView = Record.shape.partnerAccount.describe('the partner account that the customer is linked to');
const CustomerView = Record.shape.customer.describe(
  'the customer account, by the provider’s identifier and the company’s name',
);

/** A link request as callers see it. */
export const LinkRequestView = z.strictObject({
  id: idSchema('linkRequest'),
  version: z.int().describe('send it as If-Match when you change the request'),
  status: LinkRequestStatus,
  group: z.enum(['pending', 'approved', 'active', 'failed']).describe('the coarse status that lists show'),
  turn: z.string().describe('one sentence of whose turn it is'),
  createdAt: Instant,
  createdBy: z.string().describe('the member who asked'),
  partnerAccount: PartnerAccountView,
  customer: CustomerView,
  waitingOn: z
    .strictObject({ party: z.enum(['customer', 'provider', 'operator']), since: Instant, until: Instant })
    .optional()
    .describe('who is waited for; present in every waiting status'),
  invitation: InvitationState.optional(),
  linkId: idSchema('link').optional(),
  failure: Failure.optional().describe('where and why it failed, with the provider’s own words'),
  reason: z.string().optional(),
  endedAt: Instant.optional(),
  flags: Record.shape.flags,
  attempt: z.int().describe('how many executions have carried this request'),
  execution: z.string().describe('name of the execution that carries it, for the Step Functions console'),
  actions: z.array(Action).describe('what you may do with it now, and why not the rest'),
});
export type LinkRequestView = z.infer<typeof LinkRequestView>;

export function viewLinkRequest(record: LinkRequest, caller: Pick<Caller, 'rights'>): LinkRequestView {
  const { id, version, status, createdAt, createdBy, partnerAccount, customer, waitingOn, flags, attempt, execution } =
    record;
  const { invitation, linkId, failure, reason, endedAt } = record;
  return {
    id,
    version,
    status,
    group: statusGroups[status],
    turn: whoseTurn(record),
    createdAt,
    createdBy,
    partnerAccount,
    customer,
    ...(waitingOn && { waitingOn: { party: waitingOn.party, since: waitingOn.since, until: waitingOn.until } }),
    ...(invitation && { invitation }),
    ...(linkId && { linkId }),
    ...(failure && { failure }),
    ...(reason && { reason }),
    ...(endedAt && { endedAt }),
    flags,
    attempt,
    execution,
    actions: linkRequestActions(record, caller),
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
  requestId: idSchema('linkRequest'),
  partnerAccount: PartnerAccountView,
  customer: CustomerView,
});

export function viewLink(link: Link): z.infer<typeof LinkView> {
  const { id, version, status, verified, readyToProvision, createdAt, linkedAt, requestId, partnerAccount, customer } =
    link;
  return { id, version, status, verified, readyToProvision, createdAt, linkedAt, requestId, partnerAccount, customer };
}
