import { plusSeconds } from '../../kernel/clock.ts';
import { readLink } from '../../links/link.ts';
import type { DueItem } from '../../platform/due.ts';
import { beginLooks } from '../customer-started/begin-looks.ts';
import type { UnbindProviderDeps } from '../ports.ts';
import { placeOf } from './place.ts';
import { everything, nextNight, nightly } from './plan.ts';
import { readOn } from './read-on.ts';
import { keepReadiness, readReadiness, type UnbindReadiness } from './readiness.ts';
import { readAt } from './start-readiness.ts';

/** A provider that does not answer is asked again after this, once what it did not answer is written down as unknown. */
const DOWN_PAUSE_SECONDS = 3600;

/**
 * Reads one piece about a link, and is due again: at once for the rest, else when it is the link's turn again. Of a
 * customer that is no longer linked nothing is kept. Its account has its daily looks from then on, whether the link was
 * ever verified or not.
 */
export async function readDue(deps: UnbindProviderDeps, item: DueItem): Promise<void> {
  const { org, id } = item;
  const [record, link] = await Promise.all([readReadiness(deps.tables, org, id), readLink(deps.tables, org, id)]);
  if (!record || isOvertaken(item, record)) return;
  const place = link?.status === 'active' ? await placeOf(deps, link, ({ kind }) => kind === 'throttled') : undefined;
  if (!link || !place) {
    const unlisted = { ...record, version: record.version + 1, blockers: [], unknown: [] };
    await deps.tables.transact([keepReadiness(unlisted, record)]);
    return;
  }
  const now = deps.clock.now();
  const { record: read, goOnInSeconds } = await readOn(place, begun(record, place.periods, now));
  const isDone = goOnInSeconds === undefined;
  const pause = isDown(read) ? plusSeconds(now, DOWN_PAUSE_SECONDS) : nextNight(id, now);
  const nextAt = isDone ? pause : plusSeconds(now, goOnInSeconds);
  const next = { ...read, version: record.version + 1, nextAt, ...(isDone && { readAt: deps.clock.now() }) };
  const looks = await beginLooks(deps, place.account, now);
  // refused: somebody has asked for a reading meanwhile, or another worker has done this piece; both have made more due
  await deps.tables.transact([keepReadiness(next, record), readAt(link, nextAt), ...looks]);
}

/** An item that is not the one which the record waits for, unless that one failed and is due once more. */
function isOvertaken({ at, tries }: DueItem, { nextAt }: UnbindReadiness): boolean {
  return tries === undefined ? at !== nextAt : at < nextAt;
}

function begun(record: UnbindReadiness, periods: readonly string[] | null, now: string): UnbindReadiness {
  const { by, left: rest } = record.reading;
  // what a case has read for it waits for the provider longer than the desk does by itself
  if (rest.length > 0 && by !== 'check') return record;
  const left = record.readAt === undefined ? everything(periods) : nightly(record, periods, now);
  return { ...record, reading: { name: now, by: 'schedule', since: now, left } };
}

function isDown({ customer, owner, unpaid }: UnbindReadiness): boolean {
  return [customer, owner, ...Object.values(unpaid)].some(
    (read) => read && 'unknown' in read && (read.unknown === 'provider_down' || read.unknown === 'not_sent'),
  );
}
