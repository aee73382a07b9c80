import * as z from 'zod';
import { err, ok, type Result } from '../kernel/result.ts';
import type { Fact } from './fact.ts';
import { isFinal, isUnbindOutcome, type UnbindStatus } from './status.ts';

/**
 * What is out of the ordinary and stays with the case: a party whose answer nobody saw, our own checks that were red, a
 * fact that came after we had given up, or the provider's clock that decided.
 */
export const flags = [
  'second_person_not_asked',
  'checks_red',
  'distributor_not_seen',
  'customer_not_seen',
  'after_withdrawal',
  'after_end',
  'not_submitted_by_us',
  'decided_by_clock',
] as const;
export const Flag = z.enum(flags);
export type Flag = z.infer<typeof Flag>;

/** How far the provider's own process has been seen to go, in its order. */
export const stations = ['nothing', 'submitted', 'distributor_approved', 'customer_confirmed', 'completed'] as const;
export type Station = (typeof stations)[number];

/** Why we want the application back. */
export const leavings = ['cancelled', 'expired', 'customer_said_no'] as const;
export type Leaving = (typeof leavings)[number];

/** What the course of a case is decided by; part of its record. */
export const Course = z.object({
  /** `customer`: opened by the customer at the provider, reviewed by us (B02). */
  origin: z.enum(['reseller', 'customer']),
  /** Whether the customer belongs to a second-level reseller, so that its distributor reviews (R088). */
  distributorReviews: z.boolean(),
  /** How the application is submitted: by an operator with a run sheet, or by the provider's API where it has one. */
  submits: z.enum(['operator', 'api']),
  /** Whether our last look at the preconditions came out well, overrides and attestations counted. */
  ready: z.boolean(),
  /** Whether a second person has agreed to the submission. */
  agreed: z.boolean(),
  reached: z.enum(stations),
  /** Whether, as far as is known, an application is live at the provider. */
  live: z.boolean(),
  /** Whether the initiator has taken up that the customer has confirmed. */
  acknowledged: z.boolean(),
  /** Whether a card is bound and the details are complete, as far as is known. */
  cardKnown: z.boolean(),
  /** The reviewer's answer to what the customer started. */
  verdict: z.enum(['approve', 'refuse']).optional(),
  leaving: z.enum(leavings).optional(),
  flags: z.array(Flag),
});
export type Course = z.infer<typeof Course> & { readonly status: UnbindStatus };

/** Our own moves. Each is guarded: none skips a party or a precondition that is not met. */
export type OwnMove =
  | { readonly kind: 'checked'; readonly ready: boolean }
  | { readonly kind: 'mended' }
  | { readonly kind: 'agreed' }
  | { readonly kind: 'declined' }
  /** The provider's API could not be asked, or nobody knows what became of it: an operator sees to it. */
  | { readonly kind: 'handed_to_operator' }
  | { readonly kind: 'acknowledged' }
  | { readonly kind: 'reviewed'; readonly verdict: 'approve' | 'refuse' }
  | { readonly kind: 'cancelled' }
  /** Somebody has changed their mind: the application is to go on after all. */
  | { readonly kind: 'resumed' }
  /** Another look while the application is live: it warns, and changes nothing else (R094). */
  | { readonly kind: 'rechecked'; readonly ready: boolean }
  /** The time of the present wait is over. */
  | { readonly kind: 'time_over' };

export type NotAllowedNow = { readonly kind: 'not_allowed_now'; readonly params: { readonly status: UnbindStatus } };

/** Where a case of the reseller's begins. */
export const startOfResellers: Omit<Course, 'distributorReviews' | 'cardKnown' | 'submits'> = {
  origin: 'reseller',
  status: 'checking',
  ready: false,
  agreed: false,
  reached: 'nothing',
  live: false,
  acknowledged: false,
  flags: [],
};

/** Where a case begins that a customer has opened at the provider: live there, and ours to review. */
export const startOfCustomers: Course = {
  origin: 'customer',
  status: 'checking',
  submits: 'operator',
  distributorReviews: false,
  ready: true,
  agreed: true,
  reached: 'submitted',
  live: true,
  acknowledged: true,
  cardKnown: true,
  flags: [],
};

