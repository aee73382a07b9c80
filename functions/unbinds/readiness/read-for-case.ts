import type { Tables } from '../../platform/tables.ts';
import { beforeSubmission, nextNight } from './plan.ts';
import { type Piece, type Place, readOn } from './read-on.ts';
import { keepReadiness, readReadiness } from './readiness.ts';
import { readAt, unreadLink } from './start-readiness.ts';

/** What a reading for a case is called, and whether one of that name counts once it is complete, or is begun anew. */
export type ForCase = { readonly name: string; readonly counts: boolean };

/**
 * Reads for a case that is about to go on, one piece for each call with the same name. What was read is kept as the
 * link's own reading, so that the next piece goes on with it; another name begins anew.
 */
export async function readForCase(
  { tables }: { readonly tables: Tables },
  place: Place,
  { name, counts }: ForCase,
): Promise<Piece> {
  const { link, clock, periods } = place;
  const before = await readReadiness(tables, link.org, link.id);
  const now = clock.now();
  const record = before ?? { ...unreadLink(link, now), nextAt: nextNight(link.id, now) };
  const isRead = record.reading.left.length === 0;
  const goesOn = record.reading.name === name && (counts || !isRead);
  const reading = goesOn
    ? record.reading
    : ({ name, by: 'check', since: now, left: beforeSubmission(record, periods, now) } as const);
  if (goesOn && isRead) return { record };
  const piece = await readOn(place, { ...record, reading: { ...reading, left: [...reading.left] } });
  const isDone = piece.goOnInSeconds === undefined;
  const version = before ? before.version + 1 : 1;
  const next = { ...piece.record, version, ...(isDone && { readAt: clock.now() }) };
  const written = await tables.transact([
    keepReadiness(next, before),
    ...(before ? [] : [readAt(link, record.nextAt)]),
  ]);
  // somebody else has read meanwhile: what they have left is seen at the next piece
  return written.ok ? { ...piece, record: next } : { record, goOnInSeconds: 1 };
}
