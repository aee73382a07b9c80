import * as z from 'zod';
import { DecisionKind } from '../decisions/decision.ts';
import { Instant } from '../kernel/clock.ts';
import { idSchema } from '../kernel/ids.ts';
import { storedShape } from '../kernel/stored.ts';
import { searchKeys } from '../links/search-keys.ts';
import { sites } from '../providers/provider.ts';
import { Followed } from '../timeline/index.ts';
import { Absence } from './completion/absence.ts';
import { Course } from './course.ts';
import { Declaration } from './declaration.ts';
import { Fact } from './fact.ts';
import { Looked } from './look/looked.ts';
import { Precondition } from './preconditions/precondition.ts';
import { sheetPurposes } from './sheets/run-sheet.ts';
import { UnbindStatus } from './status.ts';

/** Whose turn it can be. Time in which nobody is waited for is the desk's own. */
export const unbindParties = ['operator', 'approver', 'distributor', 'customer', 'provider'] as const;

/** What is waited for, by name. */
export const unbindWaits = [
  'preconditions',
  'internal_approval',
  'submission_at_provider',
  'distributor_review',
  'customer_confirmation',
  'initiator_task',
  'card_binding',
  'provider_completion',
  'reseller_review',
  'review_at_provider',
  'withdrawal_at_provider',
] as const;

export const UnbindWaiting = z.object({
  kind: DecisionKind,
  round: z.int().positive(),
  party: z.enum(unbindParties),
  for: z.enum(unbindWaits),
  since: Instant,
  until: Instant,
  /** When it was handed to the owner of escalations, because it lasted too long (R061). */
  escalatedAt: Instant.optional(),
  /** Our mail does not reach whoever is waited for, until the contact is mended or written to again (R034). */
  contact: z.literal('broken').optional(),
});

/** What the reseller and the customer agreed at linking about parting (B24), and why it is not waited out. */
export const ExitNotice = z.object({
  noticeDays: z.int().nonnegative(),
  settlementDuties: z.string(),
  /** When the notice that began with this case ends. */
  noticeEnds: Instant,
  override: z.object({ reason: z.string(), by: z.string(), at: Instant }).optional(),
});

/** The distributor who reviews, as far as the desk knows it (R088). */
export const Distributor = z.object({
  /** The second-level reseller that the customer belongs to. */
  secondLevel: z.object({ account: z.string(), name: z.string() }),
  /** The organisation on this desk that answers; absent where it has none here. */
  org: z.string().optional(),
});

/** The ladder of the provider's own clock over a review (B02): no rung without somebody's name. */
export const ReviewClock = z.object({
  told: z.array(z.object({ daysBefore: z.int().positive(), at: Instant, owner: z.string() })),
  /** Who has said that they see to it. */
  acknowledged: z.object({ by: z.string(), at: Instant }).optional(),
  /** The second person, where nobody had. */
  escalated: z.object({ to: z.string(), at: Instant }).optional(),
});
export type ReviewClock = z.infer<typeof ReviewClock>;

