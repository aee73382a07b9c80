import { type Instant, plusSeconds, secondsBetween } from '../../kernel/clock.ts';
import type { WriteIntent } from '../../kernel/write.ts';
import { due } from '../../platform/due.ts';
import { isUnbindOutcome } from '../status.ts';
import type { Unbind } from '../unbind.ts';

const SHORTEST_SECONDS = 60;
/** How long after its end a case is looked at still: the provider may go on with what we have given up (R140). */
const AFTER_END_SECONDS = 30 * 86_400;
/** What has ended is looked at so many times less often. */
const SLOWER_AFTER_END = 4;

type Watched = Pick<
  Unbind,
  'org' | 'id' | 'status' | 'live' | 'reached' | 'endedAt' | 'absence' | 'facts' | 'spentUntil' | 'windows' | 'looked'
>;

/** A look that is to come: its place in the record, and the due work. */
export type Look = { readonly set: Pick<Unbind, 'nextLookAt'>; readonly intents: readonly WriteIntent[] };

/** Whether there is anything to be seen of a case at the provider. */
export function isWatched({ status, live, reached, endedAt, absence, facts }: Watched, now: Instant): boolean {
  if (live || status === 'awaiting_submission') return true;
  if (!isUnbindOutcome(status)) return status === 'completing';
  if (endedAt === undefined || secondsBetween(endedAt, now) > AFTER_END_SECONDS) return false;
  if (status !== 'completed' && status !== 'migrated_away') return reached !== 'nothing';
  const last = facts.findLast(({ kind }) => kind === 'completed' || kind === 'migrated');
  return last?.observedBy === 'operator' && absence?.confirmed === undefined;
}

/**
 * When to look next: after as long again as nothing has happened, so the pauses double, up to the policy's longest. One
 * that failed told nothing, so it is made again soon: failures in a row double the shortest pause.
 */
export function nextLookAt({ status, spentUntil, windows, looked }: Watched, now: Instant): Instant {
  const longest = windows.look * (isUnbindOutcome(status) ? SLOWER_AFTER_END : 1);
  const failures = looked?.failed?.times ?? 0;
  const pause =
    failures > 0
      ? SHORTEST_SECONDS * 2 ** Math.min(failures - 1, 20)
      : Math.max(SHORTEST_SECONDS, secondsBetween(spentUntil, now));
  return plusSeconds(now, Math.min(longest, pause));
}

/** The first look after a move; none where there is nothing to be seen. */
export function lookAfterMove(next: Watched, at: Instant): Look | undefined {
  return isWatched(next, at) ? lookAt(next, plusSeconds(at, Math.min(SHORTEST_SECONDS, next.windows.look))) : undefined;
}

export function lookAt({ org, id }: Pick<Watched, 'org' | 'id'>, at: Instant): Look {
  return { set: { nextLookAt: at }, intents: [due({ kind: 'unbind.look', org, id, at })] };
}