/**
 * One of our own moves.
 * @returns `not_allowed_now` where the case does not stand so that it could be made
 */
export function act(course: Course, move: OwnMove): Result<Course, NotAllowedNow> {
  const after = afterMove(course, move);
  return after ? ok(after) : err({ kind: 'not_allowed_now', params: { status: course.status } });
}

function afterMove(course: Course, move: OwnMove): Course | undefined {
  const { status } = course;
  switch (move.kind) {
    case 'checked': {
      if (status !== 'checking') return undefined;
      if (course.origin === 'customer') return settled({ ...course, ready: move.ready });
      if (!move.ready) return { ...course, ready: false, status: 'awaiting_remedy' };
      return { ...course, ready: true, status: course.agreed ? submission(course) : 'awaiting_second_person' };
    }
    case 'mended':
      return status === 'awaiting_remedy' ? { ...course, status: 'checking' } : undefined;
    case 'agreed':
      return status === 'awaiting_second_person' && course.ready
        ? { ...course, agreed: true, status: submission(course) }
        : undefined;
    case 'declined':
      return status === 'awaiting_second_person' ? { ...course, status: 'declined' } : undefined;
    case 'handed_to_operator':
      return status === 'submitting' ? { ...course, submits: 'operator', status: 'awaiting_submission' } : undefined;
    case 'acknowledged':
      return status === 'awaiting_initiator' ? settled({ ...course, acknowledged: true }) : undefined;
    case 'reviewed':
      return status === 'awaiting_review'
        ? { ...course, verdict: move.verdict, status: 'awaiting_review_entry' }
        : undefined;
    case 'cancelled':
      return mayCancel(course) ? leave(course, 'cancelled') : undefined;
    case 'resumed': {
      const { leaving: _because, ...going } = course;
      return status === 'awaiting_withdrawal' ? settled(going) : undefined;
    }
    case 'rechecked':
      return course.live ? { ...course, ready: move.ready } : undefined;
    case 'time_over':
      return timeOver(course);
  }
}

const submission = ({ submits }: Course): UnbindStatus => (submits === 'api' ? 'submitting' : 'awaiting_submission');

/** What a customer has started is not ours to call off; once the provider has completed, nothing is. */
function mayCancel({ origin, status }: Course): boolean {
  const begun =
    isUnbindOutcome(status) || status === 'completing' || status === 'awaiting_withdrawal' || status === 'submitting';
  return origin === 'reseller' && !begun && status !== 'checking';
}

/** Before anything is live there is nothing to undo; after, the application has to be taken back there first (R140). */
function leave(course: Course, because: 'cancelled' | 'expired'): Course {
  return course.live ? settled({ ...course, leaving: because }) : { ...course, status: because };
}

/** What we only watch, or have to see through, goes into another round; the provider's own clock decides for itself. */
function timeOver(course: Course): Course | undefined {
  switch (course.status) {
    case 'awaiting_remedy':
    case 'awaiting_second_person':
    case 'awaiting_submission':
    case 'awaiting_distributor_review':
    case 'awaiting_customer_confirmation':
    case 'awaiting_card':
      return leave(course, 'expired');
    case 'awaiting_initiator':
    case 'awaiting_completion':
    case 'awaiting_withdrawal':
      return course;
    case 'awaiting_review':
    case 'awaiting_review_entry':
      return observe(course, { kind: 'approved_by_clock', observedBy: 'clock' });
    default:
      return undefined;
  }
}

/**
 * Takes in what was observed at the provider, whatever our rules say about it. Of a final case nothing changes but that
 * the fact is known; a case that had ended otherwise is taken up again where the fact shows that the application lives.
 */
export function observe(course: Course, fact: Pick<Fact, 'kind' | 'observedBy'>): Course {
  if (isFinal(course.status) || course.status === 'completing') return course;
  const after = seen(course, fact);
  if (!isUnbindOutcome(course.status)) return after;
  const lives = after.live || after.reached === 'completed' || fact.kind === 'migrated';
  if (!lives || after === course) return course;
  return settled(flagged({ ...after, status: course.status }, 'after_end'));
}

