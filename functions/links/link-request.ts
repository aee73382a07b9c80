import * as z from 'zod';
import { DecisionKind } from '../decisions/decision.ts';
import { Instant } from '../kernel/clock.ts';
import { idSchema } from '../kernel/ids.ts';
import { storedShape } from '../kernel/stored.ts';
import { sites } from '../providers/provider.ts';
import { Followed } from '../timeline/index.ts';
import { linkRequestUpcasts } from './link-request-upcasts.ts';
import {
  ExitTerms,
  ExpectedBilling,
  Purpose,
  RelationshipType,
  Scope,
  SpendingTerms,
  TicketRef,
} from './relationship.ts';
import { LinkRequestStatus } from './request-status.ts';
import { searchKeys } from './search-keys.ts';

/** What is waited for, by name (R033). `billing_verification` is a link's: its request is completed by then. */
export const waits = [
  'customer_acceptance',
  'customer_application',
  'customer_account',
  'customer_documents',
  'internal_approval',
  'invitation_by_hand',
  'provider_audit',
  'billing_verification',
] as const;

/** Whose turn it can be. Time in which nobody is waited for is the desk's own. */
export const parties = ['customer', 'provider', 'operator', 'approver'] as const;

/** Who is waited for, for what, since when and until when. */
export const WaitingOn = z.object({
  kind: DecisionKind,
  round: z.int().positive(),
  party: z.enum(parties),
  for: z.enum(waits),
  since: Instant,
  until: Instant,
  /** When it was handed to the owner of escalations, because it lasted too long (R061). */
  escalatedAt: Instant.optional(),
  /** Present while our mail does not reach the customer: it came back, or was complained of (R034). */
  contact: z.literal('broken').optional(),
});
export type WaitingOn = z.infer<typeof WaitingOn>;

/**
 * Mails of the customer's question beyond the first one (R035): how many that question has had asked for in all, and
 * how many of these to send it again. A question of another round starts anew.
 */
export const AskedMails = z.object({
  round: z.int().positive(),
  asked: z.int().positive(),
  resent: z.int().nonnegative(),
  at: Instant,
});
export type AskedMails = z.infer<typeof AskedMails>;

/** In which part of its life a request failed (R053). */
export const FailureStage = z.enum(['validation', 'submission', 'approval', 'propagation', 'verification']);

/** Why a request failed: our stable code, and the provider's own words byte for byte. */
export const Failure = z.object({
  stage: FailureStage,
  code: z.string(),
  raw: z.object({ code: z.string().nullable(), message: z.string(), requestId: z.string().optional() }).optional(),
});
export type Failure = z.infer<typeof Failure>;

/**
 * A failure as the timeline and its events tell it. What a provider says may name persons, and those two can not be
 * erased: its text stays with the record.
 */
export function toldFailure({ raw, ...failure }: Failure) {
  if (!raw) return failure;
  const { message: _said, ...word } = raw;
  return { ...failure, raw: word };
}

/** What became of the last invitation. `unknown`: sent or not, nobody can tell; only a person may send another. */
export const InvitationState = z.object({
  number: z.int().positive(),
  outcome: z.enum(['sent', 'unknown']),
  at: Instant,
  /** When the provider lets it lapse. */
  lapsesAt: Instant,
});

/** The application that the provider shows for this request. */
export const ApplicationSeen = z.object({
  account: z.string(),
  appliedAt: Instant.nullable(),
  word: z.string().nullable(),
});

/** Why a second person has to agree, besides what the policy says of types and scope. */
export const secondPersonReasons = [
  'near_miss',
  'override',
  'manage',
  'sensitive',
  'billing',
  'provisioning',
  'management',
  'delegation',
] as const;

/** The agreement of a second person (R027), asked for when the request was checked. */
export const SecondPerson = z.object({
  because: z.array(z.enum(secondPersonReasons)),
  /** Identifiers of live customers that are one slip away from the one typed (B15). */
  nearMisses: z.array(z.string()),
  /** Present where nobody else could agree: from then on the initiator may, alone (cool-off). */
  aloneFrom: Instant.optional(),
  agreedBy: z.string().optional(),
  agreedAt: Instant.optional(),
});
export type SecondPerson = z.infer<typeof SecondPerson>;

/** Why a person has to look at an application before it is decided (R024, R146). */
export const Review = z.object({
  because: z.enum(['customer_started', 'other_account', 'learned_identifier', 'identifier_taken']),
  /** Who holds the account that applied, where somebody does. */
  holder: z.string().optional(),
  /** Present where nobody but the initiator could decide: from then on the initiator may, alone (cool-off). */
  aloneFrom: Instant.optional(),
  decidedBy: z.string().optional(),
  /** Why it was refused; the provider tells the applicant. */
  reason: z.string().optional(),
});
export type Review = z.infer<typeof Review>;

/** What the customer has to mend before the provider takes it (R147). */
export const Remedy = z.object({
  code: z.string(),
  text: z.string(),
  /** When the provider last said so, and how many times in a row. */
  since: Instant,
  times: z.int().positive(),
  /** Present when another try came to the same: until then, the next one has to say what has changed (R071). */
  retryFrom: Instant.optional(),
  raw: Failure.shape.raw,
});

