import * as z from 'zod';
import { Instant } from '../../kernel/clock.ts';
import { idSchema } from '../../kernel/ids.ts';
import { type ProofItem, proofItems } from '../../providers/provider.ts';
import { ItemStatus } from '../../verification/index.ts';
import { expectedBy } from '../case-facts.ts';
import { Link } from '../link.ts';
import type { LinkRequestView } from '../view.ts';
import { LinkRequestView as View } from '../view.ts';
import type { Case } from './case.ts';

/** What a ticket system needs of a request (R058, R059). */
export const TicketDocument = z.strictObject({
  requestId: idSchema('linkRequest'),
  self: z.string().describe('path of the request at the desk, below the API’s address'),
  ticket: View.shape.ticket,
  customer: View.shape.customer,
  partnerAccount: View.shape.partnerAccount,
  submittedAt: Instant,
  submittedBy: z.string().describe('the member who asked'),
  status: View.shape.status,
  group: View.shape.group,
  turn: z.string(),
  waitingOn: View.shape.waitingOn,
  expectedApprovalAt: Instant.optional().describe('by when this step is over; absent once the request has ended'),
  estimated: z.boolean().describe('whether that is an estimate by the windows, as nobody is waited for'),
  endedAt: Instant.optional(),
  reason: z.string().optional(),
  failure: View.shape.failure,
  owner: z.string(),
  team: z.string(),
  verification: z.strictObject({
    linkId: idSchema('link').optional(),
    verified: Link.shape.verified.optional(),
    checklist: z.int().describe('number of the checklist in hand; 0 while there is none'),
    steps: z.array(
      z.strictObject({
        step: z.enum(proofItems),
        result: ItemStatus.or(z.literal('not_begun')),
        because: z.string().optional(),
        at: Instant.optional(),
      }),
    ),
  }),
});

/** @param shown the request as the caller may see it */
export function ticketDocument(
  { record, link, checklist }: Case,
  shown: LinkRequestView,
): z.infer<typeof TicketDocument> {
  const { ticket, customer, partnerAccount, status, group, turn, waitingOn, endedAt, reason, failure } = shown;
  const by = record && expectedBy(record);
  return {
    requestId: shown.id,
    self: `/v1/link-requests/${shown.id}`,
    ...(ticket && { ticket }),
    customer,
    partnerAccount,
    submittedAt: shown.createdAt,
    submittedBy: shown.createdBy,
    status,
    group,
    turn,
    ...(waitingOn && { waitingOn }),
    ...(by && { expectedApprovalAt: by }),
    estimated: by !== undefined && waitingOn === undefined,
    ...(endedAt && { endedAt }),
    ...(reason && { reason }),
    ...(failure && { failure }),
    owner: shown.owner,
    team: shown.team,
    verification: {
      ...(link && { linkId: link.id, verified: link.verified }),
      checklist: link?.checklist ?? 0,
      steps: proofItems.map((step) => stepOf(step, checklist)),
    },
  };
}

function stepOf(step: ProofItem, checklist: Case['checklist']) {
  const item = checklist?.items[step];
  if (!item) return { step, result: 'not_begun' } as const;
  const { status: result, because, triedAt } = item;
  return { step, result, ...(because && { because }), ...(triedAt && { at: triedAt }) };
}
