import type { Result } from '../kernel/result.ts';
import type { Item, Key, Refused, TableName, WriteIntent } from '../kernel/write.ts';

/** The indexes of the desk table; both are sparse. `docs/generated/access-patterns.md` says who uses them for what. */
export type IndexName = 'list' | 'waiting';

export type Query = {
  readonly table: TableName;
  readonly index?: IndexName;
  readonly pk: string;
  /** Sort keys that start with this. */
  readonly begins?: string;
  /** Sort keys after this one, in reading direction (a page's cursor). */
  readonly after?: string;
  /** Sort keys up to and including this one; ascending queries only. */
  readonly upTo?: string;
  readonly descending?: boolean;
  readonly limit: number;
};

/** What the store does for every slice: strongly consistent reads of keys, queries, and one kind of write. */
export type Tables = {
  get(table: TableName, key: Key): Promise<Item | undefined>;
  /** Items in key order; consistent on a table, eventually consistent on an index. `more` says that the limit cut the list. */
  query(query: Query): Promise<{ items: readonly Item[]; more: boolean }>;
  /** All writes or none. Conflicts and throttling are tried again inside; only a refused expectation comes back. */
  transact(intents: readonly WriteIntent[]): Promise<Result<void, Refused>>;
};

/** Name of the attributes that hold an index's keys. */
export const indexKeys = {
  list: { pk: 'listPk', sk: 'listSk' },
  waiting: { pk: 'waitingPk', sk: 'waitingSk' },
} as const satisfies Record<IndexName, Key>;
