import * as z from 'zod';
import type { Decision } from '../../decisions/decision.ts';
import { Instant } from '../../kernel/clock.ts';
import { idSchema } from '../../kernel/ids.ts';
import type { DistributorReview } from './review.ts';

/** A review as the distributor sees it: what ends for whom, and nothing else of the case. */
export const DistributorReviewView = z.strictObject({
  unbind: idSchema('unbind').describe('names the review; the case itself is the reseller’s'),
  status: z
    .enum(['open', 'approved', 'refused', 'over'])
    .describe('`over`: nobody answered in time, or it was settled otherwise'),
  asks: z.string().describe('the organisation that has applied'),
  secondLevel: z.string().describe('your second-level reseller, whose customer it is'),
  customerName: z.string(),
  site: z.string(),
  ends: z.array(z.enum(['discounts', 'credit_line', 'agreement'])).describe('what ends for the customer'),
  askedAt: Instant,
  until: Instant.describe('after that the application is taken back'),
  answeredAt: Instant.optional(),
});
export type DistributorReviewView = z.infer<typeof DistributorReviewView>;

export function viewReview(review: DistributorReview, decision: Decision | undefined, now: Instant) {
  const { of: _of, org: _org, round: _round, ...shown } = review;
  const answeredAt = decision?.status === 'decided' ? decision.decidedAt : undefined;
  return {
    ...shown,
    status: statusOf(decision, now),
    ends: ['discounts', 'credit_line', 'agreement'],
    ...(answeredAt && { answeredAt }),
  } satisfies DistributorReviewView;
}

function statusOf(decision: Decision | undefined, now: Instant): DistributorReviewView['status'] {
  if (decision?.status === 'decided') return decision.verdict === 'confirmed' ? 'approved' : 'refused';
  return decision?.status === 'open' && decision.expiresAt > now ? 'open' : 'over';
}
