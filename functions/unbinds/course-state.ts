import * as z from 'zod';
import type { UnbindStatus } from './status.ts';

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

/** What a case ends as whose application is gone. */
export const endOf = (leaving: Leaving | undefined): UnbindStatus =>
  leaving === 'expired' ? 'expired' : leaving === 'customer_said_no' ? 'rejected_by_customer' : 'cancelled';

export function over(course: Course, status: UnbindStatus): Course {
  return { ...course, live: false, status };
}

/**
 * The provider's process has come that far: whoever it must have passed by on the way and nobody saw is flagged. What is
 * no further than was known before says nothing of whether the application still lives.
 */
export function arrived(course: Course, station: Station): Course {
  const before = rank(course.reached);
  if (rank(station) <= before) return course;
  const begins = course.reached === 'nothing';
  const past = (party: Station) => rank(station) > rank(party) && before < rank(party);
  const marks: readonly (Flag | false)[] = [
    begins && station !== 'submitted' && 'not_submitted_by_us',
    begins && !course.agreed && 'second_person_not_asked',
    begins && !course.ready && 'checks_red',
    course.distributorReviews && past('distributor_approved') && 'distributor_not_seen',
    course.origin === 'reseller' && past('customer_confirmed') && 'customer_not_seen',
    course.leaving !== undefined && 'after_withdrawal',
  ];
  const marked = marks.reduce((one, mark) => (mark ? flagged(one, mark) : one), course);
  return { ...marked, live: true, reached: station };
}

/** Where a case stands whose application is live, by what has been seen of it and what we want. */
export function settled(course: Course): Course {
  return { ...course, live: course.reached !== 'completed', status: statusOf(course) };
}

export function settledIfLive(course: Course): Course {
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

/** A station's place in the provider's order. */
export const rank = (station: Station): number => stations.indexOf(station);

/** Marks a case; each mark stays, and is made once. */
export function flagged(course: Course, flag: Flag): Course {
  return course.flags.includes(flag) ? course : { ...course, flags: [...course.flags, flag] };
}
