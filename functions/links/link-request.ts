import * as z from 'zod';
import { DecisionKind } from '../decisions/decision.ts';
import { Instant } from '../kernel/clock.ts';
import { idSchema } from '../kernel/ids.ts';
import { storedShape } from '../kernel/stored.ts';
import { sites } from '../providers/provider.ts';
import { Followed } from '../timeline/index.ts';

export const LinkRequestStatus = z.enum([
  'checking',
  'awaiting_customer',
  'inviting',
  'awaiting_application',
  'approving',
  'preparing',
  'cancelling',
  'completed',
  'rejected',
  'expired',
  'cancelled',
  'failed',
]);
export type LinkRequestStatus = z.infer<typeof LinkRequestStatus>;

/**
 * Where a link request can go from each status: the one table from which documents and tests are generated. Outcomes
 * have no way on. Cancelling is possible until approval starts, because after it the provider may have said yes.
 */
export const linkRequestMoves = {
  checking: ['awaiting_customer', 'failed', 'cancelling'],
  awaiting_customer: ['inviting', 'rejected', 'expired', 'failed', 'cancelling'],
  inviting: ['awaiting_application', 'failed', 'cancelling'],
  awaiting_application: ['approving', 'inviting', 'expired', 'failed', 'cancelling'],
  approving: ['preparing', 'failed'],
  preparing: ['completed', 'failed'],
  cancelling: ['cancelled', 'completed', 'failed'],
  completed: [],
  rejected: [],
  expired: [],
  cancelled: [],
  failed: [],
} as const satisfies Record<LinkRequestStatus, readonly LinkRequestStatus[]>;

export const outcomes = [
  'completed',
  'rejected',
  'expired',
  'cancelled',
  'failed',
] as const satisfies readonly LinkRequestStatus[];
export type Outcome = (typeof outcomes)[number];

export function isOutcome(status: LinkRequestStatus): status is Outcome {
  return linkRequestMoves[status].length === 0;
}

/** The four groups that lists and callers tell apart (R017). */
export const statusGroups = {
  checking: 'pending',
  awaiting_customer: 'pending',
  inviting: 'approved',
  awaiting_application: 'approved',
  approving: 'approved',
  preparing: 'approved',
  cancelling: 'pending',
  completed: 'active',
  rejected: 'failed',
  expired: 'failed',
  cancelled: 'failed',
  failed: 'failed',
} as const satisfies Record<LinkRequestStatus, string>;

/** Who is waited for, since when and until when. */
export const WaitingOn = z.object({
  kind: DecisionKind,
  round: z.int().positive(),
  party: z.enum(['customer', 'provider', 'operator']),
  since: Instant,
  until: Instant,
});

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

export const LinkRequest = Followed.extend({
  id: idSchema('linkRequest'),
  status: LinkRequestStatus,
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
  /** Seconds: how long the customer, and after it the application, may take; how often to look. Pinned from the policy. */
  windows: z.object({
    customer: z.int().positive(),
    application: z.int().positive(),
    pollFirst: z.int().positive(),
    pollMost: z.int().positive(),
  }),
  partnerAccount: z.object({
    id: z.string(),
    site: z.enum(sites),
    environment: z.enum(['production', 'sandbox']),
    partnerId: z.string(),
  }),
  customer: z.object({ accountId: z.string(), name: z.string() }),
  rounds: z.record(z.string(), z.int().positive()),
  waitingOn: WaitingOn.optional(),
  /** How many invitations a person or the machine has asked for; the effect ledger counts against it. */
  invitationsAsked: z.int().nonnegative(),
  invitation: InvitationState.optional(),
  application: ApplicationSeen.optional(),
  /** When the provider says that the link began. */
  linkedAt: Instant.nullable().optional(),
  linkId: idSchema('link').optional(),
  failure: Failure.optional(),
  /** The customer's or our words on the outcome, where there are any. */
  reason: z.string().optional(),
  endedAt: Instant.optional(),
  flags: z.array(z.enum(['cancel_too_late'])),
});
export type LinkRequest = z.infer<typeof LinkRequest>;

export const linkRequestShape = storedShape({ name: 'link request', version: 1, schema: LinkRequest, upcasts: {} });

/** The name of the execution that an attempt runs as. A closed name is refused for 90 days, so each attempt has its own. */
export function executionName(id: string, attempt: number): string {
  return `${id}-${attempt}`;
}

/** Keys under which the record stands in the indexes: all requests by age, and those that wait, by whom and until when. */
export function listKeys({ org, id, waitingOn }: Pick<LinkRequest, 'org' | 'id' | 'waitingOn'>) {
  return {
    listPk: `ORG#${org}#LINK_REQUESTS`,
    listSk: id,
    ...(waitingOn && { waitingPk: `ORG#${org}#WAITING#${waitingOn.party}`, waitingSk: `${waitingOn.until}#${id}` }),
  };
}
