import * as z from 'zod';
import { idSchema } from '../../kernel/ids.ts';
import { Currency } from '../../kernel/money.ts';
import { PageQuery } from '../../kernel/paging.ts';
import { LinkPath } from '../../links/paths.ts';
import { operations } from '../../platform/contract.ts';
import { may } from '../guards.ts';
import * as examples from './examples.ts';
import { ApprovedActionView } from './view.ts';

const ActionPath = z.object({ actionId: idSchema('approvedAction') });
const because = z.string().trim().min(10, { error: 'why it is needed' }).max(500);
const one = z.strictObject({ approvedAction: ApprovedActionView });
const example = { approvedAction: examples.approvedAction };
const asked = {
  201: { description: 'Asked for: somebody who may approve has to decide', json: one, example },
} as const;
const refusals = [
  'not_found',
  'not_allowed_now',
  'done_by_hand',
  'idempotency_key_missing',
  'idempotency_key_reused',
] as const;

/** Remedies that the desk carries out; part of the group `unbinds-read`. */
export const actionsRead = operations({
  listApprovedActions: {
    route: 'GET /v1/approved-actions',
    group: 'unbinds-read',
    access: may.read,
    summary: 'List the remedies that were asked for, newest first',
    description: 'With who asked, who approved, and what became of it at the provider.',
    query: PageQuery,
    answers: {
      200: {
        description: 'One page',
        json: z.strictObject({ items: z.array(ApprovedActionView), next: z.string().optional() }),
        example: { items: [examples.approvedAction] },
      },
    },
    problems: [],
  },
  getApprovedAction: {
    route: 'GET /v1/approved-actions/{actionId}',
    group: 'unbinds-read',
    access: may.read,
    summary: 'Read one remedy that was asked for',
    description:
      'Status `unknown` means that it may have happened: look in the provider’s console and say what it shows (`recordActionOutcome`).',
    params: ActionPath,
    answers: { 200: { description: 'The action', json: one, example } },
    problems: ['not_found'],
  },
});

/** Part of the group `unbinds-write`. */
export const actionsWrite = operations({
  askCreditAllocation: {
    route: 'POST /v1/links/{linkId}/credit-allocations',
    group: 'unbinds-write',
    access: may.request,
    summary: 'Ask for credit to be allocated to a customer',
    description:
      'Adds exactly this amount to what the customer may spend, once somebody else has approved it. It is called at most once and read back by a mark of ours.',
    params: LinkPath,
    body: z
      .strictObject({
        amount: z
          .string()
          .regex(/^(0|[1-9]\d{0,9})(\.\d{1,2})?$/, { error: 'an amount such as 12.50, at most two decimal places' })
          .refine((amount) => /[1-9]/.test(amount), { error: 'more than 0' })
          .describe('added to what is there, in major units'),
        currency: Currency.describe('that of the customer’s credit at the provider'),
        because,
      })
      .meta({ examples: [{ amount: '0.01', currency: 'USD', because: 'Short of one cent before the unbinding' }] }),
    answers: asked,
    problems: refusals,
    idempotent: true,
  },
  askUnfreezing: {
    route: 'POST /v1/links/{linkId}/unfreezings',
    group: 'unbinds-write',
    access: may.request,
    summary: 'Ask for a customer’s freeze to be lifted',
    description:
      'The one that a partner has set; one for arrears ends by settling them. Carried out once somebody else has approved it.',
    params: LinkPath,
    body: z.strictObject({ because }).meta({ examples: [{ because: 'Has to be unfrozen before the unbinding' }] }),
    answers: asked,
    problems: refusals,
    idempotent: true,
  },
  decideApprovedAction: {
    route: 'POST /v1/approved-actions/{actionId}/decision',
    group: 'unbinds-write',
    access: may.approve,
    summary: 'Approve a remedy, or decline it',
    description: 'Never by whoever asked for it. Approved, it is carried out at the provider within seconds.',
    params: ActionPath,
    body: z
      .strictObject({
        verdict: z.enum(['approve', 'decline']),
        reason: z.string().trim().min(3, { error: 'why, in a few words' }).max(500).optional(),
      })
      .meta({ examples: [{ verdict: 'approve' }] }),
    answers: { 202: { description: 'Decided', json: one, example } },
    problems: ['not_found', 'not_allowed_now', 'self_approval', 'idempotency_key_missing', 'idempotency_key_reused'],
    idempotent: true,
  },
  recordActionOutcome: {
    route: 'POST /v1/approved-actions/{actionId}/outcome',
    group: 'unbinds-write',
    access: may.recordOutcome,
    summary: 'Say what the provider shows of a remedy of which nobody knows whether it was carried out',
    description:
      'For status `unknown`, which is told to whoever asked and whoever approved, and stands among the clocks until somebody has looked. The desk does nothing at the provider: what is `not_done` can be asked for anew.',
    params: ActionPath,
    body: z
      .strictObject({
        shows: z.enum(['done', 'not_done']),
        because: z
          .string()
          .trim()
          .min(10, { error: 'by what it can be told' })
          .max(500)
          .describe('by what it can be told, such as the provider’s own number of the entry'),
      })
      .meta({ examples: [{ shows: 'not_done', because: 'No allocation of that day in the list of the console' }] }),
    answers: { 200: { description: 'Recorded', json: one, example } },
    problems: ['not_found', 'not_allowed_now', 'idempotency_key_missing', 'idempotency_key_reused'],
    idempotent: true,
  },
});
