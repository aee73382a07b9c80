import type { Tables } from '../../platform/tables.ts';
import { beforeSubmission } from './plan.ts';
import { type Piece, type Place, readOn } from './read-on.ts';
import { keepReadiness, readReadiness } from './readiness.ts';
import { readAt, unreadLink } from './start-readiness.ts';

/**
 * Reads for a case that is about to go on, one piece for each call with the same name. What was read is kept as the
 * link's own reading, so that the next piece goes on with it; another name begins anew.
 * @param name the case as it stands
 */
export async function readForCase({ tables }: { readonly tables: Tables }, place: Place, name: string): Promise<Piece> {
  const { link, clock, periods } = place;
  const before = await readReadiness(tables, link.org, link.id);
  const now = clock.now();
  const record = before ?? unreadLink(link, now);
  const goesOn = record.reading.name === name;
  const reading = goesOn
    ? record.reading
    : ({ name, by: 'check', since: now, left: beforeSubmission(record, periods, now) } as const);
  if (goesOn && reading.left.length === 0) return { record };
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
