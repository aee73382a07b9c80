import type * as z from 'zod';
import { link } from '../links/examples.ts';
import type { ChecklistSummary, VerificationView } from './view.ts';

/** Realistic answers for the API reference; a test parses each with the schema that it illustrates. */
const triedAt = '2026-11-21T06:41:04.310Z';
const seen = (action: string, requestId: string, words: Record<string, string>) => ({
  status: 'pass' as const,
  triedAt,
  tries: 1,
  evidence: { receipts: [{ action, requestId }], words },
});
const notHere = { status: 'not_supported', triedAt, tries: 1 } as const;
const checklist = { number: 1, because: 'activated', startedAt: link.createdAt, finishedAt: triedAt } as const;

export const verification = {
  linkId: link.id,
  verified: 'effective',
  readyToProvision: true,
  failing: [],
  checkedAt: triedAt,
  nextCheckAt: '2026-11-22T03:09:51.000Z',
  checklist: {
    ...checklist,
    items: {
      status: seen('DescribeCustomerInfo', '1a2d6c0e-52b3-4d35-9f0b-6b3f2f6f7c11', { AccountStatus: '0' }),
      visibility: seen('QueryCustomersCredit', '5a0f8b57-8f4e-4f0e-8a59-0d9a54f1be02', { Type: 'new' }),
      service: notHere,
      billing: seen('DescribeCustomerBillSummary', '7be1c2b4-c1ab-4a5b-9a7f-8f1f4c2f2a93', {
        Month: '2026-11',
        TotalCost: '0',
      }),
      delegated_action: seen('QueryCreditByUinList', 'c3a9d1c7-7f1e-4c55-8f5d-2f6c0b7f9d04', {
        RemainingCredit: '500',
      }),
      audit_trace: notHere,
    },
  },
  customerView: {
    status: 'pass',
    seesReseller: 'yes',
    canSignIn: true,
    at: '2026-11-21T09:12:00.000Z',
    by: link.owner,
  },
  billing: {
    readAt: triedAt,
    fields: [
      { field: 'payer', expected: 'reseller', actual: 'reseller', result: 'same' },
      { field: 'currency', expected: 'USD', actual: 'USD', result: 'same' },
    ],
  },
  actions: [
    { name: 'verifyLink', allowed: true, because: '', needs: ['verifier', 'operator'] },
    { name: 'recordCustomerView', allowed: false, because: 'right_missing', needs: ['verifier', 'follow-up'] },
  ],
} as const satisfies z.input<typeof VerificationView>;

export const checklistSummary = { ...checklist, failing: [], open: [] } satisfies z.input<typeof ChecklistSummary>;

export const comparison = {
  beside: {
    id: 'link_01k9x1c3d5f7h9k1m3p5r7t9v1',
    name: 'tencent-intl.200012345678.200055501234.bayleaf-foods-co-ltd',
    customer: { accountId: '200055501234', name: 'Bayleaf Foods Co., Ltd.' },
    partnerAccount: link.partnerAccount,
    checkedAt: triedAt,
  },
  differences: [{ field: 'item.billing', this: 'fail', other: 'pass' }],
};
