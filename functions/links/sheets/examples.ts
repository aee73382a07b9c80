import type * as z from 'zod';
import { linkRequest } from '../examples.ts';
import type { InvitationSheetView } from './view.ts';

/** A realistic answer for the API reference; a test parses it with the schema that it illustrates. */
export const sheet = {
  linkRequest: linkRequest.id,
  id: 'sht_01k9x3m6h7e8ts5c0v9w1y3z5b',
  number: 1,
  version: 1,
  language: 'en',
  title: 'Invite the customer to associate',
  where: 'Partner Center, signed in as the partner’s administrator',
  document: { title: 'Huawei Cloud International, Partner Center user guide: Associating with Customers' },
  state: 'open',
  operator: linkRequest.owner,
  next: 2,
  steps: [
    {
      number: 1,
      text: 'Invite it by e-mail to the contact of this request.',
      needs: [],
      choices: [],
      tick: { step: 1, by: linkRequest.owner, at: '2026-11-22T03:00:00.000Z' },
    },
    {
      number: 2,
      text: 'Say what the list of invited customers shows, and when.',
      needs: ['choice', 'time'],
      choices: [
        { key: 'invited', text: 'The customer is invited' },
        { key: 'refused', text: 'The console did not let it be invited' },
      ],
    },
  ],
} as const satisfies z.input<typeof InvitationSheetView>;
