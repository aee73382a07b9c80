import type * as z from 'zod';
import type { DistributorReviewView } from './view.ts';

/** A realistic answer for the API reference. */
export const distributorReview = {
  unbind: 'ubd_01k9x3m6f2e8ts5c0v9w1y3z5a',
  status: 'open',
  asks: 'Harbour Lantern Cloud',
  secondLevel: 'Harbour Lantern Cloud',
  customerName: 'Lantern Logistics Pte. Ltd.',
  site: 'tencent-intl',
  ends: ['discounts', 'credit_line', 'agreement'],
  askedAt: '2026-11-21T02:14:09.000Z',
  until: '2026-12-05T02:14:09.000Z',
} as const satisfies z.input<typeof DistributorReviewView>;
