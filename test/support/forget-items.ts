import { BatchWriteItemCommand, DynamoDBClient, paginateScan, type WriteRequest } from '@aws-sdk/client-dynamodb';
import { deployed, type LocalCloud } from '../../local/cloud.ts';

const BATCH = 25;
const WORKERS = 8;

/**
 * Deletes all that the desk table holds of these organisations, past the desk: what is due for them finds nothing any
 * more. The desk of the tests is shared and its engine has one processor: what looks at the provider for the resellers of
 * every test before, and keeps their ten thousand links, makes each test after them slower.
 */
export async function forgetItems({ aws }: Pick<LocalCloud, 'aws'>, orgs: ReadonlySet<string>): Promise<void> {
  const client = new DynamoDBClient(aws);
  const TableName = deployed.tables.desk;
  const requests: WriteRequest[] = [];
  for await (const { Items = [] } of paginateScan({ client }, { TableName, ProjectionExpression: 'pk, sk' })) {
    const ofThem = Items.filter(({ pk }) => orgs.has(pk?.S?.split('#')[1] ?? ''));
    requests.push(...ofThem.map((Key) => ({ DeleteRequest: { Key } })));
  }
  const batches = Array.from({ length: Math.ceil(requests.length / BATCH) }, (_, at) =>
    requests.slice(at * BATCH, (at + 1) * BATCH),
  );
  const next = batches[Symbol.iterator]();
  const worker = async () => {
    for (const batch of next) await client.send(new BatchWriteItemCommand({ RequestItems: { [TableName]: batch } }));
  };
  await Promise.all(Array.from({ length: WORKERS }, worker));
}
