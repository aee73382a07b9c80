import { type DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { type Scan, SEGMENTS } from '../functions/platform/migration.ts';
import { asItem, type TableNames } from '../functions/platform/transact.ts';

/** A parallel scan of the tables on DynamoDB, at most `page` items a call. */
export function tableScan(client: DynamoDBClient, names: TableNames, page: number): Scan {
  return async (table, Segment, after) => {
    const { Items = [], LastEvaluatedKey } = await client.send(
      new ScanCommand({
        TableName: names[table],
        ConsistentRead: true,
        TotalSegments: SEGMENTS,
        Segment,
        Limit: page,
        ...(after && { ExclusiveStartKey: marshall(after) }),
      }),
    );
    const keyOf = (fields: Record<string, unknown>) => ({ pk: String(fields['pk']), sk: String(fields['sk']) });
    const items = Items.map((item) => unmarshall(item)).map((fields) => asItem(keyOf(fields), fields));
    return { items, ...(LastEvaluatedKey && { next: keyOf(unmarshall(LastEvaluatedKey)) }) };
  };
}
