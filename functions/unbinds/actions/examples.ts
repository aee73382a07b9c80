/** Realistic answers for the API reference; a test parses each with the schema that it illustrates. */
export const approvedAction = {
  id: 'act_01k9x3m6f2e8ts5c0v9w1y3z5a',
  version: 3,
  status: 'done',
  does: { kind: 'allocate_credit', amount: { amount: '0.01', currency: 'USD' } },
  link: 'link_01k9x3m7d4c9zt8w1x5y6z0a2b',
  partnerAccount: {
    id: 'acc_01k9x3m5c8e3r9v0c7h2n4q6t8',
    site: 'tencent-intl',
    environment: 'production',
    partnerId: '200012345678',
  },
  customer: { accountId: '200098765432', name: 'Lantern Logistics Pte. Ltd.' },
  because: 'Short of one cent before the unbinding',
  createdAt: '2026-11-20T02:20:00.000Z',
  createdBy: 'mem_01k9x3m4a6f1s7t3v5w8y0z2b4',
  until: '2026-11-27T02:20:00.000Z',
  decided: { by: 'mem_01k9x3m4b7f2s8t4v6w9y1z3b5', at: '2026-11-20T02:25:00.000Z' },
  endedAt: '2026-11-20T02:25:02.000Z',
  availableAfter: { amount: '0', currency: 'USD' },
  actions: [
    { name: 'decideApprovedAction', allowed: false, needs: ['approver'], because: 'not_allowed_now' },
    {
      name: 'recordActionOutcome',
      allowed: false,
      needs: ['operator', 'follow-up', 'approver'],
      because: 'not_allowed_now',
    },
  ],
} as const;
