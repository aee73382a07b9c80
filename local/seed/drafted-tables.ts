import { InvariantBroken, ok } from '../../functions/kernel/result.ts';
import {
  type Fields,
  type Item,
  isNew,
  type Key,
  type TableName,
  type WriteIntent,
} from '../../functions/kernel/write.ts';
import type { Tables } from '../../functions/platform/tables.ts';

/** Tables that take writes into memory only; what was not written there is read from the real ones. */
export interface DraftedTables {
  readonly tables: Tables;
  /** The items that all writes together leave, each as the write that makes it. */
  readonly items: () => WriteIntent[];
}

/**
 * Lets the desk's own functions play through a past, of which only the end is stored. Expectations are not judged: one
 * writer at a time, on records of its own.
 */
export function draftTables(real: Pick<Tables, 'get' | 'getMany'>): DraftedTables {
  const drafts = new Map<string, { table: TableName; item: Item }>();
  const nameOf = (table: TableName, { pk, sk }: Key) => JSON.stringify([table, pk, sk]);
  const get: Tables['get'] = async (table, key) => drafts.get(nameOf(table, key))?.item ?? (await real.get(table, key));
  return {
    tables: {
      get,
      getMany: async (table, keys) => {
        const drafted = keys.flatMap((key) => drafts.get(nameOf(table, key))?.item ?? []);
        const others = keys.filter((key) => !drafts.has(nameOf(table, key)));
        return [...drafted, ...(await real.getMany(table, others))];
      },
      query: async () => {
        throw new InvariantBroken('a past that is drafted reads by key only');
      },
      transact: async (intents) => {
        for (const intent of intents) {
          const { table, key } = intent;
          const name = nameOf(table, key);
          if (intent.op === 'put') drafts.set(name, { table, item: { ...intent.fields, ...key } });
          if (intent.op === 'update') drafts.set(name, { table, item: updated(await get(table, key), intent) });
          if (intent.op === 'delete') drafts.delete(name);
        }
        return ok();
      },
    },
    items: () => [...drafts.values()].map(({ table, item }) => putNew(table, item)),
  };
}

type Update = Extract<WriteIntent, { op: 'update' }>;

function updated(before: Item | undefined, { key, set, remove = [] }: Update): Item {
  const fields: Fields = { ...before, ...set };
  const kept = Object.entries(fields).filter(([name]) => !remove.includes(name));
  return { ...Object.fromEntries(kept), ...key };
}

function putNew(table: TableName, { pk, sk, ...fields }: Item): WriteIntent {
  return { op: 'put', table, key: { pk, sk }, fields, expect: isNew, refusal: 'exists' };
}
