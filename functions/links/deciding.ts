import type { Instant } from '../kernel/clock.ts';
import type { Problem } from '../kernel/problems.ts';
import type { Caller } from '../platform/contract.ts';
import type { LinkRequest } from './link-request.ts';

type Decider = Pick<Caller, 'member' | 'rights'>;

/**
 * Who may not agree or decline as the second person: whoever asked for the request (R026), and who holds no right to
 * approve. Where nobody else could, the initiator may once the cool-off is over.
 */
export function secondPersonRefusal(record: LinkRequest, decider: Decider, now: Instant): Problem | undefined {
  if (record.status !== 'awaiting_second_person') return notNow(record);
  return deciderRefusal(record, record.secondPerson?.aloneFrom, decider, now);
}

/** The same for the review of an application. */
export function reviewRefusal(record: LinkRequest, decider: Decider, now: Instant): Problem | undefined {
  if (record.status !== 'awaiting_reseller_review') return notNow(record);
  return deciderRefusal(record, record.review?.aloneFrom, decider, now);
}

/** The same answer twice means that nothing was mended: the next try waits, or says what has changed (R071). */
export function retryRefusal(record: LinkRequest, changed: string | undefined, now: Instant): Problem | undefined {
  const { status, remedy } = record;
  if (status !== 'awaiting_customer_remedy' || !remedy) return notNow(record);
  const { retryFrom, code, times } = remedy;
  if (changed !== undefined || retryFrom === undefined || retryFrom <= now) return undefined;
  return { kind: 'retry_too_soon', params: { until: retryFrom, because: code, times } };
}

function deciderRefusal(
  { createdBy }: LinkRequest,
  aloneFrom: Instant | undefined,
  { member, rights }: Decider,
  now: Instant,
): Problem | undefined {
  if (member !== createdBy) {
    return rights.has('approver') ? undefined : { kind: 'right_missing', params: { needs: 'approver' } };
  }
  if (aloneFrom === undefined) return { kind: 'self_approval' };
  return aloneFrom <= now ? undefined : { kind: 'cool_off', params: { until: aloneFrom } };
}

function notNow({ status }: LinkRequest): Problem {
  return { kind: 'not_allowed_now', params: { status } };
}
