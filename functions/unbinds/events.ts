import * as z from 'zod';
import { decisionKinds } from '../decisions/decision.ts';
import { Instant } from '../kernel/clock.ts';
import { idSchema } from '../kernel/ids.ts';
import type { EventDoc } from '../links/events.ts';
import { sites } from '../providers/provider.ts';
import { approvedActionEvents } from './actions/events.ts';
import { UnbindCaseFacts } from './case-facts.ts';
import { Capacity, NoticeAccepted } from './declaration.ts';
import { eventsAroundUnbinds, SheetTold } from './events-around.ts';
import { Fact } from './fact.ts';
import { PreconditionName } from './preconditions/precondition.ts';
import { LookTold } from './preconditions/told.ts';
import { UnbindStatus } from './status.ts';
import { Unbind, UnbindWaiting, unbindParties, unbindWaits } from './unbind.ts';

const Site = z.enum(sites);
const Member = z.string().describe('a member, `desk` or `unowned`');
const Hands = z.strictObject({ owner: Member, team: z.string() });

/** What was observed, as events tell it: the reasons that people gave stay with the record. */
const observed = {
  facts: z
    .array(Fact.omit({ reason: true }))
    .optional()
    .describe('what was seen at the provider, and by whom'),
  flags: Unbind.shape.flags.optional().describe('what is out of the ordinary by now; told with facts'),
  ...LookTold.partial().shape,
  sheet: SheetTold.optional().describe('the run sheet that it was written down with'),
};

/** What any move may tell besides what each one does. */
const Moved = z.strictObject({
  from: UnbindStatus,
  site: Site,
  case: UnbindCaseFacts.describe('what a ticket system needs'),
  startedAt: Instant.optional().describe('when the unbind began; told once it ends'),
  spent: Unbind.shape.spent.optional().describe('milliseconds that each party had it; told once it ends'),
  waitingOn: UnbindWaiting.optional().describe('who is waited for from now on'),
  because: z.string().optional().describe('`time_over`: nobody acted in time'),
  reason: z.string().optional(),
  ...observed,
});

const statuses = {
  checking: 'The preconditions are looked at again',
  awaiting_remedy: 'Something stands in the way and has to be mended',
  awaiting_second_person: 'A second person has to agree',
  submitting: 'The desk submits it at the provider',
  awaiting_submission: 'An operator has to submit it at the provider',
  awaiting_distributor_review: 'Submitted; the distributor has to review it',
  awaiting_customer_confirmation: 'The customer has to confirm it at the provider',
  awaiting_initiator: 'The customer has confirmed; the initiator has to take it up',
  awaiting_card: 'The customer has to bind a card at the provider',
  awaiting_completion: 'The provider has to complete it',
  awaiting_review: 'The customer wants to leave: somebody has to review it',
  awaiting_review_entry: 'Our answer has to be entered at the provider',
  awaiting_withdrawal: 'The application has to be taken back at the provider',
  completing: 'The provider has completed it; the link is being ended',
  completed: 'Ended: the customer is the provider’s own',
  migrated_away: 'Ended: the customer is another reseller’s',
  declined: 'Ended: the second person declined',
  rejected_by_distributor: 'Ended by the distributor’s no',
  rejected_by_customer: 'Ended by the customer’s no',
  refused_by_reseller: 'Ended by our no to what the customer had started',
  expired: 'Ended because somebody did not act in time',
  cancelled: 'Ended because it was cancelled, or taken back at the provider',
  failed: 'Ended because it could not be carried on',
} as const satisfies Record<UnbindStatus, string>;

/** What single moves tell besides. */
const more: Readonly<Partial<Record<UnbindStatus, z.ZodRawShape>>> = {
  awaiting_completion: {
    owner: z.string().optional().describe('who had it in hand when the provider’s clock decided'),
    told: z.array(z.string()).optional().describe('who had been told of the clock, in order'),
  },
  completed: { link: idSchema('link') },
  failed: { failure: Unbind.shape.failure },
};

const statusEvents = Object.fromEntries(
  Object.entries(statuses).map(([status, says]): [string, EventDoc] => {
    const told = UnbindStatus.safeParse(status).data;
    return [`unbind.${status}`, { says, data: Moved.extend((told && more[told]) ?? {}) }];
  }),
);

/** Every event about unbinding, by its type without the version (`.v1`). Additive only: readers ignore what they don’t know. */
export const unbindEvents: Readonly<Record<string, EventDoc>> = {
  'unbind.created': {
    says: 'Somebody asks for an unbind, or a customer has started one at the provider',
    data: z.strictObject({
      execution: z.string(),
      status: UnbindStatus,
      site: Site,
      origin: Unbind.shape.origin,
      link: idSchema('link'),
      customer: UnbindCaseFacts.shape.customer,
      notice: NoticeAccepted.optional().describe('the text that the submitter accepted, by its hash'),
      capacity: z.enum(Capacity.options.map(({ shape }) => shape.as.value)).optional(),
    }),
  },
  ...statusEvents,
  ...approvedActionEvents,
  'unbind.noted': {
    says: 'Something was seen, or is known, that changes nobody’s turn',
    data: z.strictObject({
      status: UnbindStatus,
      because: z.string().optional(),
      reason: z.string().optional(),
      heldElsewhere: z
        .literal(true)
        .optional()
        .describe('it had ended, and is not taken up again because its customer is in other hands by now'),
      ...observed,
    }),
  },
  'unbind.asked_again': {
    says: 'Nobody has acted in time, and nothing may be given up for that: asked once more',
    data: Moved.extend({ to: UnbindStatus }),
  },
  'unbind.reopened': {
    says: 'It had ended, and its application turned out to live: taken up again',
    data: Moved.extend({ to: UnbindStatus, execution: z.string() }),
  },
  'unbind.condition_proved': {
    says: 'Files were named that prove what was attested of a precondition',
    data: z.strictObject({ check: PreconditionName, evidence: z.array(idSchema('evidence')) }),
  },
  'unbind.contact_changed': {
    says: 'Somebody else at the customer is written to from now on; a question that is open goes out anew',
    data: z.strictObject({ waitingOn: z.strictObject({ kind: z.enum(decisionKinds), round: z.int() }).optional() }),
  },
  'unbind.taken_in_hand': {
    says: 'A member said in answer to a mail that they take care of it; it is theirs where it was nobody’s',
    data: z.strictObject({
      matter: z.string(),
      from: Hands.optional(),
      to: Hands.optional(),
      reason: z.string().optional(),
    }),
  },
  'unbind.escalated': {
    says: 'A wait lasted too long and was handed to the owner of escalations',
    data: z.strictObject({
      from: Member,
      to: Member,
      waitedFor: z.strictObject({
        party: z.enum(unbindParties),
        for: z.enum(unbindWaits),
        since: Instant,
        until: Instant,
      }),
      site: Site,
      case: UnbindCaseFacts,
    }),
  },
  'unbind.self_approval_refused': {
    says: 'Whoever asked tried to agree alone',
    data: z.strictObject({ status: UnbindStatus }),
  },
  'unbind.attempt_raised': {
    says: 'Its machine died; another execution carries on',
    data: z.strictObject({ execution: z.string(), attempt: z.int(), before: z.string() }),
  },
  ...eventsAroundUnbinds,
};
