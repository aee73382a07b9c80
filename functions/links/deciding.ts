import type { Instant } from '../kernel/clock.ts';
import type { Problem } from '../kernel/problems.ts';
import { type Decider, deciderRefusal } from '../parties/index.ts';
import type { LinkRequest } from './link-request.ts';

/** Who may not agree or decline as the second person (`parties/deciding.ts`). */
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

function notNow({ status }: LinkRequest): Problem {
  return { kind: 'not_allowed_now', params: { status } };
}
