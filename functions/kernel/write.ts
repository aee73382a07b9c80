/** The three tables: desk (records), timeline (append-only entries), private (tokens and contacts). */
export type TableName = 'desk' | 'timeline' | 'private';
export type Key = { readonly pk: string; readonly sk: string };
export type Fields = Readonly<Record<string, unknown>>;
export type Item = Key & Fields;
export type Scalar = string | number | boolean;

/** What one field must be for a write to happen. Comparisons never hold for an absent field. */
export type Test =
  | { readonly absent: true }
  | { readonly present: true }
  | { readonly eq: Scalar }
  | { readonly ne: Scalar }
  | { readonly lt: Scalar }
  | { readonly lte: Scalar }
  | { readonly gt: Scalar };

/** All tests of one alternative must hold; one alternative is enough. An empty list expects nothing. */
export type Expectation = readonly Readonly<Record<string, Test>>[];

/**
 * Why a write was refused, most telling first: when several writes of one transaction are refused, the first of this
 * list is the reason given to the caller.
 * - `idempotency`: the same request was made before
 * - `lock`: something else holds the customer, the claim or the name
 * - `decided`: the decision is no longer open
 * - `version`: another party changed the record since it was read
 * - `exists`: an item that had to be new is there already
 */
export const refusalRank = ['idempotency', 'lock', 'decided', 'version', 'exists'] as const;
export type RefusalReason = (typeof refusalRank)[number];

/**
 * One write of a transaction, as data. Slices return intents from pure functions and `transact()` carries them out
 * together, so that a fact and whatever must follow it are written at once or not at all.
 */
export type WriteIntent = {
  readonly table: TableName;
  readonly key: Key;
  readonly expect: Expectation;
  readonly refusal: RefusalReason;
} & (
  | { readonly op: 'put'; readonly fields: Fields }
  | { readonly op: 'update'; readonly set: Fields; readonly remove?: readonly string[] }
  | { readonly op: 'delete' }
  | { readonly op: 'check' }
);

/** The transaction did not happen; `found` is the item that stood in the way, where there was one. */
export type Refused = {
  readonly kind: 'refused';
  readonly reason: RefusalReason;
  readonly table: TableName;
  readonly key: Key;
  readonly found?: Item;
};

/** Expectation of a write that creates. */
export const isNew: Expectation = [{ pk: { absent: true } }];
