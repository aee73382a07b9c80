import * as z from 'zod';
import { Instant } from '../kernel/clock.ts';
import { idSchema } from '../kernel/ids.ts';
import { MoneyJson } from '../kernel/money.ts';
import { type CustomerView, Link, ProofItem } from '../links/link.ts';
import { Action, action } from '../parties/index.ts';
import type { Caller } from '../platform/contract.ts';
import { proofItems } from '../providers/provider.ts';
import { type Checklist, Evidence, ItemStatus, Checklist as StoredChecklist } from './checklist.ts';
import { compareBilling } from './compare-billing.ts';
import { mayVerify, verifyRefusal } from './guards.ts';

const ItemView = z.strictObject({
  status: ItemStatus.describe(
    'not_supported: this site has no read for it; too_early: within the provider’s own delay; unknown: no answer',
  ),
  because: z.string().optional().describe('our code for a status that is no pass'),
  triedAt: Instant.optional(),
  tries: z.int().describe('how often in a row it came out like this'),
  waits: z.int().optional().describe('how often it had to wait for its share of the provider’s rate'),
  evidence: Evidence.optional().describe('the provider’s calls, request ids and words'),
  nextAt: Instant.optional().describe('when it is tried again'),
});

const Arrangement = z.union([z.string(), MoneyJson]);

/** A checklist as callers see it. */
export const ChecklistView = z.strictObject({
  number: z.int(),
  because: StoredChecklist.shape.because.describe('why it was started'),
  startedAt: Instant,
  startedBy: z.string().optional().describe('the member who asked for it'),
  finishedAt: Instant.optional().describe('absent while an item is still to be tried'),
  billOf: Instant.optional().describe('an instant in the settlement period whose bill it looked at'),
  items: z.record(ProofItem, ItemView),
});

/** An earlier checklist, in a list. */
export const ChecklistSummary = ChecklistView.omit({ items: true }).extend({
  failing: z.array(ProofItem).describe('items that did not hold at its end'),
  open: z.array(ProofItem).describe('items without a verdict at its end'),
});

/** The customer's side, a line of its own beside the six items (R047). */
export const CustomerViewLine = z.strictObject({
  status: z.enum(['pass', 'fail', 'unknown', 'pending']).describe('pending: nobody has asked the customer'),
  seesReseller: z.enum(['yes', 'no', 'unsure']).optional(),
  canSignIn: z.boolean().optional(),
  at: Instant.optional().describe('when the customer said so'),
  note: z.string().optional(),
  by: z.string().optional().describe('the member who wrote it down, or `customer`: from its own page'),
});

export const VerificationView = z.strictObject({
  linkId: idSchema('link'),
  verified: Link.shape.verified,
  readyToProvision: z.boolean(),
  failing: z.array(ProofItem),
  waitingOn: Link.shape.waitingOn,
  failure: Link.shape.failure,
  checkedAt: Instant.optional().describe('when every item was last answered'),
  nextCheckAt: Instant.optional(),
  checklist: ChecklistView.optional().describe('the checklist in hand; absent while there is none'),
  customerView: CustomerViewLine,
  billing: z
    .strictObject({
      readAt: Instant.optional().describe('absent while the arrangement was not read'),
      fields: z.array(
        z.strictObject({
          field: z.enum(['payer', 'currency', 'creditLimit']),
          expected: Arrangement,
          actual: Arrangement.nullable(),
          result: z.enum(['same', 'differs', 'not_told']).describe('not_told: the site does not say'),
        }),
      ),
    })
    .describe('what was agreed beside what the provider shows'),
  actions: z.array(Action),
});

export function viewVerification(link: Link, checklist: Checklist | undefined, caller: Pick<Caller, 'rights'>) {
  const { verified, readyToProvision, failing, waitingOn, failure, checkedAt, nextCheckAt } = link;
  return {
    linkId: link.id,
    verified,
    readyToProvision,
    failing,
    ...(waitingOn && { waitingOn }),
    ...(failure && { failure }),
    ...(checkedAt && { checkedAt }),
    ...(nextCheckAt && { nextCheckAt }),
    ...(checklist && { checklist: { ...headOf(checklist), items: checklist.items } }),
    customerView: customerLine(link.customerView),
    billing: {
      ...(checklist?.actual && { readAt: checklist.actual.readAt }),
      fields: compareBilling(link.expected, checklist?.actual),
    },
    actions: [
      action('verifyLink', mayVerify.request, caller, verifyRefusal(link)),
      action('recordCustomerView', mayVerify.report, caller, verifyRefusal(link)),
    ],
  } satisfies z.input<typeof VerificationView>;
}

export function summarize(checklist: Checklist): z.input<typeof ChecklistSummary> {
  const { items } = checklist;
  const open = ['pending', 'unknown', 'too_early'];
  return {
    ...headOf(checklist),
    failing: proofItems.filter((item) => items[item].status === 'fail'),
    open: proofItems.filter((item) => open.includes(items[item].status)),
  };
}

/** A no of the customer, or that it can't sign in, is a fail of this line; it moves nothing else. */
export function customerLine(said: CustomerView | undefined): z.infer<typeof CustomerViewLine> {
  if (!said) return { status: 'pending' };
  if (said.seesReseller === 'no' || !said.canSignIn) return { status: 'fail', ...said };
  return { status: said.seesReseller === 'yes' ? 'pass' : 'unknown', ...said };
}

function headOf({ number, because, startedAt, startedBy, finishedAt, billOf }: Checklist) {
  return {
    number,
    because,
    startedAt,
    ...(startedBy && { startedBy }),
    ...(finishedAt && { finishedAt }),
    ...(billOf && { billOf }),
  };
}
