import * as z from 'zod';
import { Instant, plusSeconds } from '../kernel/clock.ts';
import { idSchema } from '../kernel/ids.ts';
import { type LinkRequest, LinkRequest as Record } from './link-request.ts';
import { TicketRef } from './relationship.ts';
import { isOutcome, statusGroups } from './request-status.ts';

/** What every change of a request's status tells a ticket system (R058). No persons, no account identifier. */
export const CaseFacts = z.object({
  request: idSchema('linkRequest'),
  group: z.enum(['pending', 'approved', 'active', 'failed']),
  customer: Record.shape.customer.pick({ name: true, reference: true }),
  submittedAt: Instant,
  /** When the present wait ends; an estimate by the windows while nobody is waited for; absent once it has ended. */
  expectedBy: Instant.optional(),
  ticket: TicketRef.optional(),
});
export type CaseFacts = z.infer<typeof CaseFacts>;

export function caseFacts(record: LinkRequest): CaseFacts {
  const { name, reference } = record.customer;
  const by = expectedBy(record);
  return {
    request: record.id,
    group: statusGroups[record.status],
    customer: { name, ...(reference && { reference }) },
    submittedAt: record.createdAt,
    ...(by && { expectedBy: by }),
    ...(record.ticket && { ticket: record.ticket }),
  };
}

/** By when the present wait ends; before and after it, what the windows of customer and provider come to. */
export function expectedBy({ status, waitingOn, createdAt, windows }: LinkRequest): Instant | undefined {
  if (isOutcome(status)) return undefined;
  return waitingOn?.until ?? plusSeconds(createdAt, windows.customer + windows.application);
}
