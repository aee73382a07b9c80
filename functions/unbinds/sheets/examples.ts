import type * as z from 'zod';
import { unbind } from '../examples.ts';
import type { SheetView } from './view.ts';

/** Realistic answers for the API reference; a test parses each with the schema that it illustrates. */
export const sheet = {
  unbind: unbind.id,
  id: 'sht_01k9x3m6h7e8ts5c0v9w1y3z5b',
  purpose: 'distributor_review',
  number: 2,
  version: 1,
  language: 'en',
  title: 'The distributor’s review',
  where: 'Partner Center > Customer Management > Unbinding Customers, or the distributor’s own message',
  document: { title: 'Tencent Cloud International, International Partners: Unbind a Reseller Sub-Customer' },
  warning: 'Black out what the file does not have to show: it is kept with the case and cannot be taken back.',
  state: 'open',
  operator: unbind.owner,
  next: 2,
  steps: [
    {
      number: 1,
      text: 'Find the record of this case by its number.',
      needs: [],
      choices: [],
      tick: { step: 1, by: unbind.owner, at: '2026-11-22T03:00:00.000Z' },
    },
    {
      number: 2,
      text: 'Say what the distributor has decided, and when.',
      needs: ['choice', 'time', 'proof'],
      choices: [
        { key: 'approved', text: 'The distributor has approved' },
        { key: 'refused', text: 'The distributor has refused' },
      ],
    },
  ],
  secondPerson: false,
  reopened: [],
  others: ['refused', 'completion'],
} as const satisfies z.input<typeof SheetView>;