export const Unbind = Followed.extend({
  ...Course.shape,
  id: idSchema('unbind'),
  status: UnbindStatus,
  link: idSchema('link'),
  partnerAccount: z.object({
    id: z.string(),
    site: z.enum(sites),
    environment: z.enum(['production', 'sandbox']),
    partnerId: z.string(),
  }),
  customer: z.object({
    accountId: z.string(),
    name: z.string(),
    reference: z.string().optional(),
    country: z.string().optional(),
  }),
  team: z.string(),
  owner: z.string(),
  createdAt: Instant,
  /** The member who asked; `desk` where the customer started it. */
  createdBy: z.string(),
  /** The organisation's name as of the start: customer and distributor are shown it. */
  asks: z.string(),
  /** Why the parties part, in the submitter's words. No persons. */
  because: z.string(),
  execution: z.string(),
  attempt: z.int().positive(),
  attemptSince: Instant,
  attemptSeen: z.int().nonnegative(),
  rounds: z.record(z.string(), z.int().positive()),
  waitingOn: UnbindWaiting.optional(),
  spent: z.record(z.string(), z.int().nonnegative()),
  spentUntil: Instant,
  policyVersion: z.int().positive(),
  /** Seconds: how long each wait may take. Pinned from the policy. */
  windows: z.object({
    remedy: z.int().positive(),
    secondPerson: z.int().positive(),
    submission: z.int().positive(),
    distributor: z.int().positive(),
    customer: z.int().positive(),
    initiator: z.int().positive(),
    card: z.int().positive(),
    completion: z.int().positive(),
    withdrawal: z.int().positive(),
    escalate: z.int().positive(),
    remind: z.array(z.int().positive()),
    /** Between two looks at the provider, and between the two that count as absence. */
    look: z.int().positive(),
    absence: z.int().positive(),
  }),
  /** What the submitter accepted and attested; absent where the customer started it. */
  declaration: Declaration.optional(),
  /** The last look at the preconditions. */
  preconditions: z.array(Precondition),
  checkedAt: Instant.optional(),
  exit: ExitNotice.optional(),
  /** Present where the site has no step in which the customer binds a card. */
  noCardStep: z.literal(true).optional(),
  secondPerson: z
    .object({
      /** Present where nobody else could agree: from then on the initiator may, alone (cool-off). */
      aloneFrom: Instant.optional(),
      agreedBy: z.string().optional(),
      agreedAt: Instant.optional(),
    })
    .optional(),
  distributor: Distributor.optional(),
  facts: z.array(Fact),
  /** The provider's own number of the application, and when it began: from then on the liability meter runs (R097). */
  reference: z.string().optional(),
  submittedAt: Instant.optional(),
  /** The condition that the provider's last check named. */
  blocker: z.string().optional(),
  /** When the provider decides by itself what a customer has started, and in which zone it counts its days. */
  providerDeadline: z.object({ at: Instant, zone: z.string() }).optional(),
  /** Who was told of the provider's clock, so many days before its end, and what they made of it. */
  reviewClock: ReviewClock.optional(),
  /** The reviewer's answer to what the customer started. */
  reviewed: z.object({ by: z.string(), at: Instant, reason: z.string() }).optional(),
  completedAt: Instant.optional(),
  endedAt: Instant.optional(),
  reason: z.string().optional(),
  /** The number of the last run sheet that was done, by its purpose. */
  sheetsDone: z.record(z.string(), z.int().positive()).optional(),
  /** The sheet that a later look at the provider did not bear out; settled once it was done again, or was borne out. */
  reopenedSheet: z
    .object({
      purpose: z.enum(sheetPurposes),
      number: z.int().positive(),
      because: z.string(),
      at: Instant,
      settledAt: Instant.optional(),
    })
    .optional(),
  /** The last look at the provider: what it showed, or at which read it failed and how often in a row. */
  looked: Looked.optional(),
  /** When the desk looks again. */
  nextLookAt: Instant.optional(),
  /** Since when the provider does not show the customer; confirmed once that is certain. */
  absence: Absence.optional(),
  failure: z.object({ stage: z.string(), code: z.string() }).optional(),
});
export type Unbind = z.infer<typeof Unbind>;

export const unbindShape = storedShape({
  name: 'unbind',
  version: 4,
  schema: Unbind,
  upcasts: { 1: (old) => old, 2: (old) => old, 3: (old) => old },
});

/** Keys under which the record stands in the indexes: all unbinds by age, and those that wait, by whom and until when. */
export function unbindListKeys({
  org,
  id,
  customer,
  waitingOn,
}: Pick<Unbind, 'org' | 'id' | 'customer' | 'waitingOn'>) {
  return {
    listPk: `ORG#${org}#UNBINDS`,
    listSk: id,
    ...searchKeys(customer),
    ...(waitingOn && {
      waitingPk: `ORG#${org}#UNBINDS_WAITING#${waitingOn.party}`,
      waitingSk: `${waitingOn.until}#${id}`,
    }),
  };
}
