import * as z from 'zod';
import { Agreed, decisionKinds } from '../decisions/decision.ts';
import { idSchema } from '../kernel/ids.ts';
import type { EventDoc } from './events.ts';

const question = { kind: z.enum(decisionKinds), round: z.int() };

const fate = {
  mail: z.string().describe('which one, not to whom'),
  contact: z.literal('broken').optional().describe('whoever is waited for is not reached by our mail'),
};

/** Events of other slices whose subject is a link request. */
export const decisionAndMailEvents: Readonly<Record<string, EventDoc>> = {
  'decision.recorded': {
    says: 'An answer was given',
    data: z.strictObject({
      ...question,
      verdict: z.string(),
      agreed: z.strictObject(Agreed.shape).optional().describe('the text that the customer said yes to, by its hash'),
    }),
  },
  'decision.expired': { says: 'Nobody answered in time', data: z.strictObject(question) },
  'decision.wrong_identifier': {
    says: 'Another account identifier was typed than the one that is meant',
    data: z.strictObject({ ...question, left: z.int().describe('attempts that are left') }),
  },
  'consent.receipted': {
    says: 'The receipt of the customer’s yes was issued',
    data: z.strictObject({
      ...question,
      receipt: idSchema('receipt'),
      sha256: z.string().describe('of the signed receipt'),
    }),
  },
  'mail.bounced': { says: 'A mail came back for good', data: z.strictObject(fate) },
  'mail.complained': { says: 'A mail was marked as unwanted', data: z.strictObject(fate) },
  'mail.resend_asked': {
    says: 'A mail is to be sent again',
    data: z.strictObject({
      mail: z.string().describe('which one'),
      template: z.string(),
      about: z.array(z.string()),
      number: z.int().describe('which mail of that comes now'),
    }),
  },
  'mail.sent': { says: 'A mail went', data: z.strictObject({ mail: z.string().describe('which one, not to whom') }) },
};

/** Events about drafts, and about reading the provider’s list of customers. */
export const draftAndAdoptionEvents: Readonly<Record<string, EventDoc>> = {
  'link_draft.created': { says: 'A draft was begun', data: z.strictObject({ fields: z.array(z.string()) }) },
  'link_draft.changed': { says: 'A draft is other than before', data: z.strictObject({ fields: z.array(z.string()) }) },
  'link_draft.submitted': { says: 'A draft became a request', data: z.strictObject({ request: z.string() }) },
  'link_draft.discarded': { says: 'A draft was thrown away', data: z.strictObject({}) },
  'adoption.started': { says: 'The provider’s customers are read', data: z.strictObject({ account: z.string() }) },
  'adoption.page_read': { says: 'One page of them was taken in', data: z.looseObject({ page: z.int() }) },
  'adoption.done': { says: 'All of them were read and compared', data: z.looseObject({ complete: z.unknown() }) },
};
