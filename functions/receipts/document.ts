import * as z from 'zod';
import { consentNames } from '../decisions/consent-wordings.ts';
import { Instant } from '../kernel/clock.ts';
import { idSchema } from '../kernel/ids.ts';
import { RelationshipType, Scope } from '../links/relationship.ts';
import { CompletionCertificate } from './completion-certificate.ts';
import { EntryReference, Signable } from './signable.ts';

/** One thing that was asked or done, and what came of it. */
const ItemResult = z.strictObject({ item: z.string(), result: z.string() });

/**
 * The consent receipt (B10): who agreed to what, in which words. It names companies and identifiers, never a person. It
 * does not expire: it says what was agreed at an instant, not what is in force now.
 */
export const ConsentReceipt = Signable.extend({
  kind: z.literal('consent'),
  relationship: z.strictObject({
    types: z.array(RelationshipType),
    scope: z.strictObject({
      access: Scope.shape.access.unwrap(),
      services: z.array(z.string()).describe('empty: all'),
      projects: z.array(z.string()).describe('empty: all'),
      regions: z.array(z.string()).describe('empty: all'),
    }),
    changes: idSchema('link').nullable().describe('the link that the customer let change; null for a new one'),
  }),
  text: z.strictObject({
    name: z.enum(consentNames),
    version: z.int().positive(),
    language: z.enum(['en', 'zh-CN']),
    sha256: z.string().describe('of the canonical JSON (RFC 8785) of name, version, language and lines'),
    lines: z.array(z.string()).describe('what the customer was shown, word for word'),
  }),
  decision: z.strictObject({
    kind: z.literal('customer'),
    round: z.int().positive(),
    verdict: z.literal('confirmed'),
    decidedAt: Instant,
    how: z.literal('one_time_link').describe('by the page of a link that was mailed to the customer'),
    observedBy: z.literal('customer').describe('the customer itself gave the answer; nobody reported it'),
  }),
  items: z.array(ItemResult).describe('what was agreed one by one, and how the account was identified'),
  timelineEntry: EntryReference.describe('the entry of the record’s timeline that tells of the answer'),
});
export type ConsentReceipt = z.infer<typeof ConsentReceipt>;

/** Every kind of document that this desk signs. One more kind is a schema here and its lines in `page/`. */
export const SignedDocument = z.discriminatedUnion('kind', [ConsentReceipt, CompletionCertificate]);
export type SignedDocument = z.infer<typeof SignedDocument>;
