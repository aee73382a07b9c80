import type * as z from 'zod';
import type { DailyLookView, ListTakenView } from './view.ts';

/** Realistic bodies and answers for the API reference; a test parses each with the schema that it illustrates. */
export const list = `Record Number,Customer UIN,Customer Name,Origin,Submitted At,Status,Deadline
UB-20261121-0042,200098765432,Lantern Logistics Pte. Ltd.,Customer,2026-11-21 10:14:09,Under review by reseller,2026-12-01 00:00:00
`;

export const dailyLook = {
  account: 'acc_01k9x3m5c8e3r9v0c7h2n4q6t8',
  site: 'tencent-intl',
  day: '2026-11-22',
  openSince: '2026-11-22',
  overdue: false,
  owner: 'mem_01k9x3m4a6f1s7t3v5w8y0z2b4',
  openedAt: '2026-11-21T16:00:04.118Z',
} as const satisfies z.input<typeof DailyLookView>;

export const listTaken = {
  mapping: 1,
  rows: [{ line: 2, number: 'UB-20261121-0042', became: 'started', unbind: 'ubd_01k9x3m6f2e8ts5c0v9w1y3z5a' }],
  look: {
    ...dailyLook,
    doneAt: '2026-11-22T01:30:00.000Z',
    last: {
      at: '2026-11-22T01:30:00.000Z',
      by: 'mem_01k9x3m4a6f1s7t3v5w8y0z2b4',
      file: '5d0c1b6b5a0f4f0d3d1f6a3c9be2c1f6d5d2b7c1e7a4f3b2a1908f7e6d5c4b3a',
      mapping: 1,
      rows: 1,
      started: 1,
      noted: 0,
    },
  },
} as const satisfies z.input<typeof ListTakenView>;
