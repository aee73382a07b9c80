import type * as z from 'zod';
import type { PreviewView } from './view.ts';

/** Realistic bodies and answers for the API reference; a test parses each with the schema that it illustrates. */
const lookedUp = [
  {
    check: 'no_suspension_privilege',
    found: 'clear',
    note: 'Service Suspension Policy in Partner Center, 20 November',
  },
  { check: 'not_in_group', found: 'clear', note: 'Mail of the customer, ticket 4711' },
  { check: 'no_savings_unit', found: 'clear', note: 'Mail of the customer, ticket 4711' },
  { check: 'discounts_off', found: 'clear', note: 'Discount list in Partner Center, 20 November' },
] as const;

export const previewWish = {
  linkId: 'link_01k9x3m7d4c9zt8w1x5y6z0a2b',
  conditions: [...lookedUp],
} as const;

export const unbindWish = {
  ...previewWish,
  because: 'The contract has ended and is not renewed',
  notice: {
    version: 1,
    language: 'en',
    sha256: 'ffb9d7a9e55caf47d02b485d300ef6f55ee1d0e138ac1e3e1800968f2e832057',
  },
  capacity: {
    as: 'agent',
    name: 'Head of partner operations',
    basis: 'Power of attorney of 3 March 2026',
    informedOn: '2026-11-18',
    noticeVersion: 1,
  },
  attestations: [
    'customer_agrees',
    'contracts_and_bills_handled',
    'assets_handled',
    'overdue_settled',
    'discounts_deactivated',
  ],
  cardKnown: false,
} as const;

export const preview = {
  ready: false,
  preconditions: [
    {
      name: 'credit_not_negative',
      mode: 'machine',
      result: 'fail',
      found: '-0.01 USD',
      strength: 'asked',
      told: 'machine',
      at: '2026-11-20T02:14:08.000Z',
      remedy: {
        text: 'credit_not_negative.negative',
        words:
          'The available credit is below zero. Allocate at least what is missing, or have an approver accept a reason to go on without.',
        path: 'Partner Center > Customer Management',
        document: {
          title: 'Credit Allocation and Reclaim',
          url: 'https://www.tencentcloud.com/document/product/1085',
        },
        owner: 'reseller',
        action: 'allocate_credit',
      },
    },
  ],
  reading: {
    since: '2026-11-20T02:14:07.000Z',
    by: 'schedule',
    inHand: false,
    readAt: '2026-11-20T02:14:21.000Z',
    missing: [],
  },
  exit: {
    noticeDays: 30,
    settlementDuties: 'The last invoice is paid',
    noticeEnds: '2026-12-20T02:14:07.000Z',
    remainingDays: 30,
  },
  distributorReviews: 'no',
  submits: 'operator',
  next: [
    { status: 'awaiting_second_person', party: 'approver' },
    { status: 'awaiting_submission', party: 'operator' },
    { status: 'awaiting_customer_confirmation', party: 'customer' },
    { status: 'awaiting_initiator', party: 'operator' },
    { status: 'awaiting_card', party: 'customer' },
    { status: 'awaiting_completion', party: 'provider' },
  ],
  effects: [{ on: 'services', text: 'Unbinding stops no service by itself.' }],
} as const satisfies z.input<typeof PreviewView>;
