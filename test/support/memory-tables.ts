import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { err, InvariantBroken, ok } from '../../functions/kernel/result.ts';
import {
  type Expectation,
  type Fields,
  type Item,
  type Key,
  type RefusalReason,
  type Refused,
  refusalRank,
  type Scalar,
  type TableName,
  type Test,
  type WriteIntent,
} from '../../functions/kernel/write.ts';
import { indexKeys, type Query, type QueryAnswer, type Tables } from '../../functions/platform/tables.ts';
import { byBytes, isListed } from '../../functions/platform/where.ts';

type Call =
  | { readonly op: 'get'; readonly table: TableName; readonly key: Key }
  | { readonly op: 'getMany'; readonly table: TableName; readonly keys: readonly Key[] }
  | { readonly op: 'query'; readonly query: Query }
  | { readonly op: 'transact'; readonly intents: readonly WriteIntent[] };

/** The store in memory, with the same expectations, refusals and order as the real one; see `tables-suite.ts`. */
export type MemoryTables = Tables & {
  /** Every call so far, in order. */
  readonly calls: Call[];
  /** Copies of a table's items in key order, of one partition when `pk` is given. */
  items(table: TableName, pk?: string): readonly Item[];
  /** Puts items without any expectation and without a trace in `calls`. */
  seed(table: TableName, ...items: readonly Item[]): void;
  /** Refuses the next transaction as if the first write that can be refused for this reason had been. */
  refuseNext(reason: RefusalReason, found?: Item): void;
  /** Makes the next call of any kind throw, as a lost connection does. */
  failNext(error: Error): void;
  /** Runs just before the next transaction: what another party does between a read and a write. */
  raceNext(otherParty: () => unknown): void;
};

export function memoryTables(): MemoryTables {
  const stored = { desk: new Map<string, Item>(), timeline: new Map<string, Item>(), private: new Map<string, Item>() };
  const calls: Call[] = [];
  let failure: Error | undefined;
  let race: (() => unknown) | undefined;
  let refusal: { reason: RefusalReason; found: Item | undefined } | undefined;

  const at = (table: TableName, key: Key) => stored[table].get(address(key));
  const record = (call: Call) => {
    calls.push(structuredClone(call));
    const thrown = failure;
    failure = undefined;
    if (thrown) throw thrown;
  };

  return {
    calls,
    items: (table, pk) =>
      [...stored[table].values()]
        .filter((item) => pk === undefined || item.pk === pk)
        .toSorted((a, b) => byBytes(a.pk, b.pk) || byBytes(a.sk, b.sk))
        .map((item) => structuredClone(item)),
    seed(table, ...items) {
      for (const item of items) stored[table].set(address(item), storable(item, item));
    },
    refuseNext(reason, found) {
      refusal = { reason, found };
    },
    failNext(error) {
      failure = error;
    },
    raceNext(otherParty) {
      race = otherParty;
    },

    async get(table, key) {
      record({ op: 'get', table, key });
      return structuredClone(at(table, key));
    },

    async getMany(table, keys) {
      record({ op: 'getMany', table, keys });
      const asked = [...new Map(keys.map((key) => [address(key), key])).values()];
      return structuredClone(asked.flatMap((key) => at(table, key) ?? []));
    },

    async query(query) {
      record({ op: 'query', query });
      return select(query, [...stored[query.table].values()]);
    },

    async transact(intents) {
      record({ op: 'transact', intents });
      refuseImpossible(intents);
      const [told, other] = [refusal, race];
      refusal = undefined;
      race = undefined;
      await other?.();
      if (told) return err(toldRefusal(intents, told.reason, told.found));
      const refused = intents.filter((intent) => !holds(intent.expect, at(intent.table, intent.key)));
      const first = refused.toSorted((a, b) => rank(a) - rank(b))[0];
      if (first) return err(refusedBy(first, at(first.table, first.key)));
      const written = intents.map((intent) => ({ intent, after: outcome(intent, at(intent.table, intent.key)) }));
      for (const { intent, after } of written) {
        if (after) stored[intent.table].set(address(intent.key), after);
        else if (intent.op === 'delete') stored[intent.table].delete(address(intent.key));
      }
      return ok();
    },
  };
}

function address({ pk, sk }: Key): string {
  return JSON.stringify([pk, sk]);
}