/** The customer as the request names it. Persons are in the contact; a company's name may stand here. */
export const RequestedCustomer = z.object({
  /** The provider's identifier; absent until it is learned from the application (R146). */
  accountId: z.string().optional(),
  name: z.string(),
  /** The reseller's own customer number. */
  reference: z.string().optional(),
  /** ISO 3166-1 alpha-2. */
  country: z.string().optional(),
  project: z.string().optional(),
  region: z.string().optional(),
  programme: z.string().optional(),
  /** Keyed hash of the invited address: the customer's place in the locks while its identifier is not known. */
  mailLock: z.string().optional(),
});

export const LinkRequest = Followed.extend({
  id: idSchema('linkRequest'),
  status: LinkRequestStatus,
  /** `customer`: found at the provider, asked for by nobody here. */
  origin: z.enum(['reseller', 'customer']),
  /** The link that this request changes; absent where it makes one. */
  changes: idSchema('link').optional(),
  purpose: Purpose,
  types: z.array(RelationshipType).min(1),
  scope: Scope,
  /** Prerequisites that the initiator has ticked (R006). */
  gathered: z.array(z.string()),
  expected: ExpectedBilling.optional(),
  /** What the customer may spend, and what only its site asks for (by the provider's names). */
  terms: SpendingTerms.optional(),
  siteFields: z.record(z.string(), z.string()).optional(),
  /** The customer's number in the provider's partner register, where the site has that step. */
  registration: z.string().optional(),
  /** What was agreed about parting; handed to the link (B24). */
  exitTerms: ExitTerms.optional(),
  /** The team that owns the customer (R004), and the member who has it in hand. */
  team: z.string(),
  owner: z.string(),
  ticket: TicketRef.optional(),
  /** Why the initiator went on although the trusted record says otherwise (R011). */
  override: z.object({ reason: z.string(), code: z.string(), by: z.string() }).optional(),
  /** The request that this one was copied from. */
  copyOf: idSchema('linkRequest').optional(),
  /** The request that had ended before its customer applied: this one takes the application up (R024). */
  lateFor: idSchema('linkRequest').optional(),
  secondPerson: SecondPerson.optional(),
  review: Review.optional(),
  remedy: Remedy.optional(),
  /** Milliseconds that each party has had it, up to `spentUntil`; they add up to the request's age (B14). */
  spent: z.record(z.string(), z.int().nonnegative()),
  spentUntil: Instant,
  createdAt: Instant,
  createdBy: z.string(),
  /** The execution that may change this record; all others are superseded. */
  execution: z.string(),
  attempt: z.int().positive(),
  /** When this attempt was asked for; until it has had time to start, nothing that is found is held against it. */
  attemptSince: Instant,
  /** The attempt whose machine was last seen at work. */
  attemptSeen: z.int().nonnegative(),
  policyVersion: z.int().positive(),
  /** Seconds: how long each wait may take, and how often to look. Pinned from the policy. */
  windows: z.object({
    customer: z.int().positive(),
    application: z.int().positive(),
    secondPerson: z.int().positive(),
    review: z.int().positive(),
    remedy: z.int().positive(),
    escalate: z.int().positive(),
    pollFirst: z.int().positive(),
    pollMost: z.int().positive(),
    /** How long before the end of a customer's wait it is reminded, first one first (R131). */
    remind: z.array(z.int().positive()),
  }),
  partnerAccount: z.object({
    id: z.string(),
    site: z.enum(sites),
    environment: z.enum(['production', 'sandbox']),
    partnerId: z.string(),
  }),
  customer: RequestedCustomer,
  rounds: z.record(z.string(), z.int().positive()),
  waitingOn: WaitingOn.optional(),
  mails: AskedMails.optional(),
  /** How many invitations a person or the machine has asked for; the effect ledger counts against it. */
  invitationsAsked: z.int().nonnegative(),
  /** Which decision on an application is made next; each is asked for once. Counted like the above. */
  applicationsDecided: z.int().nonnegative(),
  invitation: InvitationState.optional(),
  application: ApplicationSeen.optional(),
  /** When the provider says that the link began. */
  linkedAt: Instant.nullable().optional(),
  linkId: idSchema('link').optional(),
  failure: Failure.optional(),
  /** The customer's or our words on the outcome, where there are any. */
  reason: z.string().optional(),
  endedAt: Instant.optional(),
  flags: z.array(z.enum(['cancel_too_late', 'application_outstanding', 'preparation_refused'])),
});
export type LinkRequest = z.infer<typeof LinkRequest>;

export const linkRequestShape = storedShape({
  name: 'link request',
  version: 6,
  schema: LinkRequest,
  upcasts: linkRequestUpcasts,
});

/** Keys under which the record stands in the indexes: all requests by age, and those that wait, by whom and until when. */
export function listKeys({ org, id, waitingOn, customer }: Pick<LinkRequest, 'org' | 'id' | 'waitingOn' | 'customer'>) {
  return {
    listPk: `ORG#${org}#LINK_REQUESTS`,
    listSk: id,
    ...searchKeys(customer),
    ...(waitingOn && { waitingPk: `ORG#${org}#WAITING#${waitingOn.party}`, waitingSk: `${waitingOn.until}#${id}` }),
  };
}
