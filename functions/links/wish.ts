import * as z from 'zod';
import { idSchema } from '../kernel/ids.ts';
import { MailAddress } from '../kernel/mail-address.ts';
import * as examples from './examples.ts';
import {
  ExitTerms,
  ExpectedBilling,
  Purpose,
  RelationshipType,
  Scope,
  SpendingTerms,
  TicketRef,
} from './relationship.ts';

const identifier = (what: string) =>
  z
    .string({ error: `${what}, as text` })
    .max(64, { error: 'at most 64 characters' })
    .describe(what);
const word = (what: string) => z.string().trim().min(1).max(100).describe(what);
const confirmed = (what: string) => z.literal(true, { error: `confirm ${what}: true` }).describe(what);

/** The customer as somebody names it who asks for a link. */
export const WishedCustomer = z.strictObject({
  accountId: identifier(
    'the customer’s account identifier at the provider; left out where the provider invites by e-mail and the customer has none to tell',
  ).optional(),
  accountIdAgain: identifier('the same identifier, typed a second time').optional(),
  name: z.string().trim().min(2, { error: 'the company’s name' }).max(200).describe('the company’s legal name'),
  reference: z
    .string()
    .trim()
    .regex(/^[A-Za-z0-9._-]{1,64}$/, { error: 'your customer number: letters, digits, dots and dashes' })
    .optional()
    .describe('your own number of this customer, compared with your customer records'),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, { error: 'two capital letters such as SG (ISO 3166-1)' })
    .optional()
    .describe('needed where no identifier is given'),
  project: word('project or tenant').optional(),
  region: word('the customer’s main region').optional(),
  programme: word('programme or partner reference').optional(),
});

/** Who answers for the customer. */
export const WishedContact = z.strictObject({
  email: MailAddress.describe('who answers for the customer'),
  name: z.string().trim().min(1).max(100).optional(),
  language: z.enum(['en', 'zh-CN']).default('en').describe('in which we write to them'),
});

/** What a caller sends to link a customer. */
export const LinkWish = z
  .strictObject({
    partnerAccountId: idSchema('partnerAccount').describe('under which of your partner accounts'),
    purpose: Purpose.describe('why'),
    types: z
      .array(RelationshipType)
      .min(1, { error: 'at least one type' })
      .refine((given) => new Set(given).size === given.length, { error: 'each type once' })
      .describe('what the link is for; a combination has the checks of all'),
    scope: Scope.prefault({}),
    gathered: z
      .array(z.string().max(60))
      .max(30)
      .default([])
      .describe('keys of the prerequisites that you have at hand; the guide lists them'),
    team: z.string().max(40).describe('the team that owns the customer, one of your policy’s'),
    expected: ExpectedBilling.optional(),
    terms: SpendingTerms.optional().describe('what the customer may spend, where the site sets it with the link'),
    siteFields: z
      .record(z.string().regex(/^[A-Za-z]{1,40}$/), z.string().trim().max(100))
      .optional()
      .describe('what only this site asks for, by the names that the guide lists'),
    exitTerms: ExitTerms.optional().describe('what you and the customer agreed about parting'),
    ticket: TicketRef.optional(),
    override: z
      .strictObject({ reason: z.string().trim().min(10, { error: 'why you go on all the same' }).max(500) })
      .optional()
      .describe('go on although your customer record says otherwise'),
    confirm: z
      .strictObject({
        customer: confirmed('that this is the customer you mean'),
        types: confirmed('that these are the types you mean'),
      })
      .describe('the review before submitting'),
    customer: WishedCustomer,
    contact: WishedContact,
  })
  .meta({ examples: [examples.linkWish] });
export type LinkWish = z.output<typeof LinkWish>;
