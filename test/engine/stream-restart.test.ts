import { PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { type Cloud, functionResources, startCloud } from '../support/cloud.ts';

const code = `
const { DynamoDBClient, UpdateItemCommand } = require('@aws-sdk/client-dynamodb');
const dynamodb = new DynamoDBClient({});
exports.handler = async ({ Records }) => {
  for (const { dynamodb: { Keys } } of Records) {
    await dynamodb.send(new UpdateItemCommand({ TableName: process.env.SEEN, Key: Keys,
      UpdateExpression: 'ADD times :one', ExpressionAttributeValues: { ':one': { N: '1' } } }));
  }
};`;

const table = (properties: object = {}) => ({
  Type: 'AWS::DynamoDB::Table',
  Properties: {
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    ...properties,
  },
});

let cloud: Cloud;

beforeAll(async () => {
  cloud = await startCloud({ persist: true });
  await cloud.deploy('streams', {
    Resources: {
      Timeline: table({ TableName: 'timeline', StreamSpecification: { StreamViewType: 'NEW_IMAGE' } }),
      Seen: table({ TableName: 'seen' }),
      ...functionResources('Relay', code, {
        statements: [
          { Effect: 'Allow', Action: 'dynamodb:UpdateItem', Resource: { 'Fn::GetAtt': ['Seen', 'Arn'] } },
          {
            Effect: 'Allow',
            Action: ['dynamodb:GetRecords', 'dynamodb:GetShardIterator', 'dynamodb:DescribeStream'],
            Resource: { 'Fn::GetAtt': ['Timeline', 'StreamArn'] },
          },
        ],
        properties: { Environment: { Variables: { SEEN: { Ref: 'Seen' } } } },
      }),
      Mapping: {
        Type: 'AWS::Lambda::EventSourceMapping',
        Properties: {
          EventSourceArn: { 'Fn::GetAtt': ['Timeline', 'StreamArn'] },
          FunctionName: { Ref: 'Relay' },
          StartingPosition: 'TRIM_HORIZON',
        },
      },
    },
  });
});
afterAll(() => cloud.close());

it('[stream-records] a stream goes on after a restart: what comes next is delivered, and nothing a second time', async () => {
  await write('before-1', 'before-2');
  await seen('before-2');

  await cloud.engine.stop();
  cloud = await startCloud({ persist: true, stateDir: cloud.stateDir, port: cloud.engine.port });
  await write('after');

  expect(await seen('after')).toEqual({ after: 1, 'before-1': 1, 'before-2': 1 });
});

async function write(...ids: string[]): Promise<void> {
  for (const id of ids) {
    await cloud.dynamodb.send(new PutItemCommand({ TableName: 'timeline', Item: { id: { S: id } } }));
  }
}

/** How often each record was delivered, as soon as this one has been. */
function seen(id: string): Promise<Record<string, number>> {
  return vi.waitUntil(
    async () => {
      const { Items = [] } = await cloud.dynamodb.send(new ScanCommand({ TableName: 'seen' }));
      const times = Object.fromEntries(Items.map((item) => [item['id']?.S ?? '', Number(item['times']?.N)]));
      return id in times ? times : undefined;
    },
    { timeout: 20_000, interval: 50 },
  );
}
