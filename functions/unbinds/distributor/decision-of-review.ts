import type { DecisionRef } from '../../decisions/decision.ts';
import type { DistributorReview } from './review.ts';

/** The question on the reseller's case that a review answers. */
export function decisionOfReview({ of, unbind, round }: DistributorReview): DecisionRef {
  return { org: of, subject: unbind, kind: 'distributor', round };
}
