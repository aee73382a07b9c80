import { type Instant, plusSeconds, secondsBetween } from '../kernel/clock.ts';
import type { Delivery, Try } from './delivery.ts';
import type { Posted } from './outbound/send.ts';

/**
 * Seconds between the tries of a series, as the Standard Webhooks specification suggests: 5 s, 5 min, 30 min, 2 h, 5 h,
 * 10 h, 14 h. Then the delivery has failed, until somebody replays it.
 */
export const pauses = [5, 300, 1800, 7200, 18_000, 36_000, 50_400] as const;
/** Up to this share is added to each pause, so that what failed together does not come again together. */
const JITTER = 0.2;
/** How far a receiver may put us off by `Retry-After`, in seconds. */
const LONGEST_PUT_OFF = 24 * 60 * 60;

/** What an answer, or the want of one, comes to. */
export function outcomeOf(posted: Posted): Pick<Try, 'outcome' | 'status'> {
  if (posted.kind !== 'answered') return { outcome: posted.kind };
  const { status } = posted;
  if (status >= 200 && status < 300) return { outcome: 'delivered', status };
  if (status >= 300 && status < 400) return { outcome: 'redirect_refused', status };
  return { outcome: status === 410 ? 'gone' : 'refused_status', status };
}

/** When the next try is due; nothing when this was the last one, or when trying again by itself would not help. */
export function nextTry(
  { tried }: Pick<Delivery, 'tried'>,
  posted: Posted,
  now: Instant,
  random: () => number,
): Instant | undefined {
  const pause = pauses[tried];
  if (pause === undefined || !passes(posted)) return undefined;
  const jittered = Math.ceil(pause * (1 + JITTER * random()));
  return plusSeconds(now, Math.max(jittered, Math.min(askedPause(posted, now), LONGEST_PUT_OFF)));
}

/** What may be otherwise later: no answer, 408, 429 and the server's own trouble. Other refusals stay refusals. */
function passes(posted: Posted): boolean {
  if (posted.kind !== 'answered') return posted.kind !== 'address_refused';
  return posted.status === 408 || posted.status === 429 || posted.status >= 500;
}

/** `Retry-After` (RFC 9110, 10.2.3): seconds, or a date. Anything else says nothing. */
function askedPause(posted: Posted, now: Instant): number {
  const text = posted.kind === 'answered' ? posted.retryAfter : undefined;
  if (text === undefined) return 0;
  if (/^\d{1,9}$/.test(text)) return Number(text);
  const until = Date.parse(text);
  return Number.isNaN(until) ? 0 : Math.max(0, secondsBetween(now, new Date(until).toISOString()));
}
