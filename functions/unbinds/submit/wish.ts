import * as z from 'zod';
import { idSchema } from '../../kernel/ids.ts';
import { ContactGiven } from '../contact.ts';
import { attestationNames, Capacity, NoticeAccepted } from '../declaration.ts';
import { PreconditionName, preconditionNames } from '../preconditions/precondition.ts';
import * as examples from './examples.ts';

const reason = (what: string) => z.string().trim().min(10, { error: what }).max(500);

/** What somebody found out about a precondition that no call tells, and how they know. */
const Condition = z.strictObject({
  check: PreconditionName,
  found: z
    .string()
    .max(20)
    .describe(
      '"clear" where it is met; else what stands in the way, such as "member" of a group or a "postpaid" privilege',
    ),
  note: z.string().trim().min(3, { error: 'where you looked, or who told you' }).max(500).describe('how you know'),
});

/** A precondition that the provider only asks for, and why somebody wants to go on without it. */
const Override = z.strictObject({ check: PreconditionName, reason: reason('why you go on all the same') });

const each = <T extends z.ZodObject>(of: T) =>
  z
    .array(of)
    .max(preconditionNames.length)
    .refine((given) => new Set(given.map((one) => one['check'])).size === given.length, { error: 'each check once' })
    .default([]);

/** What can be said already when somebody only looks. */
export const PreviewWish = z
  .strictObject({
    linkId: idSchema('link').describe('whose customer is to go'),
    conditions: each(Condition).describe('what you found out where no call tells; a call’s answer counts before it'),
    overrides: each(Override).describe(
      'only for what the provider asks for and does not insist on; a second person has to agree',
    ),
    secondLevel: z
      .strictObject({ account: z.string().trim().min(1).max(64), name: z.string().trim().min(1).max(200) })
      .nullable()
      .optional()
      .describe('the second-level reseller that has the customer; null where none has; left out where a call tells'),
    noticeGivenOn: z.iso
      .date()
      .optional()
      .describe('when notice was given by the agreed exit terms; left out, it begins with this'),
  })
  .meta({ examples: [examples.previewWish] });
export type PreviewWish = z.output<typeof PreviewWish>;

const Attestations = z.array(z.enum(attestationNames)).superRefine((given, context) => {
  const missing = attestationNames.filter((name) => !given.includes(name));
  if (missing.length > 0) context.addIssue({ code: 'custom', message: `not attested: ${missing.join(', ')}` });
  if (new Set(given).size < given.length) context.addIssue({ code: 'custom', message: 'each attestation once' });
});

/** What a caller sends to unbind a customer. */
export const UnbindWish = z
  .strictObject({
    ...PreviewWish.shape,
    because: reason('why the parties part').describe('kept with the unbind and told to the second person. No persons'),
    notice: NoticeAccepted.omit({ name: true })
      .strict()
      .describe('the notice that you have read and accept, as it was answered'),
    capacity: Capacity.describe('in which capacity you submit'),
    attestations: Attestations.describe('all five of the notice, each once'),
    cardKnown: z
      .boolean()
      .default(false)
      .describe('true where a card is bound and the details are complete, so that the customer is not asked for it'),
    distributorOrg: idSchema('organisation')
      .optional()
      .describe('the distributor’s organisation on this desk, where it answers here'),
    contact: ContactGiven.optional().describe(
      'whom to write to at the customer; left out, whoever answered when the link was asked for',
    ),
    distributorContact: ContactGiven.optional().describe(
      'whom to write to at the distributor, where it has no organisation on this desk',
    ),
    exitOverride: z
      .strictObject({ reason: reason('why you do not wait until the notice ends') })
      .optional()
      .describe('needed while agreed notice is running'),
  })
  .meta({ examples: [examples.unbindWish] });
export type UnbindWish = z.output<typeof UnbindWish>;
