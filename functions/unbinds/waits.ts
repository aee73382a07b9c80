import type { Question } from '../decisions/decision.ts';
import type { Instant } from '../kernel/clock.ts';
import { secondsBetween } from '../kernel/clock.ts';
import type { Wait } from '../sequence/sequence.ts';
import type { UnbindStatus } from './status.ts';
import type { Unbind } from './unbind.ts';

type WaitOf = (record: Unbind, at: Instant) => Omit<Wait<Unbind>, 'seconds'> & { readonly seconds: number };

/** Who is waited for in a status, for what, and how long by the policy that the case is pinned to. */
const waitOf: Readonly<Partial<Record<UnbindStatus, WaitOf>>> = {
  awaiting_remedy: ({ windows }) => ({
    kind: 'remedy',
    party: 'operator',
    for: 'preconditions',
    seconds: windows.remedy,
  }),
  awaiting_second_person: ({ windows, secondPerson }, at) => ({
    kind: 'second_person',
    party: 'approver',
    for: 'internal_approval',
    // where the initiator may agree alone, the window begins when they may
    seconds:
      windows.secondPerson + (secondPerson?.aloneFrom ? Math.max(0, secondsBetween(at, secondPerson.aloneFrom)) : 0),
  }),
  awaiting_submission: ({ windows }) => ({
    kind: 'submission',
    party: 'operator',
    for: 'submission_at_provider',
    seconds: windows.submission,
  }),
  awaiting_distributor_review: (record) => ({
    kind: 'distributor',
    party: 'distributor',
    for: 'distributor_review',
    seconds: record.windows.distributor,
    question: reviewOf(record),
  }),
  awaiting_customer_confirmation: (record) => ({
    kind: 'confirmation',
    party: 'customer',
    for: 'customer_confirmation',
    seconds: record.windows.customer,
    question: questionOf(record),
  }),
  awaiting_initiator: ({ windows }) => ({
    kind: 'initiator',
    party: 'operator',
    for: 'initiator_task',
    seconds: windows.initiator,
  }),
  awaiting_card: (record) => ({
    kind: 'card',
    party: 'customer',
    for: 'card_binding',
    seconds: record.windows.card,
    question: questionOf(record),
  }),
  awaiting_completion: ({ windows }) => ({
    kind: 'completion',
    party: 'provider',
    for: 'provider_completion',
    seconds: windows.completion,
  }),
  awaiting_review: (record, at) => ({
    kind: 'review',
    party: 'approver',
    for: 'reseller_review',
    seconds: untilDeadline(record, at),
  }),
  awaiting_review_entry: (record, at) => ({
    kind: 'submission',
    party: 'operator',
    for: 'review_at_provider',
    seconds: untilDeadline(record, at),
  }),
  awaiting_withdrawal: ({ windows }) => ({
    kind: 'withdrawal',
    party: 'operator',
    for: 'withdrawal_at_provider',
    seconds: windows.withdrawal,
  }),
};

/** The wait that a case is in once it has this status; none where nobody is waited for. */
export function waitFor(record: Unbind, at: Instant): Wait<Unbind> | undefined {
  return waitOf[record.status]?.(record, at);
}

/** Whose step it is in a status, for documents and the run sheets. */
export const waitingStatuses = Object.keys(waitOf);

/** What the distributor is shown: which of its second-level resellers lets which customer go, and no account of it. */
function reviewOf(record: Unbind): Question {
  const { accountId: _theirs, ...question } = questionOf(record);
  const secondLevel = record.distributor?.secondLevel.name ?? record.asks;
  return { ...question, unbinds: { cardNeeded: !record.cardKnown, secondLevel } };
}

/** What the customer is shown: who parts from it, and whether a card is still needed. */
function questionOf({ asks, partnerAccount, customer, cardKnown, noCardStep }: Unbind): Question {
  return {
    asks,
    site: partnerAccount.site,
    partnerId: partnerAccount.partnerId,
    customerName: customer.name,
    accountId: customer.accountId,
    unbinds: { cardNeeded: !cardKnown, ...(noCardStep && { noCardStep }) },
  };
}

/** What a customer started waits by the provider's own clock, not by ours (B02); where it has none, by ours, again and again. */
function untilDeadline({ providerDeadline, windows }: Unbind, at: Instant): number {
  return providerDeadline ? Math.max(1, secondsBetween(at, providerDeadline.at)) : windows.secondPerson;
}
