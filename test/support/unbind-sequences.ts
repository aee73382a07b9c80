import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { type Course, type OwnMove, startOfCustomers, startOfResellers } from '../../functions/unbinds/course.ts';
import { type Fact, factKinds, observers } from '../../functions/unbinds/fact.ts';
import { isFinal, isUnbindOutcome, liveStatuses, unbindMoves } from '../../functions/unbinds/status.ts';
import { waitingStatuses } from '../../functions/unbinds/waits.ts';

/** Sequences of events in the course of an unbind, and the rules that it keeps to over any of them. */

export type Seen = Pick<Fact, 'kind' | 'observedBy'>;
/** One of our own moves, or something that is seen at the provider. */
export type Event = { readonly move: OwnMove } | { readonly seen: Seen };

/** How a case may begin. */
export const starts: fc.Arbitrary<Course> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .record({
        distributorReviews: fc.boolean(),
        cardKnown: fc.boolean(),
        submits: fc.constantFrom('operator' as const, 'api' as const),
      })
      .map((more) => ({ ...startOfResellers, ...more })),
  },
  { weight: 1, arbitrary: fc.constant(startOfCustomers) },
);
const moves: fc.Arbitrary<OwnMove> = fc.oneof(
  fc.record({ kind: fc.constantFrom('checked' as const, 'rechecked' as const), ready: fc.boolean() }),
  fc.record({
    kind: fc.constant('reviewed' as const),
    verdict: fc.constantFrom('approve' as const, 'refuse' as const),
  }),
  fc.constantFrom(
    { kind: 'mended' as const },
    { kind: 'agreed' as const },
    { kind: 'declined' as const },
    { kind: 'handed_to_operator' as const },
    { kind: 'acknowledged' as const },
    { kind: 'cancelled' as const },
    { kind: 'resumed' as const },
    { kind: 'time_over' as const },
  ),
);
const facts: fc.Arbitrary<Seen> = fc.record({
  kind: fc.constantFrom(...factKinds),
  observedBy: fc.constantFrom(...observers),
});
const event: fc.Arbitrary<Event> = fc.oneof(
  { weight: 3, arbitrary: moves.map((move) => ({ move })) },
  { weight: 2, arbitrary: facts.map((seen) => ({ seen })) },
);
/** What the straight way consists of, so that sequences get far, with anything in between. */
const straight: readonly Event[] = [
  { move: { kind: 'checked', ready: true } },
  { move: { kind: 'agreed' } },
  { seen: { kind: 'submitted', observedBy: 'operator' } },
  { seen: { kind: 'distributor_approved', observedBy: 'distributor' } },
  { seen: { kind: 'customer_confirmed', observedBy: 'operator' } },
  { move: { kind: 'acknowledged' } },
  { seen: { kind: 'card_bound', observedBy: 'operator' } },
  { seen: { kind: 'completed', observedBy: 'api' } },
];
/** What happens in it, in its order. */
export const sequences: fc.Arbitrary<readonly Event[]> = fc.oneof(
  fc.array(event, { minLength: 1, maxLength: 25 }),
  fc
    .tuple(
      fc.array(fc.array(event, { maxLength: 2 }), { minLength: 9, maxLength: 9 }),
      fc.nat(8),
      fc.array(event, { maxLength: 8 }),
    )
    .map(([between, until, after]) => [
      ...straight.slice(0, until).flatMap((step, at) => [...(between[at] ?? []), step]),
      ...after,
    ]),
);

/** What has been said and seen of the application in hand, kept apart from the reducer, by nothing but the events. */
export function ledger(start: Course) {
  const known = { checkedGood: start.ready, agreed: start.agreed, distributor: false, yes: false, ended: false };
  const says = ({ kind, observedBy }: Seen) => {
    const byProvider = observedBy === 'api' || observedBy === 'operator';
    if (kind === 'distributor_approved' && (byProvider || observedBy === 'distributor')) known.distributor = true;
    if (kind === 'customer_confirmed' && byProvider) known.yes = true;
    if (kind === 'completed' && byProvider) known.yes = true;
    if (start.origin === 'customer' && kind === 'reviewed_yes' && byProvider) known.yes = true;
    if (start.origin === 'customer' && kind === 'approved_by_clock' && observedBy !== 'customer') known.yes = true;
    if ((kind === 'blocked' || kind === 'refused_at_submission') && byProvider) known.checkedGood = false;
  };
  return {
    known,
    note: (event: Event, taken: boolean) => {
      if ('seen' in event) return says(event.seen);
      if (!taken) return undefined;
      if (event.move.kind === 'checked' || event.move.kind === 'rechecked') known.checkedGood = event.move.ready;
      if (event.move.kind === 'agreed') known.agreed = true;
      if (event.move.kind === 'time_over' && start.origin === 'customer') known.yes = true;
      return undefined;
    },
  };
}

