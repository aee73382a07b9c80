import { decodeCursor, encodeCursor, type Page } from '../kernel/paging.ts';
import type { Problem } from '../kernel/problems.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import type { Item } from '../kernel/write.ts';
import { indexKeys, type Query, type Tables } from './tables.ts';

/** Which page of a list is asked for. */
type Asked = { readonly limit: number; readonly cursor?: string | undefined };

/**
 * One page of a list. The cursor is the last sort key read; the partition, and with it the organisation, comes from the
 * caller every time.
 * @returns `invalid_input` for a cursor that is not one of ours
 */
export async function readPage(
  tables: Tables,
  list: Omit<Query, 'limit' | 'after' | 'where'>,
  { limit, cursor }: Asked,
): Promise<Result<Page<Item>, Problem>> {
  const place = placeOf(cursor);
  if (!place.ok) return place;
  const { items, more } = await tables.query({ ...list, limit, ...afterOf(place.value) });
  const last = items.at(-1);
  return ok({ items, ...(more && last && { next: encodeCursor([sortKeyOf(list, last)]) }) });
}

/**
 * What one page may cost: 24 reads, each of at most 1 MB (the store's own limit), so that a list of 10,000 is read to its
 * end; and no further read once it has taken 10 seconds, since nobody is answered after 29. Beyond that a page is given
 * short, with the cursor to go on from.
 */
const MOST_READS = 24;
const MOST_AT_ONCE = 10_000;
export const MOST_MILLISECONDS = 10_000;

/**
 * One full page of what `list.where` and `keeps` leave of a list, in as many reads as that takes: small ones first, as
 * most filters are met often. The cursor is the last sort key looked at, and the sort keys of items that were shown
 * ahead of the list (`cursorPast`), so that these do not come twice.
 * @returns `invalid_input` for a cursor that is not one of ours
 */
export async function readFiltered(
  tables: Tables,
  list: Omit<Query, 'limit' | 'after'>,
  { limit, cursor }: Asked,
  keeps: (item: Item) => boolean = () => true,
): Promise<Result<Page<Item>, Problem>> {
  const place = placeOf(cursor);
  if (!place.ok) return place;
  const { ahead } = place.value;
  const began = Date.now();
  const page: Item[] = [];
  let { after } = place.value;
  let asked = list.where?.length ? Math.max(limit + 1, 100) : limit + 1 + ahead.length;
  for (let reads = 1; ; reads += 1) {
    const { items, more, last } = await tables.query({ ...list, limit: asked, ...afterOf({ after }) });
    for (const item of items) {
      const sortKey = sortKeyOf(list, item);
      const kept = !ahead.includes(sortKey) && keeps(item);
      if (kept && page.length === limit) return ok({ items: page, next: encodeCursor([after, ...ahead]) });
      if (kept) page.push(item);
      after = sortKey;
    }
    if (!more || last === undefined) return ok({ items: page });
    after = last;
    if (reads === MOST_READS || Date.now() - began > MOST_MILLISECONDS)
      return ok({ items: page, next: encodeCursor([after, ...ahead]) });
    asked = Math.min(MOST_AT_ONCE, asked * 10);
  }
}

/** The cursor of the list itself, for whoever shows some of its items, by their sort keys, ahead of it. */
export function cursorPast(ahead: readonly string[]): string {
  return encodeCursor(['', ...ahead]);
}

type List = Pick<Query, 'index'>;

function sortKeyOf({ index }: List, item: Item): string {
  return String(item[index ? indexKeys[index].sk : 'sk']);
}

function afterOf({ after }: { readonly after: string }) {
  return after === '' ? {} : { after };
}

/** Where a page begins, by its cursor. */
export function placeOf(cursor: string | undefined): Result<{ after: string; ahead: readonly string[] }, Problem> {
  const parts = cursor === undefined ? ok(['']) : decodeCursor(cursor);
  if (parts.ok) {
    const [after = '', ...ahead] = parts.value;
    return ok({ after, ahead });
  }
  const detail = 'not a cursor of this list; start again without one';
  return err({ kind: 'invalid_input', errors: [{ field: 'query.cursor', code: 'malformed_cursor', detail }] });
}
