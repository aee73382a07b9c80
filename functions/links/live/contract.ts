import * as z from 'zod';
import { idSchema } from '../../kernel/ids.ts';
import { operations } from '../../platform/contract.ts';
import * as examples from '../examples.ts';
import { may } from '../guards.ts';
import { WayOut } from '../link.ts';
import { ExpectedBilling, RelationshipType, Scope } from '../relationship.ts';
import { LinkRequestView, LinkView } from '../view.ts';
import { WishedContact } from '../wish.ts';
import { denials, Intended } from './permit.ts';

const LinkPath = z.object({ linkId: idSchema('link') });
const Reason = z.string().trim().min(3, { error: 'why, in a few words' }).max(500);
const linkAnswer = (description: string) => ({
  200: { description, json: z.strictObject({ link: LinkView }), example: { link: examples.link } },
});
const writeProblems = ['not_found', 'not_allowed_now', 'idempotency_key_missing', 'idempotency_key_reused'] as const;

/** What is to be different; what is left out stays. */
export const WishedChange = z
  .strictObject({
    types: z
      .array(RelationshipType)
      .min(1)
      .refine((given) => new Set(given).size === given.length, { error: 'each type once' })
      .optional(),
    scope: Scope.optional(),
    expected: ExpectedBilling.optional(),
  })
  .refine((change) => Object.keys(change).length > 0, { error: 'name at least one thing to change' });

const ClassView = z.strictObject({
  class: z.enum(['in_place', 'new_link']).describe('whether the link can change as it is'),
  because: z.array(z.string()),
  asksCustomer: z.boolean().describe('the customer has to agree first, because you could do more than before'),
});
const inPlace = {
  class: 'in_place',
  because: ['nothing of it is set at the provider by linking'],
  asksCustomer: true,
} as const;
const change = {
  types: ['billing', 'management'],
  scope: { access: 'manage', because: 'We run their database from June', agreement: 'MSA 2026-114' },
} as const;

/** Operations on links that exist. */
export const liveLinkOperations = operations({
  askPermit: {
    route: 'POST /v1/links/{linkId}/permits',
    group: 'links-live',
    access: may.act,
    summary: 'Ask whether an action may be done through a link now',
    description:
      'What every hook asks before it acts on the customer’s account: no while the link is stopped or not proved effective, outside of its scope or window, or without the confirmation that the action needs. A no is on the timeline. The answer holds for this moment only, so the call takes no idempotency key.',
    params: LinkPath,
    body: Intended.meta({ examples: [{ access: 'provision', operation: 'RunInstances', region: 'ap-singapore' }] }),
    answers: {
      200: {
        description: 'Yes or no, and why not',
        json: z.strictObject({ allowed: z.boolean(), because: z.enum(denials).optional() }),
        example: { allowed: false, because: 'not_ready' },
      },
    },
    problems: ['not_found'],
  },
  stopLink: {
    route: 'POST /v1/links/{linkId}/stop',
    group: 'links-live',
    access: may.stop,
    summary: 'Stop a link, because the wrong account was linked',
    description:
      'From now on no hook may act through it. Says what stands against releasing it at once. The ways out are releasing it, a new and correct link, or a case with the provider’s support.',
    params: LinkPath,
    body: z.strictObject({ reason: Reason }).meta({ examples: [{ reason: 'The subsidiary’s account was linked' }] }),
    answers: linkAnswer('Stopped'),
    problems: [...writeProblems],
    idempotent: true,
  },
  chooseWayOut: {
    route: 'POST /v1/links/{linkId}/stop/way-out',
    group: 'links-live',
    access: may.stop,
    summary: 'Say how a stopped link is put right',
    description: 'The link stays stopped until the stop is lifted or the link is released.',
    params: LinkPath,
    body: z
      .strictObject({ wayOut: WayOut, reference: z.string().trim().min(1).max(100).optional(), reason: Reason })
      .meta({ examples: [{ wayOut: 'support_case', reference: 'TC-2026-88121', reason: 'They can undo it today' }] }),
    answers: linkAnswer('Noted'),
    problems: [...writeProblems],
    idempotent: true,
  },
  liftStop: {
    route: 'POST /v1/links/{linkId}/stop/lift',
    group: 'links-live',
    access: may.liftStop,
    summary: 'Lift a stop',
    description: 'Whoever stopped the link does not lift it alone: another member does.',
    params: LinkPath,
    body: z.strictObject({ reason: Reason }).meta({ examples: [{ reason: 'It was the right account after all' }] }),
    answers: linkAnswer('No longer stopped'),
    problems: [...writeProblems, 'self_approval'],
    idempotent: true,
  },
  previewLinkChange: {
    route: 'POST /v1/links/{linkId}/changes/preview',
    group: 'links-live',
    access: may.request,
    summary: 'See what a change of a link would need',
    description: 'Whether the link can change as it is, and whether the customer is asked. Writes nothing.',
    params: LinkPath,
    body: WishedChange.meta({ examples: [change] }),
    answers: { 200: { description: 'What it would need', json: ClassView, example: inPlace } },
    problems: ['not_found', 'not_allowed_now'],
  },
  requestLinkChange: {
    route: 'POST /v1/links/{linkId}/changes',
    group: 'links-live',
    access: may.request,
    summary: 'Ask for a link to change',
    description:
      'What can change in place becomes a link request of its own, with the same second person and the customer’s agreement where the change lets you do more. What can’t is noted on the link as needing a new one.',
    params: LinkPath,
    body: z
      .strictObject({
        change: WishedChange,
        reason: Reason,
        gathered: z.array(z.string().max(60)).max(30).default([]),
        contact: WishedContact.optional().describe('who is asked; left out: whoever was asked last time'),
        confirm: z.strictObject({ customer: z.literal(true), types: z.literal(true) }),
      })
      .meta({
        examples: [{ change, reason: 'They booked the managed tier', confirm: { customer: true, types: true } }],
      }),
    answers: {
      202: {
        description: 'Asked for, or noted as needing a new link',
        json: z.strictObject({ ...ClassView.shape, link: LinkView, linkRequest: LinkRequestView.optional() }),
        example: {
          ...inPlace,
          link: examples.link,
          linkRequest: { ...examples.linkRequest, changes: examples.link.id },
        },
      },
    },
    problems: [...writeProblems, 'customer_taken'],
    idempotent: true,
  },
  reportAttributeChange: {
    route: 'POST /v1/links/{linkId}/attribute-changes',
    group: 'links-live',
    access: may.report,
    summary: 'Report that something about the customer has changed',
    description:
      'A change of who pays, of eligibility or of the company itself. The link is verified anew, and is marked with whether it can stay as it is.',
    params: LinkPath,
    body: z
      .strictObject({
        payer: z.enum(['reseller', 'customer']).optional().describe('who is to get the provider’s bill now'),
        eligible: z.boolean().optional().describe('whether the customer still may be served under your programme'),
        legalName: z.string().trim().min(2).max(200).optional(),
        country: z
          .string()
          .regex(/^[A-Z]{2}$/, { error: 'two capital letters such as SG (ISO 3166-1)' })
          .optional(),
        note: Reason,
      })
      .meta({ examples: [{ payer: 'customer', note: 'Their board wants the bill themselves' }] }),
    answers: linkAnswer('Noted; the link is being verified anew'),
    problems: [...writeProblems],
    idempotent: true,
  },
});
