import { type Instant, plusSeconds, secondsBetween } from '../kernel/clock.ts';
import type { Item, Key, WriteIntent } from '../kernel/write.ts';
import { due } from '../platform/due.ts';
import type { LinkRequest } from './link-request.ts';

/** When a partner account is looked at next, and when it was looked at last. */
export function pollerKey(org: string, account: string): Key {
  return { pk: `ORG#${org}#ACC#${account}`, sk: 'POLLER' };
}

export function pollAt(org: string, account: string, at: Instant, lookedAt?: Instant): readonly WriteIntent[] {
  const set = { next: at, ...(lookedAt && { lookedAt }) };
  return [
    { op: 'update', table: 'desk', key: pollerKey(org, account), set, expect: [], refusal: 'exists' },
    due({ kind: 'link.poll', org, id: account, at }),
  ];
}

/**
 * Whether a due item still calls for a look. A new request sets the next look anew, so an item that is no longer the
 * next one counts all the same when nobody has looked for a first pause: or else busy days would put looks off for ever.
 */
export function callsForLook(poller: Item | undefined, at: Instant, firstPause: number): boolean {
  if (poller?.['next'] === at) return true;
  const lookedAt = poller?.['lookedAt'];
  return typeof lookedAt !== 'string' || plusSeconds(lookedAt, firstPause) <= at;
}

/**
 * Pauses grow with the time that the youngest waiting request has waited: a customer who sits at the page is seen
 * within seconds, one who has not come for a week costs a look now and then.
 */
export function nextPause(windows: LinkRequest['windows'], since: Instant, now: Instant): number {
  return Math.min(windows.pollMost, Math.max(windows.pollFirst, Math.floor(secondsBetween(since, now) / 4)));
}

/** The first look after a request has started to wait. */
export function firstPoll(record: LinkRequest, at: Instant): readonly WriteIntent[] {
  return pollAt(record.org, record.partnerAccount.id, plusSeconds(at, record.windows.pollFirst));
}
