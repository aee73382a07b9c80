import type * as z from 'zod';
import type { UnbindView } from './view.ts';

/** Realistic answers for the API reference; a test parses each with the schema that it illustrates. */
export const unbind = {
  id: 'ubd_01k9x3m6f2e8ts5c0v9w1y3z5a',
  version: 4,
  status: 'awaiting_customer_confirmation',
  group: 'live',
  turn: 'Lantern Logistics Pte. Ltd. has to confirm or reject it at the provider, until 2026-12-05T02:14:09.000Z.',
  warning: 'cannot_be_undone',
  createdAt: '2026-11-20T02:14:07.512Z',
  createdBy: 'mem_01k9x3m4a6f1s7t3v5w8y0z2b4',
  origin: 'reseller',
  because: 'The contract has ended and is not renewed',
  link: 'link_01k9x3m7d4c9zt8w1x5y6z0a2b',
  partnerAccount: {
    id: 'acc_01k9x3m5c8e3r9v0c7h2n4q6t8',
    site: 'tencent-intl',
    environment: 'production',
    partnerId: '200012345678',
  },
  customer: { accountId: '200098765432', name: 'Lantern Logistics Pte. Ltd.' },
  team: 'onboarding',
  owner: 'mem_01k9x3m4a6f1s7t3v5w8y0z2b4',
  waitingOn: {
    party: 'customer',
    for: 'customer_confirmation',
    since: '2026-11-21T02:14:09.000Z',
    until: '2026-12-05T02:14:09.000Z',
  },
  submits: 'operator',
  distributorReviews: false,
  reached: 'submitted',
  live: true,
  cardKnown: false,
  flags: [],
  facts: [
    {
      kind: 'submitted',
      observedBy: 'operator',
      at: '2026-11-21T02:13:40.000Z',
      seenAt: '2026-11-21T02:14:09.000Z',
      by: 'mem_01k9x3m4a6f1s7t3v5w8y0z2b4',
      reference: 'UB-20261121-0042',
    },
  ],
  ready: true,
  preconditions: [
    {
      name: 'credit_not_negative',
      mode: 'machine',
      result: 'pass',
      found: '120.00 USD',
      strength: 'asked',
      at: '2026-11-20T02:14:08.000Z',
    },
  ],
  effects: [{ on: 'services', text: 'Unbinding stops no service by itself.' }],
  checkedAt: '2026-11-20T02:14:08.000Z',
  reference: 'UB-20261121-0042',
  submittedAt: '2026-11-21T02:13:40.000Z',
  spent: { desk: 1488, operator: 86_400_000 },
  attempt: 1,
  execution: 'ubd_01k9x3m6f2e8ts5c0v9w1y3z5a-1',
  actions: [],
} as const satisfies z.input<typeof UnbindView>;

export const timelineEntry = {
  id: 'tle_01k9x3m8g6g0tw7e2y1x3z5b7d',
  seq: 1,
  type: 'unbind.created',
  actor: { kind: 'member', id: 'mem_01k9x3m4a6f1s7t3v5w8y0z2b4' },
  at: '2026-11-20T02:14:07.512Z',
  data: { origin: 'reseller', site: 'tencent-intl', link: 'link_01k9x3m7d4c9zt8w1x5y6z0a2b' },
  previous: '',
  hash: '0b8c51d6f7a3e2948d5c6b7a8091a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3',
} as const;
