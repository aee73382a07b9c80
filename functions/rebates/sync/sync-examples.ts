import type { Change, PlanSummary } from '../change.ts';
import * as examples from '../examples.ts';
import type { SyncView } from './view.ts';

const changed = {
  kinds: { amount_changed: 1 },
  changes: 1,
  deltas: [{ currency: 'USD', amount: '-12.5', parts: [{ cause: 'refund', amount: '-12.5' }] }],
  unexplained: 0,
} satisfies PlanSummary;

export const syncExample: SyncView = {
  id: examples.sync,
  version: 4,
  status: 'completed',
  standing: 'Done: 1 records changed.',
  origin: 'night',
  night: '2026-11-22',
  dryRun: false,
  partnerAccount: {
    id: examples.account,
    site: 'tencent-intl',
    partnerId: '200012345678',
    environment: 'production',
    timeZone: 'Asia/Singapore',
  },
  periods: [
    {
      period: '2026-10',
      state: 'applied',
      original: { sha256: examples.sha256, bytes: 48_211, form: 'file', readAt: '2026-11-21T18:31:02.000Z' },
      mapping: 'tencent-intl-commission-detail@1',
      plan: changed,
      applied: 1,
    },
  ],
  asked: 1,
  createdAt: '2026-11-21T18:30:41.000Z',
  createdBy: 'unowned',
  endedAt: '2026-11-21T18:31:09.000Z',
  attempt: 1,
  execution: `${examples.sync}-1`,
  actions: [{ name: 'acceptHeldRebates', allowed: false, because: 'nothing_held', needs: ['finance'] }],
};

const before = {
  id: 'R-20261004-0007',
  period: '2026-10',
  kind: 'rebate',
  status: 'settled',
  order: '20261004990007',
  customer: '200098765432',
  currency: 'USD',
  amount: '50',
} as const;

export const changeExample: Change = {
  id: before.id,
  period: before.period,
  kinds: ['amount_changed', 'adjustment_added'],
  before,
  after: { ...before, amount: '37.5', adjustments: [{ kind: 'refund', amount: '-12.5' }] },
  deltas: changed.deltas,
  row: 8,
};
