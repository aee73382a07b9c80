import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  act,
  type Course,
  type OwnMove,
  observe,
  startOfCustomers,
  startOfResellers,
} from '../../../functions/unbinds/course.ts';
import { type Fact, factKinds, observers } from '../../../functions/unbinds/fact.ts';
import { isFinal, isUnbindOutcome, liveStatuses, unbindMoves } from '../../../functions/unbinds/status.ts';
import { waitingStatuses } from '../../../functions/unbinds/waits.ts';

type Seen = Pick<Fact, 'kind' | 'observedBy'>;
type Event = { readonly move: OwnMove } | { readonly seen: Seen };

const starts: fc.Arbitrary<Course> = fc.oneof(
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
const sequences: fc.Arbitrary<readonly Event[]> = fc.oneof(
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
function ledger(start: Course) {
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

function run(start: Course, events: readonly Event[], check: (step: Step) => void) {
  const { known, note } = ledger(start);
  events.reduce((before, event) => {
    const moved = 'move' in event ? act(before, event.move) : undefined;
    const after = 'seen' in event ? observe(before, event.seen) : moved?.ok ? moved.value : before;
    note(event, moved?.ok ?? false);
    check({ before, event, after, known });
    return after;
  }, start);
}
type Step = {
  readonly before: Course;
  readonly event: Event;
  readonly after: Course;
  readonly known: ReturnType<typeof ledger>['known'];
};

const always = (check: (step: Step) => void) =>
  fc.assert(
    fc.property(starts, sequences, (start, events) => run(start, events, check)),
    { numRuns: 10_000 },
  );

describe('the course of an unbind, over any sequence of our moves and of what is seen', () => {
  test('every change of status is in the one table of moves', () => {
    always(({ before, after }) => {
      const ways: readonly string[] = unbindMoves[before.status];
      if (before.status !== after.status) expect(ways).toContain(after.status);
    });
  });

  test('R077: nothing is submitted before a good look at the preconditions and a second person’s agreement', () => {
    always(({ before, event, after, known }) => {
      if (!('move' in event) || before.status === after.status) return;
      if (after.status === 'submitting' || after.status === 'awaiting_submission')
        expect(known).toMatchObject({ checkedGood: true, agreed: true });
    });
  });

  test('R088: the customer is asked only after the distributor where it reviews, unless something seen shows it', () => {
    always(({ after, known }) => {
      if (after.status === 'awaiting_customer_confirmation' && after.distributorReviews)
        expect(known.distributor).toBe(true);
    });
  });

  test('R089: without a distributor nobody ever waits for one', () => {
    always(({ after }) => {
      if (!after.distributorReviews) expect(after.status).not.toBe('awaiting_distributor_review');
    });
  });

  test('R091: what the customer tells us never takes a case past its confirmation at the provider', () => {
    always(({ before, event, after, known }) => {
      if ('seen' in event && event.seen.observedBy === 'customer' && event.seen.kind === 'customer_confirmed')
        expect(after).toEqual(before);
      if (['awaiting_initiator', 'awaiting_card', 'awaiting_completion', 'completing'].includes(after.status))
        expect(known.yes).toBe(true);
    });
  });

  test('our own moves say nothing of how far the provider is, except when its clock has decided', () => {
    always(({ before, event, after }) => {
      if (!('move' in event) || event.move.kind === 'time_over') return;
      expect([after.reached, after.live || before.live]).toEqual([before.reached, before.live]);
    });
  });

  test('R140: while an application is live, our cancelling, our time and our second thoughts end no case', () => {
    always(({ before, event, after }) => {
      if ('move' in event && before.live && !isUnbindOutcome(before.status))
        expect(isUnbindOutcome(after.status)).toBe(false);
    });
  });

  test('R140: an application that turns out to live takes its case up again, marked, and is to be withdrawn if we had called it off', () => {
    always(({ before, after }) => {
      if (!isUnbindOutcome(before.status) || isUnbindOutcome(after.status)) return;
      expect(after.flags).toContain('after_end');
      if (before.origin === 'reseller' && ['cancelled', 'expired', 'declined'].includes(before.status))
        expect(['awaiting_withdrawal', 'completing']).toContain(after.status);
    });
  });

  test('R096: completed and migrated away never change, whatever is done or seen', () => {
    always(({ before, after }) => {
      if (isFinal(before.status)) expect(after).toEqual(before);
    });
  });

  test('R094: the provider’s completion counts, whatever our checks say, and a red one is marked', () => {
    always(({ before, event, after }) => {
      if (!('seen' in event) || event.seen.kind !== 'completed') return;
      if (event.seen.observedBy !== 'api' && event.seen.observedBy !== 'operator') return;
      if (isFinal(before.status) || before.status === 'completing') return;
      expect(after.status).toBe('completing');
      if (!before.ready) expect(after.flags).toContain('checks_red');
    });
  });

  test('somebody is waited for, the desk is at work, or it has ended; and only live applications are in live statuses', () => {
    const working = ['checking', 'submitting', 'completing'];
    const live: readonly string[] = liveStatuses;
    always(({ after }) => {
      const { status } = after;
      expect(isUnbindOutcome(status) || working.includes(status) || waitingStatuses.includes(status)).toBe(true);
      if (!isUnbindOutcome(status) && status !== 'completing' && status !== 'checking')
        expect(live.includes(status)).toBe(after.live);
    });
  });

  test('a mark stays once it is made', () => {
    always(({ before, after }) => {
      expect(after.flags.slice(0, before.flags.length)).toEqual(before.flags);
      expect(new Set(after.flags).size).toBe(after.flags.length);
    });
  });

  test('B02: what a customer started is ended by the customer or the provider, never called off by us', () => {
    always(({ before, event, after }) => {
      if (before.origin === 'customer' && 'move' in event)
        expect(isUnbindOutcome(after.status)).toBe(isUnbindOutcome(before.status));
    });
  });
});
