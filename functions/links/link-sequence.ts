import { readStored } from '../kernel/stored.ts';
import type { Sequence } from '../sequence/sequence.ts';
import { caseFacts } from './case-facts.ts';
import { freeLock } from './customer-lock.ts';
import { failing } from './failing.ts';
import { type LinkRequest, linkRequestShape, listKeys } from './link-request.ts';
import { placeOf } from './place.ts';
import { isOutcome, linkRequestMoves, type Outcome, outcomes } from './request-status.ts';

/** In which part of its life a request is, by its status (R053). */
const stages = {
  checking: 'validation',
  awaiting_second_person: 'validation',
  awaiting_customer: 'approval',
  inviting: 'submission',
  awaiting_operator: 'submission',
  awaiting_application: 'approval',
  awaiting_reseller_review: 'approval',
  refusing: 'approval',
  approving: 'approval',
  awaiting_provider: 'approval',
  awaiting_customer_remedy: 'approval',
  preparing: 'propagation',
  cancelling: 'submission',
} as const satisfies Record<Exclude<LinkRequest['status'], Outcome>, string>;

/** Link requests, as a sequence. Ending without a new link frees the customer. */
export const linkSequence: Sequence<LinkRequest> = {
  name: 'link_request',
  moves: linkRequestMoves,
  isEnd: (status) => outcomes.some((outcome) => outcome === status),
  watch: 'link.watch',
  read: (item) => readStored(linkRequestShape, item),
  told: (record) => ({ site: record.partnerAccount.site, case: caseFacts(record) }),
  waits: {
    escalate: 'link.escalate',
    listKeys,
    escalateAfter: ({ windows }) => windows.escalate,
    remindBefore: ({ windows }, kind) => (kind === 'customer' || kind === 'application' ? windows.remind : []),
  },
  atEnd: (record, to) => (to !== 'completed' || record.changes ? [freeLock(placeOf(record), record.id)] : []),
  machineDied: ({ status }) =>
    failing(
      { stage: isOutcome(status) ? 'verification' : stages[status], code: 'machine_died' },
      'the machine died four times',
    ),
};
