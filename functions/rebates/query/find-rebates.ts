import { decodeCursor, encodeCursor, type Page } from '../../kernel/paging.ts';
import type { Problem } from '../../kernel/problems.ts';
import { err, ok, type Result } from '../../kernel/result.ts';
import { readStored } from '../../kernel/stored.ts';
import { MOST_MILLISECONDS } from '../../platform/read-page.ts';
import type { Query, Tables } from '../../platform/tables.ts';
import type { Condition, Where } from '../../platform/where.ts';
import type { Period } from '../period.ts';
import { type RebateItem, rebateIndexKeys, rebatePartition, rebateShape, SHARDS } from '../store/rebate-item.ts';
import type { Wanted } from './asked.ts';

/** Whose rebates. */
export type Place = { readonly org: string; readonly account: string };
type Asked = { readonly limit: number; readonly cursor?: string | undefined };

/** Rounds of reading until a page is given short; each reads at most `MOST_AT_ONCE` items of a shard. */
const MOST_ROUNDS = 24;
const MOST_AT_ONCE = 4000;

/**
 * One page of the rebates that are wanted, period by period, in the order of their ids. By order or customer it reads
 * their index; else the sixteen shards of a period after the cursor, and merges.
 * @returns `invalid_input` for a cursor that is not one of ours
 */
export async function findRebates(
  tables: Tables,
  place: Place,
  wanted: Wanted,
  { limit, cursor }: Asked,
): Promise<Result<Page<RebateItem>, Problem>> {
  const from = placeOf(cursor, wanted.periods);
  if (!from.ok) return from;
  const found: RebateItem[] = [];
  let { after } = from.value;
  for (const period of from.value.periods) {
    const { items, stopped } = await merge(tables, lanesOf(place, wanted, period), {
      limit: limit + 1 - found.length,
      after,
    });
    found.push(...items);
    if (found.length > limit) return ok(pageOf(found.slice(0, limit), lastOf(found[limit - 1])));
    if (stopped !== undefined) return ok(pageOf(found, [period, stopped]));
    after = '';
  }
  return ok({ items: found });
}

/** Where a page begins: the periods that are still to be read, the first of them after an id. */
export function placeOf(
  cursor: string | undefined,
  periods: readonly Period[],
): Result<{ periods: readonly Period[]; after: string }, Problem> {
  if (cursor === undefined) return ok({ periods, after: '' });
  const parts = decodeCursor(cursor);
  const [period = '', after = ''] = parts.ok ? parts.value : [];
  if (periods.includes(period)) return ok({ periods: periods.slice(periods.indexOf(period)), after });
  const detail = 'not a cursor of this list; start again without one';
  return err({ kind: 'invalid_input', errors: [{ field: 'query.cursor', code: 'malformed_cursor', detail }] });
}

export const lastOf = (item: Pick<RebateItem, 'period' | 'id'> | undefined) => [item?.period ?? '', item?.id ?? ''];

export function pageOf<T>(items: readonly T[], next: readonly string[]): Page<T> {
  return { items, next: encodeCursor(next) };
}

/** Items of one partition in the order of their ids, which follow `prefix` in its sort keys. */
type Lane = { readonly query: Omit<Query, 'limit' | 'after'>; readonly prefix: string };

function lanesOf({ org, account }: Place, wanted: Wanted, period: Period): readonly Lane[] {
  const { order, customer } = wanted;
  const keys = rebateIndexKeys({ org, account, period, id: '', order, customer });
  const prefix = `${period}#`;
  const by = { table: 'desk', begins: prefix, where: whereOf(wanted) } as const;
  if (keys.listPk) return [{ prefix, query: { ...by, index: 'list', pk: keys.listPk } }];
  if (keys.customerPk) return [{ prefix, query: { ...by, index: 'customer', pk: keys.customerPk } }];
  return Array.from({ length: SHARDS }, (_, shard) => {
    const pk = rebatePartition(org, account, period, shard.toString(16));
    return { prefix: '', query: { table: 'desk', pk, where: whereOf(wanted) } };
  });
}

function whereOf({ customer, product, status, kind }: Wanted): Where {
  const is = (field: string, eq: string | undefined): readonly (readonly Condition[])[] =>
    eq === undefined ? [] : [[{ field, eq }]];
  const named = product === undefined ? [] : [['product', 'productName'].map((field) => ({ field, eq: product }))];
  return [...is('customer', customer), ...named, ...is('status', status), ...is('kind', kind)];
}

/**
 * Merges lanes: each is read on only when all that was found in it has been passed. What lies up to the id that every
 * lane has been read to is in order and complete.
 * @returns `stopped`: the id up to which it was looked where time or rounds ran out before the page was full
 */
async function merge(
  tables: Tables,
  lanes: readonly Lane[],
  { limit, after }: { readonly limit: number; readonly after: string },
): Promise<{ readonly items: readonly RebateItem[]; readonly stopped?: string }> {
  const began = Date.now();
  const filtered = lanes.some(({ query }) => query.where?.length);
  let chunk = filtered ? 100 : Math.ceil(limit / lanes.length) + 4;
  let states = lanes.map((lane) => ({ lane, at: after, open: true }));
  let found: RebateItem[] = [];
  for (let round = 0; ; round += 1) {
    const open = states.filter((state) => state.open).map(({ at }) => at);
    const until = open.length === 0 ? undefined : open.reduce((a, b) => (a < b ? a : b));
    const ready = found
      .filter(({ id }) => until === undefined || id <= until)
      .toSorted((a, b) => (a.id < b.id ? -1 : 1));
    if (until === undefined || ready.length >= limit) return { items: ready.slice(0, limit) };
    if (round === MOST_ROUNDS || Date.now() - began > MOST_MILLISECONDS) return { items: ready, stopped: until };
    const size = chunk;
    const read = await Promise.all(
      states.map(async (state) => {
        if (!state.open || found.some(({ id }) => id > until && id <= state.at)) return { state, items: [] };
        return readOn(tables, state.lane, state.at, size);
      }),
    );
    states = read.map(({ state }) => state);
    found = [...found, ...read.flatMap(({ items }) => items)];
    chunk = Math.min(MOST_AT_ONCE, chunk * 2);
  }
}

async function readOn(tables: Tables, lane: Lane, at: string, limit: number) {
  const after = at === '' ? {} : { after: `${lane.prefix}${at}` };
  const { items, more, last } = await tables.query({ ...lane.query, limit, ...after });
  const state = {
    lane,
    at: last === undefined ? at : last.slice(lane.prefix.length),
    open: more && last !== undefined,
  };
  return { state, items: items.map((item) => readStored(rebateShape, item)) };
}
