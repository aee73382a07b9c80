import type * as z from 'zod';
import type { ReadinessView } from './view.ts';

/** A realistic answer for the API reference. */
export const readiness = {
  link: 'link_01k9x3m7d4c9zt8w1x5y6z0a2b',
  customerName: 'Lantern Logistics Pte. Ltd.',
  blockers: ['nothing_overdue'],
  unknown: [],
  customer: {
    at: '2026-11-20T02:14:08.000Z',
    standing: 'active',
    creditAvailable: { amount: '120', currency: 'USD' },
  },
  owner: { at: '2026-11-20T02:14:08.000Z', unknown: 'not_by_call' },
  unpaid: { '2026-10': { at: '2026-11-20T02:14:09.000Z', amount: { amount: '12.5', currency: 'USD' } } },
  reading: { by: 'schedule', since: '2026-11-20T02:14:07.000Z', inHand: false, left: [] },
  readAt: '2026-11-20T02:14:09.000Z',
  nextAt: '2026-11-21T02:11:40.000Z',
} as const satisfies z.input<typeof ReadinessView>;
