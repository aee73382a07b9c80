import { BatchGetItemCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { expect, test } from 'vitest';
import { dynamoTables } from '../../../functions/platform/tables-dynamo.ts';

const names = { desk: 'desk', timeline: 'timeline', private: 'private' };
const keysOf = (count: number) => Array.from({ length: count }, (_, n) => ({ pk: `ORG#o#${n}`, sk: 'RECORD' }));

/** A store that reads at most so many keys of a batch and hands the others back. */
function setup({ most }: { readonly most: number }) {
  const client = new DynamoDBClient({ region: 'eu-west-1' });
  const batches: number[] = [];
  mockClient(client)
    .on(BatchGetItemCommand)
    .callsFake(({ RequestItems }) => {
      const { Keys, ConsistentRead } = RequestItems.desk;
      expect(ConsistentRead).toBe(true);
      batches.push(Keys.length);
      const read = Keys.slice(0, most).map((key: Parameters<typeof unmarshall>[0]) =>
        marshall({ ...unmarshall(key), seen: true }),
      );
      const left = Keys.slice(most);
      return { Responses: { desk: read }, UnprocessedKeys: left.length > 0 ? { desk: { Keys: left } } : {} };
    });
  return { tables: dynamoTables(names, client), batches };
}

test('many keys are read a hundred at a time', async () => {
  const { tables, batches } = setup({ most: 100 });
  const keys = keysOf(250);
  expect(await tables.getMany('desk', [...keys, ...keys])).toEqual(keys.map((key) => ({ ...key, seen: true })));
  expect(batches).toEqual([100, 100, 50]);
});

test('keys that the store leaves over are asked for again, and them only', async () => {
  const { tables, batches } = setup({ most: 40 });
  const keys = keysOf(100);
  expect(await tables.getMany('desk', keys)).toEqual(keys.map((key) => ({ ...key, seen: true })));
  expect(batches).toEqual([100, 60, 20]);
});
