import { type Instant, plusSeconds, secondsBetween } from '../kernel/clock.ts';
import type { Key, WriteIntent } from '../kernel/write.ts';
import { due } from '../platform/due.ts';
import type { LinkRequest } from './link-request.ts';

/** When a partner account is looked at next. The due item that carries this very instant is the live one; others are stale. */
export function pollerKey(org: string, account: string): Key {
  return { pk: `ORG#${org}#ACC#${account}`, sk: 'POLLER' };
}

export function pollAt(org: string, account: string, at: Instant): readonly WriteIntent[] {
  return [
    { op: 'update', table: 'desk', key: pollerKey(org, account), set: { next: at }, expect: [], refusal: 'exists' },
    due({ kind: 'link.poll', org, id: account, at }),
  ];
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
