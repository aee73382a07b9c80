import type { Clock } from '../kernel/clock.ts';
import type { Item } from '../kernel/write.ts';
import { dueShards } from './due.ts';
import type { Tables } from './tables.ts';

type Deps = { readonly tables: Pick<Tables, 'query'>; readonly clock: Clock };

/** Items read from a shard in one call: what is left of them when a run ends was read in vain. */
const PAGE = 250;

type Shard = { readonly pk: string; page: readonly Item[]; at: number; after: string | undefined; ended: boolean };

/**
 * Everything that is due, oldest first: each shard is in order by itself, and the oldest of their heads is next. A shard
 * that can't be read is left out from there on.
 */
export async function* dueInOrder(
  { tables, clock }: Deps,
  onBroken: (shard: string, thrown: unknown) => void,
): AsyncGenerator<Item, void, void> {
  const shards = dueShards.map(
    (shard): Shard => ({ pk: `DUE#${shard}`, page: [], at: 0, after: undefined, ended: false }),
  );
  for (;;) {
    await Promise.all(shards.map(refill));
    const heads = shards.flatMap((shard) => {
      const item = shard.page[shard.at];
      return item ? [{ shard, item }] : [];
    });
    const [first, ...others] = heads;
    if (!first) return;
    const oldest = others.reduce((least, one) => (one.item.sk < least.item.sk ? one : least), first);
    oldest.shard.at += 1;
    yield oldest.item;
  }

  async function refill(shard: Shard): Promise<void> {
    if (shard.ended || shard.at < shard.page.length) return;
    const { pk, after } = shard;
    try {
      const query = { table: 'desk', pk, upTo: `${clock.now()}\uffff`, limit: PAGE } as const;
      const { items, more } = await tables.query({ ...query, ...(after !== undefined && { after }) });
      shard.page = items;
      shard.at = 0;
      shard.after = items.at(-1)?.sk;
      shard.ended = !more;
    } catch (thrown) {
      shard.ended = true;
      onBroken(pk, thrown);
    }
  }
}
