import * as z from 'zod';

export const LinkRequestStatus = z.enum([
  'checking',
  'awaiting_second_person',
  'awaiting_customer',
  'inviting',
  'awaiting_operator',
  'awaiting_application',
  'awaiting_reseller_review',
  'refusing',
  'approving',
  'awaiting_provider',
  'awaiting_customer_remedy',
  'preparing',
  'cancelling',
  'completed',
  'rejected',
  'expired',
  'cancelled',
  'failed',
]);
export type LinkRequestStatus = z.infer<typeof LinkRequestStatus>;

/**
 * Where a link request can go from each status: the one table from which documents and tests are generated. Outcomes
 * have no way on. Cancelling is possible except while a call that decides an application is being made, because the
 * provider may have said yes, and while the provider examines what was accepted, because nothing takes that back. A site
 * that asks nobody to approve goes from the application to `preparing`. A change of a link that gives the reseller no more
 * than before asks nobody outside, so it goes on to `preparing` at once.
 */
export const linkRequestMoves = {
  checking: [
    'awaiting_second_person',
    'awaiting_customer',
    'awaiting_reseller_review',
    'preparing',
    'failed',
    'cancelling',
  ],
  awaiting_second_person: ['awaiting_customer', 'preparing', 'rejected', 'expired', 'failed', 'cancelling'],
  awaiting_customer: ['inviting', 'preparing', 'rejected', 'expired', 'failed', 'cancelling'],
  inviting: ['awaiting_application', 'awaiting_operator', 'failed', 'cancelling'],
  awaiting_operator: ['awaiting_application', 'expired', 'failed', 'cancelling'],
  awaiting_application: [
    'approving',
    'preparing',
    'awaiting_reseller_review',
    'inviting',
    'expired',
    'failed',
    'cancelling',
  ],
  awaiting_reseller_review: [
    'awaiting_reseller_review',
    'approving',
    'preparing',
    'refusing',
    'expired',
    'failed',
    'cancelling',
  ],
  refusing: ['awaiting_application', 'rejected', 'failed'],
  approving: ['preparing', 'awaiting_provider', 'awaiting_customer_remedy', 'failed'],
  awaiting_provider: ['preparing', 'rejected', 'expired', 'failed'],
  awaiting_customer_remedy: ['approving', 'expired', 'failed', 'cancelling'],
  preparing: ['completed', 'failed'],
  cancelling: ['cancelled', 'completed', 'failed'],
  completed: [],
  rejected: [],
  expired: [],
  cancelled: [],
  failed: [],
} as const satisfies Record<LinkRequestStatus, readonly LinkRequestStatus[]>;

export const outcomes = [
  'completed',
  'rejected',
  'expired',
  'cancelled',
  'failed',
] as const satisfies readonly LinkRequestStatus[];
export type Outcome = (typeof outcomes)[number];

export function isOutcome(status: LinkRequestStatus): status is Outcome {
  return linkRequestMoves[status].length === 0;
}

/** The four groups that lists and callers tell apart (R017). */
export const statusGroups = {
  checking: 'pending',
  awaiting_second_person: 'pending',
  awaiting_customer: 'pending',
  inviting: 'approved',
  awaiting_operator: 'approved',
  awaiting_application: 'approved',
  awaiting_reseller_review: 'pending',
  refusing: 'pending',
  approving: 'approved',
  awaiting_provider: 'approved',
  awaiting_customer_remedy: 'approved',
  preparing: 'approved',
  cancelling: 'pending',
  completed: 'active',
  rejected: 'failed',
  expired: 'failed',
  cancelled: 'failed',
  failed: 'failed',
} as const satisfies Record<LinkRequestStatus, string>;
