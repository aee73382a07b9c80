import { marshall } from '@aws-sdk/util-dynamodb';
import type { Fields, Item, WriteIntent } from '../../functions/kernel/write.ts';
import { indexKeys } from '../../functions/platform/tables.ts';
import { type MemoryTables, memoryTables } from './memory-tables.ts';

/** What DynamoDB charges on demand: read and write request units. */
type Units = { readonly reads: number; readonly writes: number };

/**
 * Request units of a transaction: each write is charged twice by the started KB of the larger of the item before and
 * after, a check twice by the started 4 KB as a read, and every index that holds the item by the started KB once more
 * (twice where the item moves within the index).
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html
 */
function unitsOfWrite(intent: WriteIntent, before: Item | undefined, after: Item | undefined): Units {
  const size = Math.max(sizeOf(before), sizeOf(after), 1);
  if (intent.op === 'check') return { reads: 2 * Math.ceil(size / 4096), writes: 0 };
  return { reads: 0, writes: 2 * Math.ceil(size / 1024) + unitsOfIndexes(before, after) };
}

/** A strongly consistent read, of the items of one answer together. */
function unitsOfRead(items: readonly Fields[]): Units {
  const size = items.reduce((sum, item) => sum + sizeOf(item), 0);
  return { reads: Math.max(1, Math.ceil(size / 4096)), writes: 0 };
}

function unitsOfIndexes(before: Item | undefined, after: Item | undefined): number {
  return Object.values(indexKeys).reduce((sum, { pk, sk }) => {
    const [was, is] = [before, after].map((item) =>
      item?.[pk] === undefined ? undefined : JSON.stringify([item[pk], item[sk]]),
    );
    if (was === undefined && is === undefined) return sum;
    const moved = was !== undefined && is !== undefined && was !== is;
    return sum + Math.ceil(Math.max(sizeOf(before), sizeOf(after)) / 1024) * (moved ? 2 : 1);
  }, 0);
}

/** Bytes of names and values, as DynamoDB counts them but for numbers, whose digits are counted as text. */
function sizeOf(item: Fields | undefined): number {
  if (item === undefined) return 0;
  return Buffer.byteLength(
    JSON.stringify(marshall({ ...item }, { removeUndefinedValues: true })).replace(/\{"[SNBML]":|[{}[\],:"]/g, ''),
  );
}

/** What recorded calls are charged, played again on a copy of the store as it was before them. */
export async function unitsOf(calls: MemoryTables['calls'], before: MemoryTables): Promise<Units> {
  let [reads, writes] = [0, 0];
  for (const call of calls) {
    for (const units of await unitsOfCall(call, before)) {
      reads += units.reads;
      writes += units.writes;
    }
  }
  return { reads, writes };
}

async function unitsOfCall(call: MemoryTables['calls'][number], store: MemoryTables): Promise<readonly Units[]> {
  if (call.op === 'get') return [unitsOfRead([(await store.get(call.table, call.key)) ?? {}])];
  if (call.op === 'getMany') return (await store.getMany(call.table, call.keys)).map((item) => unitsOfRead([item]));
  if (call.op === 'query') {
    const { reads } = unitsOfRead((await store.query(call.query)).items);
    return [{ reads: call.query.index ? reads / 2 : reads, writes: 0 }];
  }
  const olds = await Promise.all(call.intents.map(({ table, key }) => store.get(table, key)));
  await store.transact(call.intents);
  const news = await Promise.all(call.intents.map(({ table, key }) => store.get(table, key)));
  return call.intents.map((intent, at) => unitsOfWrite(intent, olds[at], news[at]));
}

/** A copy of a store, to play calls on again. */
export function copyOf(tables: MemoryTables): MemoryTables {
  const copy = memoryTables();
  for (const name of ['desk', 'timeline', 'private'] as const) copy.seed(name, ...tables.items(name));
  return copy;
}
