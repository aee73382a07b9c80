import type { Item } from '../kernel/write.ts';
import type { Tables } from '../platform/tables.ts';

/** Which part of a list is asked for, by sort keys: after this one, and up to that one. */
export type Stretch = { readonly after?: string | undefined; readonly upTo?: string | undefined };

type Head = { readonly pk: string; page: readonly Item[]; at: number; after: string | undefined; ended: boolean };

/**
 * Everything that waits in several partitions of the index, soonest deadline first: each is in order by itself, and the
 * soonest of their heads is next. No two items of an organisation have the same sort key there, so that one key is a
 * place in all of them together.
 * @param size items that are read from a partition in one call
 */
export async function* mergeWaiting(
  tables: Pick<Tables, 'query'>,
  partitions: readonly string[],
  { after, upTo }: Stretch,
  size: number,
): AsyncGenerator<Item, void, void> {
  const heads = partitions.map((pk): Head => ({ pk, page: [], at: 0, after, ended: false }));
  for (;;) {
    await Promise.all(heads.map(refill));
    const [first, ...others] = heads.filter(({ page, at }) => at < page.length);
    if (!first) return;
    const soonest = others.reduce((least, one) => (keyAt(one) < keyAt(least) ? one : least), first);
    const item = soonest.page[soonest.at];
    soonest.at += 1;
    if (item) yield item;
  }

  async function refill(head: Head): Promise<void> {
    while (!head.ended && head.at >= head.page.length) {
      const list = { table: 'desk', index: 'waiting', pk: head.pk, limit: size } as const;
      const { items, more, last } = await tables.query({
        ...list,
        ...(head.after !== undefined && { after: head.after }),
        ...(upTo !== undefined && { upTo }),
      });
      Object.assign(head, { page: items, at: 0, after: last, ended: !more || last === undefined });
    }
  }
}

/** Its place in the order of all deadlines. */
export function placeOf(item: Item): string {
  return String(item['waitingSk']);
}

function keyAt({ page, at }: Head): string {
  const item = page[at];
  return item ? placeOf(item) : '\uffff';
}
