import { decodeCursor, encodeCursor, type Page } from '../kernel/paging.ts';
import type { Problem } from '../kernel/problems.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import type { Item } from '../kernel/write.ts';
import { indexKeys, type Query, type Tables } from './tables.ts';

/**
 * One page of a list. The cursor is the last sort key read; the partition, and with it the organisation, comes from the
 * caller every time.
 * @returns `invalid_input` for a cursor that is not one of ours
 */
export async function readPage(
  tables: Tables,
  list: Omit<Query, 'limit' | 'after'>,
  { limit, cursor }: { readonly limit: number; readonly cursor?: string | undefined },
): Promise<Result<Page<Item>, Problem>> {
  const after = cursor === undefined ? undefined : decodeCursor(cursor);
  if (after && !after.ok) {
    const detail = 'not a cursor of this list; start again without one';
    return err({ kind: 'invalid_input', errors: [{ field: 'query.cursor', code: 'malformed_cursor', detail }] });
  }
  const [from] = after?.value ?? [];
  const { items, more } = await tables.query({ ...list, limit, ...(from !== undefined && { after: from }) });
  const last = items.at(-1);
  const sk = list.index ? indexKeys[list.index].sk : 'sk';
  return ok({ items, ...(more && last && { next: encodeCursor([String(last[sk])]) }) });
}
