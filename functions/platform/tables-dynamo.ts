import { BatchGetItemCommand, DynamoDBClient, GetItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { ExponentialBackoff, handleWhen, retry } from 'cockatiel';
import type { Item, Key } from '../kernel/write.ts';
import { indexKeys, type Query, type Tables } from './tables.ts';
import { asItem, type TableNames, transact } from './transact.ts';
import { filterOf } from './where.ts';

/** The tables on DynamoDB. The SDK's own retries serve reads; `transact` has its own. */
export function dynamoTables(names: TableNames, client = new DynamoDBClient({ maxAttempts: 3 })): Tables {
  return {
    async get(table, key) {
      const { Item } = await client.send(
        new GetItemCommand({ TableName: names[table], Key: marshall(key), ConsistentRead: true }),
      );
      return Item && asItem(key, unmarshall(Item));
    },
    async getMany(table, keys) {
      const asked = new Map(keys.map((key) => [addressOf(key), key]));
      const found = new Map<string, Item>();
      for (const hundred of chunksOf([...asked.values()], MAX_KEYS)) {
        for (const item of await batch(client, names[table], hundred)) found.set(addressOf(item), item);
      }
      return [...asked.keys()].flatMap((address) => found.get(address) ?? []);
    },
    async query(query) {
      const { Items = [], LastEvaluatedKey } = await client.send(new QueryCommand(queryInput(names, query)));
      const items = Items.map((item) => unmarshall(item)).map((fields) => asItem(keyOf(fields), fields));
      const last = LastEvaluatedKey && unmarshall(LastEvaluatedKey)[query.index ? indexKeys[query.index].sk : 'sk'];
      return { items, more: LastEvaluatedKey !== undefined, ...(last !== undefined && { last: String(last) }) };
    },
    transact: (intents) => transact(client, names, intents),
  };
}

/** The provider's limit of one batch. */
const MAX_KEYS = 100;

/**
 * A batch may come back with keys left over: too large an answer (16 MB) or too many reads at once. They are asked for
 * again, up to eight times with growing, jittered pauses (25 ms to 1 s).
 */
const askAgain = retry(
  handleWhen((error) => error instanceof KeysLeftOver),
  { maxAttempts: 7, backoff: new ExponentialBackoff({ initialDelay: 25, maxDelay: 1000 }) },
);

class KeysLeftOver extends Error {
  override readonly name = 'KeysLeftOver';
}

async function batch(client: DynamoDBClient, table: string, keys: readonly Key[]): Promise<readonly Item[]> {
  const found: Item[] = [];
  let Keys = keys.map(({ pk, sk }) => marshall({ pk, sk }));
  await askAgain.execute(async () => {
    const RequestItems = { [table]: { Keys, ConsistentRead: true } };
    const { Responses, UnprocessedKeys } = await client.send(new BatchGetItemCommand({ RequestItems }));
    for (const item of Responses?.[table] ?? []) {
      const fields = unmarshall(item);
      found.push(asItem(keyOf(fields), fields));
    }
    Keys = UnprocessedKeys?.[table]?.Keys ?? [];
    if (Keys.length > 0) throw new KeysLeftOver(`${Keys.length} of ${keys.length} keys were not read`);
  });
  return found;
}

function addressOf({ pk, sk }: Key): string {
  return JSON.stringify([pk, sk]);
}

function chunksOf<T>(all: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, chunk) =>
    all.slice(chunk * size, (chunk + 1) * size),
  );
}

function queryInput(names: TableNames, query: Query) {
  const keys = query.index ? indexKeys[query.index] : { pk: 'pk', sk: 'sk' };
  const range = sortRange(query);
  const filter = query.where?.length ? filterOf(query.where) : undefined;
  return {
    TableName: names[query.table],
    ...(query.index ? { IndexName: query.index } : { ConsistentRead: true }),
    KeyConditionExpression: ['#pk = :pk', ...range.map(({ text }) => text)].join(' AND '),
    ...(filter && { FilterExpression: filter.text }),
    ExpressionAttributeNames: { '#pk': keys.pk, ...(range.length > 0 && { '#sk': keys.sk }), ...filter?.names },
    ExpressionAttributeValues: marshall({
      ':pk': query.pk,
      ...Object.assign({}, ...range.map(({ values }) => values)),
      ...filter?.values,
    }),
    ScanIndexForward: !query.descending,
    Limit: query.limit,
  };
}

/**
 * DynamoDB takes one condition on the sort key, so a prefix with a cursor becomes a range. Cursors come from callers: one
 * outside of the prefix is moved to its nearest end, so it neither reaches other items nor makes an empty range.
 */
function sortRange({ begins = '', after, upTo, descending }: Query) {
  if (after === undefined && upTo === undefined) {
    return begins ? [{ text: 'begins_with(#sk, :begins)', values: { ':begins': begins } }] : [];
  }
  const lowest = begins || '\u0001';
  const highest = `${begins}\uffff`;
  const low = !descending && after !== undefined ? later(justAfter(after), lowest) : lowest;
  const high =
    descending && after !== undefined ? earlier(justBefore(after), highest) : earlier(upTo ?? highest, highest);
  if (high < low) return [{ text: '#sk = :none', values: { ':none': '\u0001' } }];
  return [{ text: '#sk BETWEEN :low AND :high', values: { ':low': low, ':high': high } }];
}

function later(a: string, b: string): string {
  return a > b ? a : b;
}

function earlier(a: string, b: string): string {
  return a < b ? a : b;
}

/** The least string greater than this one. */
function justAfter(key: string): string {
  return `${key}\u0001`;
}

/** A string between this key and every lesser key of our spaces, which hold printable characters only. */
function justBefore(key: string): string {
  const last = key.charCodeAt(key.length - 1);
  return `${key.slice(0, -1)}${String.fromCharCode(last - 1)}\uffff`;
}

function keyOf(fields: Record<string, unknown>): Key {
  return { pk: String(fields['pk']), sk: String(fields['sk']) };
}
