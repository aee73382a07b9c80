import { sha256, sync } from '../examples.ts';

const query = {
  sentence:
    'Rebates of “Tencent Cloud International” (partner 200031884999 at tencent-intl) in settlement period 2026-10, order 20261012880042. Periods are months in Asia/Shanghai.',
  zone: 'Asia/Shanghai',
  accountZone: 'Asia/Singapore',
  cleaned: [{ field: 'order', typed: ' 20261012880042', used: '20261012880042' }],
} as const;

const context = [{ check: 'environment', look: false, text: 'This is a production account.' }] as const;

const rebate = {
  id: 'CD-202610-000417',
  period: '2026-10',
  kind: 'rebate',
  status: 'pending',
  providerStatus: 'Calculating',
  order: '20261012880042',
  customer: '200012345678',
  product: 'cvm',
  productName: 'Cloud Virtual Machine',
  ordered: {
    at: '2026-10-12T03:20:11.000Z',
    atSource: '2026-10-12T11:20:11+08:00',
    atAccount: '2026-10-12T11:20:11+08:00',
  },
  currency: 'USD',
  amount: '61.42',
  base: '1228.4',
  rate: '0.05',
} as const;

const freshness = {
  period: '2026-10',
  readAt: '2026-11-21T18:31:07.000Z',
  currentFrom: '2026-11-20T18:30:44.000Z',
  sync,
} as const;

const total = { currency: 'USD', status: 'pending', records: 1, amount: '61.42' } as const;

export const list = {
  query,
  freshness: [freshness],
  items: [rebate],
  totals: [{ ...total, period: '2026-10' }],
  context,
} as const;

export const summary = {
  query,
  periods: [{ ...freshness, records: 1, totals: [total], sums: [{ currency: 'USD', amount: '61.42' }] }],
  context,
} as const;

export const detail = {
  query,
  rebate,
  check: { verdict: 'matches', expected: '61.42', difference: '0', tolerance: '0.01' },
  pending: { by: 'reason', text: 'The provider holds it back: the bill of the period is not final yet.' },
  firstSeenAt: '2026-11-06T18:30:52.000Z',
  changedAt: '2026-11-20T18:30:44.000Z',
  sync,
  source: { original: sha256, row: 418 },
  history: [
    {
      at: '2026-11-20T18:30:44.000Z',
      sync,
      kinds: ['amount_changed'],
      deltas: [{ currency: 'USD', amount: '1.42', parts: [{ cause: 'base', amount: '1.42' }] }],
      words: ['its amount went from 60 USD to 61.42 USD', '+1.42 USD: another base'],
      before: { ...rebate, amount: '60', base: '1200' },
      after: rebate,
    },
  ],
} as const;

export const whyEmpty = {
  query,
  empty: true,
  culprit: 'status',
  change: [{ field: 'status', from: 'settled', to: 'pending' }],
  text: 'The status filter leaves it out: it is there with status pending, not settled.',
  found: [rebate],
  trace: [{ tried: 'without status', found: 1 }],
  context,
} as const;

export const distributed = {
  period: '2026-10',
  secondLevel: 'Harbour Lantern Cloud',
  partnerId: '200031885555',
  site: 'tencent-intl',
  totals: [{ currency: 'USD', amount: '61.42' }],
  readAt: '2026-11-21T18:31:07.000Z',
} as const;
