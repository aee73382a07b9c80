import * as z from 'zod';
import { PageQuery } from '../../kernel/paging.ts';
import { operations } from '../../platform/contract.ts';
import { may } from '../guards.ts';
import { UnbindPath } from '../paths.ts';
import * as examples from './examples.ts';
import { DistributorReviewView } from './view.ts';

/** What a distributor can read; part of the group `unbinds-read`. */
export const distributorRead = operations({
  listDistributorReviews: {
    route: 'GET /v1/distributor-reviews',
    group: 'unbinds-read',
    access: may.read,
    summary: 'List the unbinds that you are asked to review as the distributor',
    description:
      'Customers of your second-level resellers who are to leave, the newest first. You see what you need to decide, and no more of the case, which is the reseller’s.',
    query: PageQuery.extend({ status: DistributorReviewView.shape.status.optional() }),
    answers: {
      200: {
        description: 'One page',
        json: z.strictObject({
          items: z.array(DistributorReviewView),
          next: z.string().optional().describe('cursor of the next page'),
        }),
        example: { items: [examples.distributorReview] },
      },
    },
    problems: [],
  },
});

/** How a distributor answers; part of the group `unbinds-write`. */
export const distributorWrite = operations({
  answerDistributorReview: {
    route: 'POST /v1/distributor-reviews/{unbindId}',
    group: 'unbinds-write',
    access: may.approve,
    summary: 'Approve or refuse, as the distributor, that a customer leaves its reseller',
    description:
      'Only after your approval the customer is asked to confirm. A refusal ends the application and is told to the reseller with its reason. Do the same in the partner console of the provider: this is your word to the reseller.',
    params: UnbindPath,
    body: z
      .strictObject({
        verdict: z.enum(['approve', 'refuse']),
        reason: z
          .string()
          .trim()
          .min(3, { error: 'why, in a few words' })
          .max(500)
          .optional()
          .describe('needed to refuse; the reseller is told'),
      })
      .refine(({ verdict, reason }) => verdict === 'approve' || reason !== undefined, {
        path: ['reason'],
        error: 'why it is refused',
      })
      .meta({
        examples: [{ verdict: 'approve' }, { verdict: 'refuse', reason: 'The account has a running contract' }],
      }),
    answers: {
      202: {
        description: 'Recorded; the case moves on within seconds',
        json: z.strictObject({ review: DistributorReviewView }),
        example: {
          review: { ...examples.distributorReview, status: 'approved', answeredAt: '2026-11-22T01:00:00.000Z' },
        },
      },
    },
    problems: ['not_found', 'decision_closed', 'idempotency_key_missing', 'idempotency_key_reused'],
    idempotent: true,
  },
});