function select(query: Query, items: readonly Item[]): QueryAnswer {
  const { begins = '', after, upTo, descending, limit } = query;
  if (descending && upTo !== undefined) throw new InvariantBroken('upTo goes with ascending queries only');
  const names = query.index ? indexKeys[query.index] : { pk: 'pk', sk: 'sk' };
  const sortKey = (item: Fields) => String(item[names.sk]);
  const direction = descending ? -1 : 1;
  const found = items
    .filter((item) => item[names.pk] === query.pk && item[names.sk] !== undefined)
    .filter((item) => sortKey(item).startsWith(begins))
    .filter((item) => after === undefined || byBytes(sortKey(item), after) * direction > 0)
    .filter((item) => upTo === undefined || byBytes(sortKey(item), upTo) <= 0)
    .toSorted((a, b) => byBytes(sortKey(a), sortKey(b)) * direction || byBytes(a.sk, b.sk));
  const looked = found.slice(0, limit);
  const last = looked.at(-1);
  // A full page says `more` even when nothing follows: DynamoDB stops at the limit without looking further.
  const more = found.length >= limit;
  const kept = looked.filter((item) => isListed(query.where ?? [], item));
  return { items: structuredClone(kept), more, ...(more && last && { last: sortKey(last) }) };
}

function refuseImpossible(intents: readonly WriteIntent[]): void {
  if (intents.length === 0 || intents.length > 100) throw new InvariantBroken('a transaction takes 1 to 100 writes');
  const keys = new Set(intents.map(({ table, key }) => `${table} ${address(key)}`));
  if (keys.size !== intents.length) throw new InvariantBroken('two writes of one transaction touch the same item');
  if (intents.some(({ op, expect }) => op === 'check' && expect.length === 0)) {
    throw new InvariantBroken('a check expects something');
  }
}

function rank({ refusal }: WriteIntent): number {
  return refusalRank.indexOf(refusal);
}

function refusedBy({ refusal, table, key }: WriteIntent, found: Item | undefined): Refused {
  return { kind: 'refused', reason: refusal, table, key, ...(found && { found: structuredClone(found) }) };
}

function toldRefusal(intents: readonly WriteIntent[], reason: RefusalReason, found: Item | undefined): Refused {
  const intent = intents.find(({ refusal }) => refusal === reason);
  if (!intent) throw new InvariantBroken(`no write of this transaction is refused for ${reason}`);
  return refusedBy(intent, found);
}

function holds(expect: Expectation, item: Item | undefined): boolean {
  if (expect.length === 0) return true;
  return expect.some((tests) => Object.entries(tests).every(([field, test]) => passes(test, item?.[field])));
}

function passes(test: Test, value: unknown): boolean {
  if ('absent' in test) return value === undefined;
  if ('present' in test) return value !== undefined;
  return Object.entries(test).every(([operator, wanted]) => compare(operator, value, wanted));
}

/** Values of different types are never equal and have no order. */
function compare(operator: string, value: unknown, wanted: Scalar): boolean {
  if (value === undefined) return false;
  if (operator === 'eq') return value === wanted;
  if (operator === 'ne') return value !== wanted;
  const order = orderOf(value, wanted);
  if (order === undefined) return false;
  if (operator === 'lt') return order < 0;
  if (operator === 'lte') return order <= 0;
  if (operator === 'gt') return order > 0;
  throw new InvariantBroken(`no such test: ${operator}`);
}

function orderOf(value: unknown, wanted: Scalar): number | undefined {
  if (typeof value === 'number' && typeof wanted === 'number') return value - wanted;
  if (typeof value === 'string' && typeof wanted === 'string') return byBytes(value, wanted);
  return undefined;
}

/** What an item is after a write; nothing for a delete or a check. */
function outcome(intent: WriteIntent, before: Item | undefined): Item | undefined {
  if (intent.op === 'put') return storable(intent.key, intent.fields);
  if (intent.op !== 'update') return undefined;
  const set = Object.entries(intent.set).filter(([, value]) => value !== undefined);
  const kept = Object.entries({ ...before, ...Object.fromEntries(set) });
  return storable(intent.key, Object.fromEntries(kept.filter(([field]) => !intent.remove?.includes(field))));
}

/** Through the store's own encoding: what DynamoDB can't hold fails here too, and nothing is shared with the caller. */
function storable(key: Key, fields: Fields): Item {
  for (const name of Object.values(indexKeys).flatMap(({ pk, sk }) => [pk, sk])) {
    const value = fields[name];
    if (value !== undefined && (typeof value !== 'string' || value === '')) {
      throw new InvariantBroken(`${name} is the key of an index: text that is not empty`);
    }
  }
  const encoded = marshall({ ...fields }, { removeUndefinedValues: true });
  return { ...unmarshall(encoded), pk: key.pk, sk: key.sk };
}
