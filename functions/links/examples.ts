import type * as z from 'zod';
import type { Action } from '../parties/index.ts';
import type { LinkRequestView, LinkView } from './view.ts';

/** Realistic answers for the API reference; a test parses each with the schema that it illustrates. */
const partnerAccount = {
  id: 'acc_01k9x3m5c8e3r9v0c7h2n4q6t8',
  site: 'tencent-intl',
  environment: 'production',
  partnerId: '200012345678',
} as const;
const customer = { accountId: '200098765432', name: 'Lantern Logistics Pte. Ltd.' };

export const linkWish = {
  partnerAccountId: partnerAccount.id,
  purpose: 'onboarding',
  types: ['billing'],
  gathered: ['account_identifier', 'signatory', 'billing_terms'],
  team: 'onboarding',
  expected: { payer: 'reseller', currency: 'USD' },
  confirm: { customer: true, types: true },
  customer: { accountId: customer.accountId, accountIdAgain: customer.accountId, name: customer.name },
  contact: { email: 'it@lantern-logistics.example', name: 'Mei Tan', language: 'en' },
} as const;

const actions: z.infer<typeof Action>[] = [
  { name: 'cancelLinkRequest', allowed: true, because: '', needs: ['operator', 'follow-up'] },
  { name: 'inviteAgain', allowed: false, because: 'not_allowed_now', needs: ['operator', 'follow-up'] },
];

export const linkRequest = {
  id: 'lreq_01k9x3m6f2e8ts5c0v9w1y3z5a',
  version: 2,
  status: 'awaiting_customer',
  group: 'pending',
  turn: 'Lantern Logistics Pte. Ltd. has to answer on the page that our mail leads to, until 2026-12-05T02:14:09.000Z.',
  createdAt: '2026-11-21T02:14:07.512Z',
  createdBy: 'mem_01k9x3m4a6f1s7t3v5w8y0z2b4',
  origin: 'reseller',
  purpose: 'onboarding',
  types: ['billing'],
  scope: { access: 'read_only', services: [], projects: [], regions: [], confirmEach: [] },
  gathered: ['account_identifier', 'signatory', 'billing_terms'],
  expected: { payer: 'reseller', currency: 'USD' },
  team: 'onboarding',
  owner: 'mem_01k9x3m4a6f1s7t3v5w8y0z2b4',
  spent: { desk: 1488 },
  partnerAccount,
  customer,
  waitingOn: {
    party: 'customer',
    for: 'customer_acceptance',
    since: '2026-11-21T02:14:09.000Z',
    until: '2026-12-05T02:14:09.000Z',
  },
  flags: [],
  attempt: 1,
  execution: 'lreq_01k9x3m6f2e8ts5c0v9w1y3z5a-1',
  actions,
} as const satisfies z.input<typeof LinkRequestView>;

export const link = {
  id: 'link_01k9x5p7h4f0v6w8y2z4b6d8f0',
  version: 1,
  status: 'active',
  verified: 'unverified',
  readyToProvision: false,
  createdAt: '2026-11-21T06:40:31.020Z',
  linkedAt: '2026-11-21T06:40:12.000Z',
  origin: 'request',
  requestId: linkRequest.id,
  name: 'tencent-intl.200012345678.200098765432.lantern-logistics-pte-ltd',
  types: ['billing'],
  scope: { access: 'read_only', services: [], projects: [], regions: [], confirmEach: [] },
  expected: { payer: 'reseller', currency: 'USD' },
  team: 'onboarding',
  owner: 'mem_01k9x3m4a6f1s7t3v5w8y0z2b4',
  partnerAccount,
  customer,
  checklist: 0,
  failing: [],
} as const satisfies z.input<typeof LinkView>;

export const findings = [
  { check: 'partner_account', result: 'pass', because: 'Tencent Cloud Singapore is active' },
  {
    check: 'near_miss',
    result: 'warn',
    because: 'one slip away from 200098765423, which you know as another customer',
    next: 'Compare once more with what the customer sent; a second person has to agree.',
    nearMisses: ['200098765423'],
  },
  {
    check: 'customer_eligible',
    result: 'unknown',
    because: 'the provider judges the customer’s account only once it has applied',
    next: 'If the provider refuses, the request says what the customer has to mend.',
  },
] as const;

export const preview = {
  ready: true,
  findings,
  notes: [{ field: '/customer/accountId', code: 'trimmed', detail: 'spaces around the identifier were left out' }],
  permissions: {
    allowed: [{ action: 'see_bills', how: 'settable', mode: 'api' }],
    denied: [{ action: 'limit_spending', because: 'the scope is reading only' }],
    verified: [{ item: 'billing', mode: 'api', note: 'holds when this month answers; 0 is fine; 1 a second' }],
  },
} as const;

export const timelineEntry = {
  id: 'tle_01k9x3m6f3e4v0w2y4z6b8d0f2',
  seq: 1,
  type: 'link_request.created',
  actor: { kind: 'member', id: linkRequest.createdBy },
  at: linkRequest.createdAt,
  data: { execution: linkRequest.execution, site: 'tencent-intl', customer: { name: customer.name } },
  previous: '',
  hash: '8f434346648f6b96df89dda901c5176b10a6d83961dd3c1ac88b59b2dc327aa4',
} as const;
