import type { Result } from '../kernel/result.ts';
import type { Item, Key, Refused, TableName, WriteIntent } from '../kernel/write.ts';
import type { Where } from './where.ts';

/** The indexes of the desk table; all are sparse. `docs/generated/access-patterns.md` says who uses them for what. */
export type IndexName = 'list' | 'waiting' | 'anchor' | 'customer';

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
  /** Leaves items out after they were counted: a page may have fewer than `limit`, or none, and yet there is more. */
  readonly where?: Where;
  /** How many items are looked at. */
  readonly limit: number;
};

/** `more`: the limit, or the store's own of 1 MB, cut the list after the item with the sort key `last`. */
export type QueryAnswer = { readonly items: readonly Item[]; readonly more: boolean; readonly last?: string };

/** What the store does for every slice: strongly consistent reads of keys, queries, and one kind of write. */
export type Tables = {
  get(table: TableName, key: Key): Promise<Item | undefined>;
  /** Those of these items that are there, in the order asked for: a call for each hundred keys. Asked twice is asked once. */
  getMany(table: TableName, keys: readonly Key[]): Promise<readonly Item[]>;
  /** Items in key order; consistent on a table, eventually consistent on an index. */
  query(query: Query): Promise<QueryAnswer>;
  /** All writes or none. Conflicts and throttling are tried again inside; only a refused expectation comes back. */
  transact(intents: readonly WriteIntent[]): Promise<Result<void, Refused>>;
};

/** Name of the attributes that hold an index's keys. */
export const indexKeys = {
  list: { pk: 'listPk', sk: 'listSk' },
  waiting: { pk: 'waitingPk', sk: 'waitingSk' },
  anchor: { pk: 'anchorPk', sk: 'anchorSk' },
  customer: { pk: 'customerPk', sk: 'customerSk' },
} as const satisfies Record<IndexName, Key>;

/** What an index holds besides keys, where that is not the whole item. */
export const indexFields: Readonly<Partial<Record<IndexName, readonly string[]>>> = {
  anchor: ['org', 'id', 'timelineSeq', 'timelineHead'],
};
