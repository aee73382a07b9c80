import { DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { TableName } from '../../functions/kernel/write.ts';
import { deployed } from '../../local/cloud.ts';
import type { Desk } from './desk.ts';

/** Everything in a table. */
export async function storedItems({ cloud }: Desk, table: TableName): Promise<Record<string, unknown>[]> {
  const client = new DynamoDBClient(cloud.aws);
  const pages = paginateScan({ client }, { TableName: deployed.tables[table], ConsistentRead: true });
  const items: Record<string, unknown>[] = [];
  for await (const { Items = [] } of pages) items.push(...Items.map((item) => unmarshall(item)));
  return items;
}

/** Everything that the desk keeps of an organisation, due work included, as texts that can be compared. */
export async function storedOf(desk: Desk, org: string): Promise<Record<TableName, string[]>> {
  const texts = async (table: TableName) => {
    const items = await storedItems(desk, table);
    return items.map((item) => JSON.stringify(item)).filter((text) => text.includes(org));
  };
  return { desk: await texts('desk'), timeline: await texts('timeline'), private: await texts('private') };
}
