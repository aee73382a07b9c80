/** Realistic answers for the API reference; a test parses each with the schema that it illustrates. */
export const money = {
  unbind: 'ubd_01k9x3m6f2e8ts5c0v9w1y3z5a',
  since: '2026-11-21T02:13:40.000Z',
  mode: 'api',
  addedSince: { amount: '412.07', currency: 'USD' },
  billed: { amount: '2310.52', currency: 'USD' },
  periods: [
    {
      period: '2026-11',
      includesDaysBefore: true,
      total: { amount: '2310.52', currency: 'USD' },
      readAt: '2026-11-29T02:14:11.000Z',
      firstRead: { total: { amount: '1898.45', currency: 'USD' }, at: '2026-11-21T02:14:10.000Z' },
    },
  ],
  readAt: '2026-12-05T17:00:03.000Z',
  notAnswering: null,
  tail: {
    since: '2026-11-30T06:20:00.000Z',
    periods: [
      { period: '2026-11', billMadeAt: '2026-12-04T17:00:00.000Z', state: 'open', because: 'not_ours' },
      { period: '2026-12', billMadeAt: '2027-01-04T17:00:00.000Z', state: 'waiting' },
    ],
    cleanAt: null,
  },
  lateCharges: [
    {
      period: '2026-11',
      amount: { amount: '18.40', currency: 'USD' },
      observedBy: 'operator',
      at: '2026-12-07T03:10:00.000Z',
      by: 'mem_01k9x3m4a6f1s7t3v5w8y0z2b4',
      reference: '20261206-7731',
    },
  ],
} as const;

export const lateCharge = {
  period: '2026-11',
  amount: '18.40',
  currency: 'USD',
  reference: '20261206-7731',
} as const;