export type Step = {
  readonly before: Course;
  readonly event: Event;
  readonly after: Course;
  readonly known: ReturnType<typeof ledger>['known'];
};

/** Whether a step keeps the rule. */
export type Rule = (step: Step) => boolean;

const implies = (when: boolean, then: () => boolean): boolean => !when || then();
const isMove = (event: Event) => 'move' in event;

/** What the course of an unbind keeps to, over any sequence of our moves and of what is seen. */
export const rules: Readonly<Record<string, Rule>> = {
  'every change of status is in the one table of moves': ({ before, after }) => {
    const ways: readonly string[] = unbindMoves[before.status];
    return before.status === after.status || ways.includes(after.status);
  },
  'R077: nothing is submitted before a good look at the preconditions and a second person’s agreement': ({
    before,
    event,
    after,
    known,
  }) =>
    implies(
      isMove(event) && before.status !== after.status && ['submitting', 'awaiting_submission'].includes(after.status),
      () => known.checkedGood && known.agreed,
    ),
  'R088: the customer is asked only after the distributor where it reviews, unless something seen shows it': ({
    after,
    known,
  }) => implies(after.status === 'awaiting_customer_confirmation' && after.distributorReviews, () => known.distributor),
  'R089: without a distributor nobody ever waits for one': ({ after }) =>
    after.distributorReviews || after.status !== 'awaiting_distributor_review',
  'R091: what the customer tells us changes nothing': ({ before, event, after }) =>
    implies('seen' in event && event.seen.observedBy === 'customer' && event.seen.kind === 'customer_confirmed', () =>
      isDeepStrictEqual(after, before),
    ),
  'R091: nothing goes past the customer’s confirmation but by the provider’s word': ({ after, known }) =>
    implies(
      ['awaiting_initiator', 'awaiting_card', 'awaiting_completion', 'completing'].includes(after.status),
      () => known.yes,
    ),
  'our own moves say nothing of how far the provider is, except when its clock has decided': ({
    before,
    event,
    after,
  }) =>
    implies('move' in event && event.move.kind !== 'time_over', () =>
      isDeepStrictEqual([after.reached, after.live || before.live], [before.reached, before.live]),
    ),
  'R140: while an application is live, our cancelling, our time and our second thoughts end no case': ({
    before,
    event,
    after,
  }) => implies(isMove(event) && before.live && !isUnbindOutcome(before.status), () => !isUnbindOutcome(after.status)),
  'R140: an application that turns out to live takes its case up again, marked': ({ before, after }) =>
    implies(isUnbindOutcome(before.status) && !isUnbindOutcome(after.status), () => after.flags.includes('after_end')),
  'R140: what we had called off is to be withdrawn when it turns out to live': ({ before, after }) =>
    implies(
      isUnbindOutcome(before.status) &&
        !isUnbindOutcome(after.status) &&
        before.origin === 'reseller' &&
        ['cancelled', 'expired', 'declined'].includes(before.status),
      () => ['awaiting_withdrawal', 'completing'].includes(after.status),
    ),
  'R096: completed and migrated away never change, whatever is done or seen': ({ before, after }) =>
    implies(isFinal(before.status), () => isDeepStrictEqual(after, before)),
  'R094: the provider’s completion counts, whatever our checks say, and a red one is marked': ({
    before,
    event,
    after,
  }) =>
    implies(
      'seen' in event &&
        event.seen.kind === 'completed' &&
        ['api', 'operator'].includes(event.seen.observedBy) &&
        !isFinal(before.status) &&
        before.status !== 'completing',
      () => after.status === 'completing' && (before.ready || after.flags.includes('checks_red')),
    ),
  'somebody is waited for, the desk is at work, or it has ended': ({ after: { status } }) =>
    isUnbindOutcome(status) ||
    ['checking', 'submitting', 'completing'].includes(status) ||
    waitingStatuses.includes(status),
  'only live applications are in live statuses': ({ after: { status, live } }) => {
    const statuses: readonly string[] = liveStatuses;
    return implies(
      !isUnbindOutcome(status) && status !== 'completing' && status !== 'checking',
      () => statuses.includes(status) === live,
    );
  },
  'a mark stays once it is made, and is made once': ({ before, after }) =>
    isDeepStrictEqual(after.flags.slice(0, before.flags.length), before.flags) &&
    new Set(after.flags).size === after.flags.length,
  'B02: what a customer started is ended by the customer or the provider, never called off by us': ({
    before,
    event,
    after,
  }) =>
    implies(
      before.origin === 'customer' && isMove(event),
      () => isUnbindOutcome(after.status) === isUnbindOutcome(before.status),
    ),
};
