import * as z from 'zod';
import { idSchema } from '../../kernel/ids.ts';
import { operations } from '../../platform/contract.ts';
import * as examples from '../examples.ts';
import { LinkPath, RequestPath } from '../paths.ts';
import { TicketRef } from '../relationship.ts';
import { LinkRequestView, LinkView } from '../view.ts';
import { WishedContact } from '../wish.ts';
import { CopyWish } from './copied-wish.ts';
import { mayFollow } from './guards.ts';

const Reason = z.string().trim().min(3, { error: 'why, in a few words' }).max(500);

/** Who has a record in hand from now on. */
const Assignment = z
  .strictObject({
    owner: z
      .union([idSchema('member'), z.literal('unowned')])
      .describe('an active member, or `unowned`: whoever of the team takes it'),
    team: z.string().max(40).optional().describe('another team of your policy'),
    reason: Reason,
  })
  .meta({ examples: [{ owner: examples.linkRequest.owner, reason: 'Takes over while a colleague is on leave' }] });

const answer = (description: string) => ({
  description,
  json: z.strictObject({ linkRequest: LinkRequestView }),
  example: { linkRequest: examples.linkRequest },
});
const usual = ['not_found', 'not_allowed_now', 'idempotency_key_missing', 'idempotency_key_reused'] as const;

/** Following a request up until it ends: served by the group `links-write`. */
export const followOperations = operations({
  changeContact: {
    route: 'PUT /v1/link-requests/{requestId}/contact',
    group: 'links-write',
    access: mayFollow.changeContact,
    summary: 'Write to somebody else at the customer',
    description:
      'Possible until the customer has answered. The question goes out anew at once, and links in earlier mails no longer work: they may be with a stranger. The deadline stays.',
    params: RequestPath,
    body: WishedContact.meta({ examples: [{ email: 'it@lantern-logistics.example', name: 'Mei Tan' }] }),
    answers: { 200: answer('The contact is another one') },
    problems: [...usual, 'customer_taken', 'environment_mismatch'],
    idempotent: true,
  },
  resendQuestion: {
    route: 'POST /v1/link-requests/{requestId}/reminders',
    group: 'links-write',
    access: mayFollow.resend,
    summary: 'Send the customer’s question again',
    description:
      'A fresh link goes to the same contact; links in earlier mails keep working. Not more often than your policy allows. The deadline stays.',
    params: RequestPath,
    body: z.strictObject({}).meta({ examples: [{}] }),
    answers: { 202: answer('Being sent again') },
    problems: [...usual, 'resend_too_soon', 'resend_used_up'],
    idempotent: true,
  },
  assignLinkRequest: {
    route: 'PUT /v1/link-requests/{requestId}/owner',
    group: 'links-write',
    access: mayFollow.assign,
    summary: 'Give a link request to another member or team',
    description: 'Possible until it ends; the reason stands on its timeline.',
    params: RequestPath,
    body: Assignment,
    answers: { 200: answer('In other hands') },
    problems: usual,
    idempotent: true,
  },
  assignLink: {
    route: 'PUT /v1/links/{linkId}/owner',
    group: 'links-write',
    access: mayFollow.assign,
    summary: 'Give a link to another member or team',
    description: 'Possible while it is active; the reason stands on its timeline.',
    params: LinkPath,
    body: Assignment,
    answers: {
      200: {
        description: 'In other hands',
        json: z.strictObject({ link: LinkView }),
        example: { link: examples.link },
      },
    },
    problems: usual,
    idempotent: true,
  },
  copyLinkRequest: {
    route: 'POST /v1/link-requests/{requestId}/copy',
    group: 'links-write',
    access: mayFollow.copy,
    summary: 'Ask again what ended without a link',
    description:
      'After a mistaken no, an expiry, a cancelled or a failed request: a new one with the same wish, checked by today’s rules. The old one stays as it is.',
    params: RequestPath,
    body: CopyWish,
    answers: { 201: answer('The new request, which names the one that it was copied from') },
    problems: [...usual, 'customer_taken', 'environment_mismatch'],
    idempotent: true,
  },
  setTicket: {
    route: 'PUT /v1/link-requests/{requestId}/ticket',
    group: 'links-write',
    access: mayFollow.ticket,
    summary: 'Tie a link request to a ticket of your own system',
    description: 'The ticket is named in every later event of the request, so that your system can follow it.',
    params: RequestPath,
    body: TicketRef.meta({ examples: [{ system: 'ServiceNow', reference: 'INC0012345' }] }),
    answers: { 200: answer('Tied to the ticket') },
    problems: usual,
    idempotent: true,
  },
});