function seen(course: Course, { kind, observedBy }: Pick<Fact, 'kind' | 'observedBy'>): Course {
  switch (kind) {
    case 'submitted': {
      const anew = course.live ? course : ({ ...course, reached: 'nothing', acknowledged: false } as const);
      const unasked = anew.agreed ? anew : flagged(anew, 'second_person_not_asked');
      return settled(arrived(course.ready ? unasked : flagged(unasked, 'checks_red'), 'submitted'));
    }
    case 'refused_at_submission':
      return course.reached === 'nothing' || course.reached === 'submitted'
        ? over(
            { ...course, ready: false, reached: 'nothing' },
            course.leaving ? endOf(course.leaving) : 'awaiting_remedy',
          )
        : course;
    case 'distributor_approved':
      return settled(arrived(course, 'distributor_approved'));
    case 'distributor_refused':
      return over(course, 'rejected_by_distributor');
    case 'customer_confirmed':
      // the yes counts at the provider only (R091)
      return observedBy === 'customer' ? course : settled(arrived(course, 'customer_confirmed'));
    case 'customer_rejected': {
      if (observedBy !== 'customer') return over(course, 'rejected_by_customer');
      return course.live ? settled({ ...course, leaving: course.leaving ?? 'customer_said_no' }) : course;
    }
    case 'card_bound':
      return settledIfLive({ ...course, cardKnown: true });
    case 'blocked':
      return settledIfLive({ ...course, ready: false });
    case 'completed': {
      const red = course.ready ? course : flagged(course, 'checks_red');
      return settled(arrived(red, 'completed'));
    }
    case 'migrated':
      return over(course, 'migrated_away');
    case 'withdrawn':
      return over(course, endOf(course.leaving));
    case 'reviewed_yes':
      return settled(arrived(course, 'customer_confirmed'));
    case 'reviewed_no':
      return over(course, 'refused_by_reseller');
    case 'approved_by_clock':
      return settled(arrived(flagged(course, 'decided_by_clock'), 'customer_confirmed'));
  }
}

const endOf = (leaving: Leaving | undefined): UnbindStatus =>
  leaving === 'expired' ? 'expired' : leaving === 'customer_said_no' ? 'rejected_by_customer' : 'cancelled';

function over(course: Course, status: UnbindStatus): Course {
  return { ...course, live: false, status };
}

/** The provider's process has come that far: whoever it must have passed by on the way and nobody saw is flagged. */
function arrived(course: Course, station: Station): Course {
  const before = rank(course.reached);
  const past = (party: Station) => rank(station) > rank(party) && before < rank(party);
  const marks: readonly (Flag | false)[] = [
    course.reached === 'nothing' && station !== 'submitted' && 'not_submitted_by_us',
    course.distributorReviews && past('distributor_approved') && 'distributor_not_seen',
    course.origin === 'reseller' && past('customer_confirmed') && 'customer_not_seen',
    course.leaving !== undefined && rank(station) > before && 'after_withdrawal',
  ];
  const marked = marks.reduce((one, mark) => (mark ? flagged(one, mark) : one), course);
  return { ...marked, live: true, reached: rank(station) > before ? station : course.reached };
}

/** Where a case stands whose application is live, by what has been seen of it and what we want. */
function settled(course: Course): Course {
  return { ...course, live: course.reached !== 'completed', status: statusOf(course) };
}

function settledIfLive(course: Course): Course {
  return course.live ? settled(course) : course;
}

function statusOf(course: Course): UnbindStatus {
  const { reached, leaving, origin, distributorReviews, acknowledged, cardKnown, verdict } = course;
  if (reached === 'completed') return 'completing';
  if (leaving) return 'awaiting_withdrawal';
  const confirmed = rank(reached) >= rank('customer_confirmed');
  if (origin === 'customer')
    return confirmed ? 'awaiting_completion' : verdict ? 'awaiting_review_entry' : 'awaiting_review';
  if (!confirmed)
    return distributorReviews && reached === 'submitted'
      ? 'awaiting_distributor_review'
      : 'awaiting_customer_confirmation';
  if (!acknowledged) return 'awaiting_initiator';
  return cardKnown ? 'awaiting_completion' : 'awaiting_card';
}

const rank = (station: Station): number => stations.indexOf(station);

function flagged(course: Course, flag: Flag): Course {
  return course.flags.includes(flag) ? course : { ...course, flags: [...course.flags, flag] };
}
