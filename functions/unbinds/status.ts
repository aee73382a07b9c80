import * as z from 'zod';

/** How an unbind ends. The first two are final: what the provider has done, nothing undoes (R096). */
export const unbindOutcomes = [
  'completed',
  'migrated_away',
  'declined',
  'rejected_by_distributor',
  'rejected_by_customer',
  'refused_by_reseller',
  'expired',
  'cancelled',
  'failed',
] as const;
export type UnbindOutcome = (typeof unbindOutcomes)[number];

/** Where an unbind stands. Whoever has it in hand then: `waits.ts`. */
export const UnbindStatus = z.enum([
  'checking',
  'awaiting_remedy',
  'awaiting_second_person',
  'submitting',
  'awaiting_submission',
  'awaiting_distributor_review',
  'awaiting_customer_confirmation',
  'awaiting_initiator',
  'awaiting_card',
  'awaiting_completion',
  'awaiting_review',
  'awaiting_review_entry',
  'awaiting_withdrawal',
  'completing',
  ...unbindOutcomes,
]);
export type UnbindStatus = z.infer<typeof UnbindStatus>;

export const isUnbindOutcome = (status: string): status is UnbindOutcome =>
  unbindOutcomes.some((outcome) => outcome === status);

/** Neither a person nor the provider can take these back. */
export const isFinal = (status: UnbindStatus): boolean => status === 'completed' || status === 'migrated_away';

/** What an observed fact may lead to from wherever the case stands, because the provider does not ask us. */
const observed = [
  'awaiting_distributor_review',
  'awaiting_customer_confirmation',
  'awaiting_initiator',
  'awaiting_card',
  'awaiting_completion',
  'awaiting_withdrawal',
  'completing',
  'migrated_away',
] as const satisfies readonly UnbindStatus[];
/** What ends an application at the provider while the case is open. */
const overAtProvider = [
  'awaiting_remedy',
  'rejected_by_distributor',
  'rejected_by_customer',
  'refused_by_reseller',
  'expired',
  'cancelled',
] as const satisfies readonly UnbindStatus[];
const seen = [...observed, ...overAtProvider] as const;
/** Where a case is taken up again that had ended: also what a customer applies for once more. */
const reopened = [...observed, 'awaiting_review', 'awaiting_review_entry'] as const;

/**
 * Where an unbind can go from each status: the one table from which documents and tests are generated. A case that has
 * ended without the provider's last word is open to what is observed after all: it is taken up again (R140).
 */
export const unbindMoves = {
  checking: ['awaiting_review', 'awaiting_second_person', 'submitting', 'awaiting_submission', 'failed', ...seen],
  awaiting_remedy: ['checking', 'failed', ...seen],
  awaiting_second_person: ['submitting', 'awaiting_submission', 'declined', 'failed', ...seen],
  submitting: ['awaiting_submission', 'failed', ...seen],
  awaiting_submission: ['failed', ...seen],
  awaiting_distributor_review: ['failed', ...seen],
  awaiting_customer_confirmation: ['failed', ...seen],
  awaiting_initiator: ['failed', ...seen],
  awaiting_card: ['failed', ...seen],
  awaiting_completion: ['failed', ...seen],
  // asked for again where no clock of the provider's decides
  awaiting_review: ['awaiting_review', 'awaiting_review_entry', 'failed', ...seen],
  awaiting_review_entry: ['awaiting_review_entry', 'failed', ...seen],
  awaiting_withdrawal: ['failed', ...seen],
  completing: ['completed', 'failed'],
  completed: [],
  migrated_away: [],
  declined: [...reopened],
  rejected_by_distributor: [...reopened],
  rejected_by_customer: [...reopened],
  refused_by_reseller: [...reopened],
  expired: [...reopened],
  cancelled: [...reopened],
  failed: [...reopened],
} as const satisfies Record<UnbindStatus, readonly UnbindStatus[]>;

/** The four groups that lists and callers tell apart, as those of link requests. */
export function groupOf(status: UnbindStatus): 'pending' | 'live' | 'ended' | 'failed' {
  if (isFinal(status)) return 'ended';
  if (isUnbindOutcome(status)) return 'failed';
  return liveStatuses.some((live) => live === status) ? 'live' : 'pending';
}

/** While the application is live at the provider. */
export const liveStatuses = [
  'awaiting_distributor_review',
  'awaiting_customer_confirmation',
  'awaiting_initiator',
  'awaiting_card',
  'awaiting_completion',
  'awaiting_review',
  'awaiting_review_entry',
  'awaiting_withdrawal',
  'completing',
] as const satisfies readonly UnbindStatus[];
