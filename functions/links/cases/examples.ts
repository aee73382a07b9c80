import type * as z from 'zod';
import { link, linkRequest } from '../examples.ts';
import type { CasePacket } from './case-packet.ts';
import type { RegisterEntry } from './link-register.ts';
import { packetHeadings } from './packet-texts.ts';
import type { PlaybookView } from './playbook.ts';
import type { TicketDocument } from './ticket-document.ts';

/** Realistic answers for the API reference; a test parses each with the schema that it illustrates. */
const { partnerAccount, customer, waitingOn, createdAt, status, group, turn, owner, team } = linkRequest;
const ticketOf = { system: 'ServiceNow', reference: 'INC0012345' };

export const ticket = {
  requestId: linkRequest.id,
  self: `/v1/link-requests/${linkRequest.id}`,
  ticket: ticketOf,
  customer,
  partnerAccount,
  submittedAt: createdAt,
  submittedBy: linkRequest.createdBy,
  status,
  group,
  turn,
  waitingOn,
  expectedApprovalAt: waitingOn.until,
  estimated: false,
  owner,
  team,
  verification: { checklist: 0, steps: [{ step: 'status', result: 'not_begun' }] },
} as const satisfies z.input<typeof TicketDocument>;

export const playbook = {
  key: 'pending_too_long',
  title: 'A request is pending for too long',
  causes: [
    {
      key: 'wrong_account',
      says: 'The customer uses another account than the one that is meant',
      verdict: 'found',
      checks: [
        {
          key: 'identifier_typed',
          says: 'what the customer typed on our page',
          result: 'wrong',
          because: '2 times another identifier was typed',
        },
      ],
      next: 'Ask Lantern Logistics Pte. Ltd. to sign in with the account that is meant, and compare its identifier with the account page.',
    },
  ],
  steps: [turn],
} as const satisfies z.input<typeof PlaybookView>;

const headings = Object.fromEntries(Object.entries(packetHeadings).map(([key, { en }]) => [key, en]));

export const casePacket = {
  language: 'en',
  headings,
  identifiers: {
    requestId: linkRequest.id,
    ticket: 'ServiceNow INC0012345',
    site: partnerAccount.site,
    environment: partnerAccount.environment,
    partnerId: partnerAccount.partnerId,
    customer,
  },
  times: {
    submittedAt: createdAt,
    waitingSince: waitingOn.since,
    waitingUntil: waitingOn.until,
    packedAt: link.createdAt,
  },
  status,
  types: ['billing'],
  access: 'read_only',
  calls: [
    {
      method: 'invite',
      number: 1,
      outcome: 'refused',
      announcedAt: waitingOn.since,
      closedAt: waitingOn.since,
      requests: [{ action: null, requestId: '4f0c1a52-7f2a-4c1e-9d0a-5c9c2b6d7e11' }],
      said: {
        code: 'FailedOperation.AgentIsNotAllowed',
        message: 'The partner is not allowed to call this API.',
        requestId: '4f0c1a52-7f2a-4c1e-9d0a-5c9c2b6d7e11',
      },
    },
  ],
  events: [{ at: createdAt, type: 'link_request.created', by: 'member' }],
  findings: [{ check: 'partner_account', result: 'pass' }],
  playbooks: [playbook],
} as const satisfies z.input<typeof CasePacket>;

export const registerEntry = {
  name: link.name,
  linkId: link.id,
  requestId: link.requestId,
  site: partnerAccount.site,
  environment: partnerAccount.environment,
  partnerId: partnerAccount.partnerId,
  accountId: link.customer.accountId,
  customer: link.customer.name,
  types: 'billing',
  access: 'read_only',
  status: link.status,
  verified: link.verified,
  linkedAt: link.linkedAt,
  team,
  owner,
} as const satisfies z.input<typeof RegisterEntry>;
