import { err, ok, type Result } from '../kernel/result.ts';
import {
  arrived,
  type Course,
  endOf,
  flagged,
  type Leaving,
  over,
  rank,
  settled,
  settledIfLive,
} from './course-state.ts';
import type { Fact } from './fact.ts';
import { isFinal, isUnbindOutcome, type UnbindStatus } from './status.ts';

export { Course, Flag, flagged } from './course-state.ts';

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
  /** The time of the present wait is over. `undecided`: of a review that no clock of the provider's decides. */
  | { readonly kind: 'time_over'; readonly undecided?: true };

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
      if (status !== 'submitting') return undefined;
      return { ...course, submits: 'operator', status: course.ready ? 'awaiting_submission' : 'awaiting_remedy' };
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
      return timeOver(course, move.undecided);
  }
}

const submission = ({ submits }: Course): UnbindStatus => (submits === 'api' ? 'submitting' : 'awaiting_submission');

/** What a customer has started is not ours to call off; once the provider has completed, nothing is. */
function mayCancel({ origin, status }: Course): boolean {
  const tooLate: readonly UnbindStatus[] = ['submitting', 'awaiting_withdrawal', 'completing'];
  return origin === 'reseller' && !isUnbindOutcome(status) && !tooLate.includes(status);
}

/** Before anything is live there is nothing to undo; after, the application has to be taken back there first (R140). */
function leave(course: Course, because: 'cancelled' | 'expired'): Course {
  return course.live ? settled({ ...course, leaving: because }) : { ...course, status: because };
}

/**
 * What we only watch, or have to see through, goes into another round, and so does a review where no clock of the
 * provider's decides; where there is one, it decides for itself.
 */
function timeOver(course: Course, undecided?: true): Course | undefined {
  const then = onTimeOver[course.status];
  if (then === 'given_up') return leave(course, 'expired');
  if (then === 'decided_by_clock' && undecided) return course;
  if (then === 'decided_by_clock') return observe(course, { kind: 'approved_by_clock', observedBy: 'clock' });
  return then && course;
}

const onTimeOver: Readonly<Partial<Record<UnbindStatus, 'given_up' | 'asked_again' | 'decided_by_clock'>>> = {
  awaiting_remedy: 'given_up',
  awaiting_second_person: 'given_up',
  awaiting_submission: 'given_up',
  awaiting_distributor_review: 'given_up',
  awaiting_customer_confirmation: 'given_up',
  awaiting_card: 'given_up',
  awaiting_initiator: 'asked_again',
  awaiting_completion: 'asked_again',
  awaiting_withdrawal: 'asked_again',
  awaiting_review: 'decided_by_clock',
  awaiting_review_entry: 'decided_by_clock',
};

/**
 * Takes in what was observed at the provider, whatever our rules say about it. Of a final case nothing changes but that
 * the fact is known; a case that had ended otherwise is taken up again where the fact shows that the application lives.
 * What we had called off ourselves is then to be taken back there, unless somebody resumes it (R140).
 */
export function observe(course: Course, fact: Pick<Fact, 'kind' | 'observedBy'>): Course {
  if (isFinal(course.status) || course.status === 'completing') return course;
  if (!counts(fact)) return course;
  const after = seen(course, fact.kind, fact.observedBy);
  if (!isUnbindOutcome(course.status)) return after;
  if (after.status === 'migrated_away') return flagged(after, 'after_end');
  const { status } = course;
  if (!after.live && after.reached !== 'completed') return { ...after, status };
  const leaving = after.leaving ?? (course.origin === 'reseller' ? calledOff[status] : undefined);
  return settled(flagged({ ...after, status, ...(leaving && { leaving }) }, 'after_end'));
}

/** Why an application is not wanted that turns up after we had ended its case before it was live. */
const calledOff: Readonly<Partial<Record<UnbindStatus, Leaving>>> = {
  declined: 'cancelled',
  cancelled: 'cancelled',
  expired: 'expired',
};

/** Somebody's statement to us counts for what is theirs to say; the rest is the provider's word alone (R091). */
const statements: Readonly<Partial<Record<Fact['observedBy'], readonly Fact['kind'][]>>> = {
  customer: ['customer_rejected', 'card_bound'],
  distributor: ['submitted', 'distributor_approved', 'distributor_refused'],
  clock: ['approved_by_clock'],
};
const counts = ({ kind, observedBy }: Pick<Fact, 'kind' | 'observedBy'>) =>
  statements[observedBy]?.includes(kind) ?? true;

function seen(course: Course, kind: Fact['kind'], observedBy: Fact['observedBy']): Course {
  switch (kind) {
    case 'submitted':
      return settled(arrived(course.live ? course : anew(course), 'submitted'));
    case 'refused_at_submission':
      return refusedAtSubmission(course);
    case 'distributor_approved':
    case 'customer_confirmed':
      return settledIfLive(arrived(course, kind));
    case 'distributor_refused':
      return over(course, 'rejected_by_distributor');
    case 'customer_rejected':
      return observedBy === 'customer' ? customerSaidNo(course) : over(course, 'rejected_by_customer');
    case 'card_bound':
      return settledIfLive({ ...course, cardKnown: true });
    case 'blocked':
      return blocked({ ...course, ready: false });
    case 'completed':
      return settled(arrived(course.ready ? course : flagged(course, 'checks_red'), 'completed'));
    case 'migrated':
      return over(course, 'migrated_away');
    case 'withdrawn':
      return course.live ? over(course, endOf(course.leaving)) : course;
    case 'reviewed_yes':
    case 'reviewed_no':
    case 'approved_by_clock':
      return course.origin === 'customer' ? reviewed(course, kind) : course;
  }
}

/** Another application than any before: what was seen of those says nothing of it. */
function anew({ verdict: _verdict, ...course }: Course): Course {
  return { ...course, reached: 'nothing', acknowledged: false };
}

/** The provider's own check has said no: nothing is live there, and what it names has to be mended (R087). */
function refusedAtSubmission(course: Course): Course {
  if (rank(course.reached) > rank('submitted')) return course;
  const back = { ...course, ready: false, reached: 'nothing' } as const;
  const isOver = course.leaving !== undefined || course.origin === 'customer';
  return over(back, isOver ? endOf(course.leaving) : 'awaiting_remedy');
}

/** While the application is live a broken condition is the provider's to wait for; before that it has to be mended. */
function blocked(course: Course): Course {
  const isBefore = course.status === 'awaiting_second_person' || course.status === 'awaiting_submission';
  return isBefore ? { ...course, status: 'awaiting_remedy' } : settledIfLive(course);
}

/** On our page a no is a statement, too: the application is still live, and has to be taken back. */
function customerSaidNo(course: Course): Course {
  if (!course.live || course.origin === 'customer') return course;
  return settled({ ...course, leaving: course.leaving ?? 'customer_said_no' });
}

/** What has become of our answer to what the customer started: entered there, or given by the provider's clock. */
function reviewed(course: Course, kind: 'reviewed_yes' | 'reviewed_no' | 'approved_by_clock'): Course {
  if (kind === 'approved_by_clock')
    return settledIfLive(arrived(flagged(course, 'decided_by_clock'), 'customer_confirmed'));
  const asked = course.verdict ? course : flagged(course, 'second_person_not_asked');
  return kind === 'reviewed_yes'
    ? settledIfLive(arrived(asked, 'customer_confirmed'))
    : over(asked, 'refused_by_reseller');
}
