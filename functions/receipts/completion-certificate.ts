import * as z from 'zod';
import { Instant } from '../kernel/clock.ts';
import { idSchema } from '../kernel/ids.ts';
import { Flag } from '../unbinds/course.ts';
import { attestationNames, NoticeAccepted } from '../unbinds/declaration.ts';
import { factKinds, observers } from '../unbinds/fact.ts';
import { CheckMode, preconditionNames } from '../unbinds/preconditions/precondition.ts';
import { EntryReference, Signable } from './signable.ts';

const Member = z.string().describe('a member of the reseller, by id; "desk" where no person did it');
const Evidence = z
  .array(z.string().regex(/^[0-9a-f]{64}$/))
  .describe('SHA-256 of each file that was shown for it, in hexadecimal digits');
const Text = z.strictObject({
  name: z.string(),
  version: z.int().positive(),
  language: z.enum(['en', 'zh-CN']),
  sha256: z.string(),
});

const Capacity = z.discriminatedUnion('as', [
  z.strictObject({ as: z.literal('holder') }),
  z
    .strictObject({
      as: z.literal('agent'),
      basis: z.string().describe('what authorised the agent'),
      informedOn: z.iso.date(),
      noticeVersion: z.int().positive(),
    })
    .describe('the agent’s name stays with the record'),
]);

/**
 * The completion certificate (B10): that a provider has released a customer from its reseller, on whose word each step of
 * that stands, and what the reseller had declared before. It names companies and identifiers, never a person.
 */
export const CompletionCertificate = Signable.extend({
  kind: z.literal('completion'),
  link: idSchema('link').describe('what has ended'),
  startedBy: z.enum(['reseller', 'customer']),
  application: z.strictObject({
    submittedAt: Instant.nullable().describe('when the provider had it; null: nobody saw that'),
    reference: z.string().nullable().describe('the provider’s own number of it'),
    submittedBy: z.enum(['operator', 'api']).describe('by a person in the provider’s console, or by a call'),
  }),
  declaration: z
    .strictObject({
      by: Member,
      at: Instant,
      notice: z.strictObject(NoticeAccepted.shape).describe('the text that was accepted, by version and hash'),
      capacity: Capacity,
      attestations: z.array(z.strictObject({ name: z.enum(attestationNames), by: Member, at: Instant })),
    })
    .nullable()
    .describe('what the submitter accepted and attested; null where the customer started it'),
  secondPerson: z
    .strictObject({ by: Member, at: Instant, alone: z.boolean().describe('nobody else could, so the initiator did') })
    .nullable()
    .describe('who agreed to the submission; null: nobody was asked'),
  preconditions: z.array(
    z.strictObject({
      name: z.enum(preconditionNames),
      strength: z.enum(['required', 'asked']),
      mode: CheckMode.describe('read at the provider, attested by a member, or not known'),
      result: z.enum(['pass', 'fail', 'unknown']),
      found: z.string().nullable(),
      at: Instant.nullable(),
      attested: z.strictObject({ by: Member, at: Instant, evidence: Evidence }).nullable(),
      overridden: z.strictObject({ by: Member, at: Instant, reason: z.string() }).nullable(),
    }),
  ),
  notice: z
    .strictObject({
      days: z.int().nonnegative(),
      ends: Instant,
      overridden: z.strictObject({ by: Member, at: Instant, reason: z.string() }).nullable(),
    })
    .nullable()
    .describe('the notice that was agreed at linking; null where none was'),
  facts: z.array(
    z.strictObject({
      kind: z.enum(factKinds),
      observedBy: z.enum(observers),
      at: Instant.describe('when it happened, by the provider’s word where there is one'),
      seenAt: Instant,
      by: Member.nullable().describe('who recorded it'),
      reference: z.string().nullable(),
      condition: z.string().nullable(),
      text: Text.nullable().describe('the words that were in front of whoever stated it'),
      evidence: Evidence,
    }),
  ),
  flags: z.array(Flag).describe('what was out of the ordinary'),
  completedAt: Instant,
  becomes: z.literal('official_website_customer').describe('the customer is the provider’s own from then on'),
  agreement: z.literal('invalid').describe('the agreement between reseller and customer, as the provider treats it'),
  timelineEntry: EntryReference.describe(
    'the entry of the unbind’s timeline that tells of the completion: its head then',
  ),
});
export type CompletionCertificate = z.infer<typeof CompletionCertificate>;
