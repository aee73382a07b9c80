import { type Instant, plusSeconds, secondsBetween } from '../kernel/clock.ts';
import type { Item, Key, WriteIntent } from '../kernel/write.ts';
import { due } from '../platform/due.ts';
import type { Tables } from '../platform/tables.ts';
import type { LinkRequest } from './link-request.ts';

/** When a partner account is looked at next, when it was looked at last, and how often in a row nobody answered. */
export function pollerKey(org: string, account: string): Key {
  return { pk: `ORG#${org}#ACC#${account}`, sk: 'POLLER' };
}

export type Poller = { readonly next: Instant | undefined; readonly failures: number };

/** The poller of a partner account as it is stored; one that never looked has no next look. */
export function asPoller(item: Item | undefined): Poller {
  const next = item?.['next'];
  const failures = item?.['failures'];
  return {
    next: typeof next === 'string' ? next : undefined,
    failures: typeof failures === 'number' ? failures : 0,
  };
}

export async function readPoller(tables: Tables, { org, partnerAccount }: LinkRequest): Promise<Poller> {
  return asPoller(await tables.get('desk', pollerKey(org, partnerAccount.id)));
}

export function pollAt(
  org: string,
  account: string,
  at: Instant,
  more: { readonly lookedAt?: Instant; readonly failures?: number } = {},
): readonly WriteIntent[] {
  const set = { next: at, ...more };
  return [
    { op: 'update', table: 'desk', key: pollerKey(org, account), set, expect: [], refusal: 'exists' },
    due({ kind: 'link.poll', org, id: account, at }),
  ];
}

/** An account is looked at by one chain of due items: one that comes before the next look belongs to an earlier plan. */
export function callsForLook({ next }: Poller, at: Instant): boolean {
  return next === undefined || next <= at;
}

/**
 * Pauses grow with the time that the youngest waiting request has waited: a customer who sits at the page is seen
 * within seconds, one who has not come for a week costs a look now and then.
 */
export function nextPause(windows: LinkRequest['windows'], since: Instant, now: Instant): number {
  return Math.min(windows.pollMost, Math.max(windows.pollFirst, Math.floor(secondsBetween(since, now) / 4)));
}

/** A provider that does not answer is asked ever more seldom, but never more seldom than the policy's longest pause. */
export function backOff(pause: number, failures: number, most: number): number {
  return Math.max(pause, Math.min(most, pause * 2 ** Math.min(failures, 20)));
}

/**
 * The first look after a request has started to wait: brings the next one forward, and never puts it off, or busy days
 * would put looks off for ever. One that is due by now may have read who waits already, so it does not count.
 */
export function firstPoll(record: LinkRequest, at: Instant, { next }: Poller): readonly WriteIntent[] {
  const first = plusSeconds(at, record.windows.pollFirst);
  if (next !== undefined && next > at && next <= first) return [];
  return pollAt(record.org, record.partnerAccount.id, first);
}
