import { isDeepStrictEqual } from 'node:util';
import { type Instant, plusSeconds } from '../kernel/clock.ts';
import type { NewId } from '../kernel/ids.ts';
import type { Fields, WriteIntent } from '../kernel/write.ts';
import { isReady, type Link, linkClockKeys } from '../links/link.ts';
import { due } from '../platform/due.ts';
import { proofItems } from '../providers/provider.ts';
import { move, recordKey } from '../timeline/index.ts';
import { type Checklist, putChecklist } from './checklist.ts';
import { isDecided, standingAfter } from './standing.ts';
import type { Terms } from './terms.ts';
import { nextRecheck, periodEnd } from './when.ts';

const actor = { kind: 'desk', part: 'verification' } as const;

/**
 * The writes that make of a link what its checklist, once worked on, says: the checklist with its evidence, the next
 * look, and — where something about the link changed — its move with an entry on the timeline, all at once.
 */
export function outcomeOf(
  link: Link,
  checklist: Checklist,
  terms: Terms,
  now: Instant,
  newId: NewId,
): readonly WriteIntent[] {
  const { waitingOn: _waited, failure: _failed, vanished: missed, ...kept } = link;
  const standing = standingAfter(link, checklist.items);
  const vanished = checklist.items.visibility.status === 'pass' ? undefined : missed;
  const decided = proofItems.every((item) => isDecided(checklist.items[item]));
  const effectiveAt = link.effectiveAt ?? (standing.verified === 'effective' ? now : undefined);
  const waitingOn = waitOf(link, checklist, now);
  const failure = failureOf({ ...kept, ...standing }, checklist, terms, now) && (link.failure ?? stuck(checklist, now));
  const afterCycle = nextCycle(link, checklist, terms, now);
  const next: Link = {
    ...kept,
    ...standing,
    readyToProvision: isReady({ stopped: link.stopped, vanished, ...standing }),
    checklist: checklist.number,
    nextCheckAt: nextCheck(link, checklist, terms, afterCycle),
    ...(decided && { checkedAt: now }),
    ...(effectiveAt && { effectiveAt }),
    ...(afterCycle && { afterCycle }),
    ...(waitingOn && { waitingOn }),
    ...(failure && { failure }),
    ...(vanished && { vanished }),
  };
  return [...moveTo(link, next, now, newId), putChecklist(checklist), nextLook(next)];
}

/** The provider's own delay of the bill is waited for by name (R033). An item without a verdict changes nothing. */
function waitOf({ waitingOn }: Link, { items: { billing } }: Checklist, now: Instant): Link['waitingOn'] {
  if (billing.status === 'too_early' && billing.nextAt)
    return {
      for: 'billing_verification',
      party: 'provider',
      since: waitingOn?.since ?? now,
      until: billing.nextAt,
    };
  return isDecided(billing) ? undefined : waitingOn;
}

/** Whether a link that was never proved should have been by now; the provider's own delay is not held against it. */
function failureOf(link: Link, { items }: Checklist, { patienceSeconds }: Terms, now: Instant): boolean {
  if (link.effectiveAt || link.verified === 'effective') return false;
  if (proofItems.some((item) => items[item].status === 'too_early')) return false;
  return plusSeconds(link.createdAt, patienceSeconds) <= now;
}

/** While the provider does not show the link, it has not spread yet; else something of it does not work (R053). */
function stuck({ items }: Checklist, since: Instant): NonNullable<Link['failure']> {
  const shown = [items.status, items.visibility].every((item) => isDecided(item) && item.because !== 'not_ours');
  return { stage: shown ? 'verification' : 'propagation', code: 'not_effective_in_time', since };
}

/** The bill of the period that runs is looked at some days after the period's end, then that of the next, and so on. */
function nextCycle(
  { afterCycle }: Link,
  { because }: Checklist,
  { site: { settlement }, afterCycleSeconds }: Terms,
  now: Instant,
): Link['afterCycle'] {
  if (!settlement || (afterCycle && because !== 'after_cycle')) return afterCycle;
  if (afterCycle && afterCycle.at > now) return afterCycle;
  return { at: plusSeconds(periodEnd(settlement, now), afterCycleSeconds), billOf: now };
}

function nextCheck(
  { id }: Link,
  { items, startedAt }: Checklist,
  { recheckSeconds }: Terms,
  afterCycle: Link['afterCycle'],
): Instant {
  const again = proofItems.flatMap((item) => items[item].nextAt ?? []);
  const planned = [...again, ...(afterCycle ? [afterCycle.at] : [])];
  const recheck = nextRecheck(id, startedAt, recheckSeconds);
  return planned.reduce((first, at) => (at < first ? at : first), recheck);
}

function nextLook({ org, id, nextCheckAt }: Link): WriteIntent {
  return due({ kind: 'link.verify', org, id, at: nextCheckAt ?? '' });
}

/** A move where there is something to tell; else only what is known of the link is brought up to date. */
function moveTo(link: Link, next: Link, at: Instant, newId: NewId): readonly WriteIntent[] {
  const before = new Map<string, unknown>(Object.entries(link));
  const changed = Object.entries(next).filter(([name, now]) => !isDeepStrictEqual(now, before.get(name)));
  const set = { ...Object.fromEntries(changed), ...linkClockKeys(next) };
  const gone = (['waitingOn', 'failure', 'vanished'] as const).filter((name) => link[name] && !next[name]);
  const remove = [...gone, ...(gone.includes('waitingOn') ? ['waitingPk', 'waitingSk'] : [])];
  const read = { nextCheckAt: { eq: link.nextCheckAt ?? '' }, checklist: { eq: link.checklist } } as const;
  const told = toldOf(link, next);
  if (told) return move(link, { set, remove, expect: read }, { ...told, actor, at }, newId);
  const key = recordKey(link.org, link.id);
  const expect = [{ ...read, version: { eq: link.version } }];
  return [{ op: 'update', table: 'desk', key, set, remove, expect, refusal: 'version' }];
}

/** What of it a timeline tells, the most important first: that it is there after all, how it stands, that it waits, … */
function toldOf(link: Link, next: Link): { readonly type: `link.${string}`; readonly data: Fields } | undefined {
  const { verified, failing, checklist, partnerAccount, waitingOn, failure } = next;
  const data = { from: link.verified, failing, checklist, site: partnerAccount.site };
  if (link.vanished && !next.vanished)
    return {
      type: 'link.found_again',
      data: { site: partnerAccount.site, customer: next.customer.accountId, since: link.vanished.since },
    };
  const first = verified === 'effective' && !link.effectiveAt && { startedAt: link.createdAt };
  if (verified !== link.verified) return { type: `link.${verified}`, data: { ...data, ...first } };
  if (waitingOn && !link.waitingOn)
    return { type: 'link.billing_delayed', data: { ...data, since: waitingOn.since, until: waitingOn.until } };
  if (failing.join() !== link.failing.join()) return { type: `link.${verified}`, data };
  if (failure && !link.failure) return { type: 'link.not_effective_in_time', data: { ...data, failure } };
  return undefined;
}
