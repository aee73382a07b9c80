import { decodeCursor, encodeCursor } from '../kernel/paging.ts';
import type { Problem } from '../kernel/problems.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import type { Item } from '../kernel/write.ts';
import type { Tables } from '../platform/tables.ts';

type Asked = { readonly limit: number; readonly cursor?: string | undefined };
type ItemsPage = { readonly items: readonly Item[]; readonly next?: string };

/**
 * One page of a list by the index `list`, oldest first; the cursor is the last item's sort key there. A record that was
 * written within the last second may be missing, because an index follows its table a moment later.
 */
export async function listPage(
  tables: Tables,
  listPk: string,
  { limit, cursor }: Asked,
): Promise<Result<ItemsPage, Problem>> {
  const read = cursor === undefined ? ok([]) : decodeCursor(cursor);
  if (!read.ok) {
    const detail = 'not a cursor of this list; start again without one';
    return err({ kind: 'invalid_input', errors: [{ field: 'query.cursor', code: 'malformed_cursor', detail }] });
  }
  const [after] = read.value;
  const { items, more } = await tables.query({
    table: 'desk',
    index: 'list',
    pk: listPk,
    ...(after !== undefined && { after }),
    limit,
  });
  const last = items.at(-1)?.['listSk'];
  return ok({ items, ...(more && typeof last === 'string' && { next: encodeCursor([last]) }) });
}
