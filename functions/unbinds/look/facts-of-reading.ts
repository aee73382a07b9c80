import type { Instant } from '../../kernel/clock.ts';
import type { UnbindReading, UnbindState } from '../../providers/unbinding.ts';
import type { Fact, FactKind } from '../fact.ts';
import type { Unbind } from '../unbind.ts';

type Case = Pick<
  Unbind,
  'origin' | 'createdAt' | 'reference' | 'submittedAt' | 'distributorReviews' | 'reached' | 'facts' | 'providerDeadline'
>;

/**
 * What the provider's own record says that its API has not told before, in the order of the process. A state implies
 * what came before it; a word that the documents lack says nothing.
 */
export function factsOfReading(record: Case, reading: UnbindReading, seenAt: Instant): readonly Fact[] {
  if (!belongs(record, reading)) return [];
  const kinds = record.origin === 'customer' ? ofCustomers(record, reading) : ofResellers(record, reading.state);
  const { reference, submittedAt, changedAt } = reading;
  return kinds
    .map((kind): Fact => {
      const at = (kind === 'submitted' ? submittedAt : changedAt) ?? changedAt ?? seenAt;
      return { kind, observedBy: 'api', at, seenAt, ...(reference !== null && { reference }) };
    })
    .filter((fact) => !isTold(record, fact));
}

/** States in which the provider's process goes on. */
const going: readonly UnbindState[] = [
  'awaiting_reseller',
  'awaiting_distributor',
  'in_review',
  'awaiting_customer',
  'awaiting_card',
  'rechecking',
];
export const isGoing = (state: UnbindState): boolean => going.includes(state);

/** An account may have been through this before: the record of an earlier time says nothing of this one. */
export function belongs(record: Case, { reference, submittedAt }: UnbindReading): boolean {
  if (record.reference !== undefined && reference !== null)
    return reference === record.reference || isAfter(submittedAt, record.submittedAt ?? record.createdAt);
  return record.origin === 'customer' || isAfter(submittedAt, record.createdAt);
}

function isAfter(one: Instant | null, other: Instant): boolean {
  return one !== null && one >= other;
}

function ofResellers({ distributorReviews, reached }: Case, state: UnbindState): readonly FactKind[] {
  const reviewed: readonly FactKind[] = distributorReviews ? ['submitted', 'distributor_approved'] : ['submitted'];
  switch (state) {
    case 'awaiting_distributor':
    case 'in_review':
      return ['submitted'];
    case 'awaiting_customer':
      return reviewed;
    case 'awaiting_card':
      return [...reviewed, 'customer_confirmed'];
    case 'rechecking':
      return [...reviewed, 'customer_confirmed', 'card_bound'];
    case 'released':
      return ['completed'];
    case 'withdrawn':
      return ['withdrawn'];
    case 'rejected':
      return [distributorReviews && reached === 'submitted' ? 'distributor_refused' : 'customer_rejected'];
    case 'awaiting_reseller':
    case 'unknown':
      return [];
  }
}

function ofCustomers({ providerDeadline }: Case, { state, changedAt }: UnbindReading): readonly FactKind[] {
  const late = providerDeadline !== undefined && changedAt !== null && changedAt >= providerDeadline.at;
  const approved = [late ? 'approved_by_clock' : 'reviewed_yes'] as const;
  const kinds: Readonly<Partial<Record<UnbindState, readonly FactKind[]>>> = {
    awaiting_customer: approved,
    awaiting_card: approved,
    rechecking: approved,
    released: ['completed'],
    withdrawn: ['withdrawn'],
    rejected: ['reviewed_no'],
  };
  return kinds[state] ?? [];
}

function isTold({ facts }: Case, { kind, reference }: Fact): boolean {
  return facts.some((fact) => fact.observedBy === 'api' && fact.kind === kind && fact.reference === reference);
}
