import { BatchWriteItemCommand, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Cloud, functionResources, startCloud } from '../support/cloud.ts';

/** Notes each record it sees; reports `flaky` once as failed, throws whenever `poison` is in the batch. */
const code = `
const { DynamoDBClient, PutItemCommand, QueryCommand } = require('@aws-sdk/client-dynamodb');
const dynamodb = new DynamoDBClient({});
const TableName = process.env.SEEN;
const seen = async (id) => (await dynamodb.send(new QueryCommand({ TableName, Select: 'COUNT',
  KeyConditionExpression: 'id = :id', ExpressionAttributeValues: { ':id': { S: id } } }))).Count;
exports.handler = async ({ Records }, { awsRequestId }) => {
  const failures = [];
  for (const { dynamodb: { Keys, SequenceNumber } } of Records) {
    const id = Keys.id.S;
    if (id === 'poison') throw new Error('poison');
    if (id === 'flaky' && (await seen(id)) === 0) failures.push({ itemIdentifier: SequenceNumber });
    await dynamodb.send(new PutItemCommand({ TableName, Item: { id: { S: id }, call: { S: awsRequestId } } }));
  }
  return { batchItemFailures: failures };
};`;

const attribute = (name: string) => ({ AttributeName: name, AttributeType: 'S' });
const table = (keys: string[], properties: object = {}) => ({
  Type: 'AWS::DynamoDB::Table',
  Properties: {
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: keys.map(attribute),
    KeySchema: keys.map((AttributeName, index) => ({ AttributeName, KeyType: index === 0 ? 'HASH' : 'RANGE' })),
    ...properties,
  },
});

let cloud: Cloud;
let outputs: Record<string, string>;

beforeAll(async () => {
  cloud = await startCloud();
  const arn = (name: string) => ({ 'Fn::GetAtt': [name, 'Arn'] });
  outputs = await cloud.deploy('streams', {
    Resources: {
      Timeline: table(['id'], { StreamSpecification: { StreamViewType: 'NEW_IMAGE' } }),
      Seen: table(['id', 'call']),
      Undelivered: { Type: 'AWS::SQS::Queue', Properties: {} },
      ...functionResources('Relay', code, {
        statements: [
          { Effect: 'Allow', Action: ['dynamodb:PutItem', 'dynamodb:Query'], Resource: arn('Seen') },
          {
            Effect: 'Allow',
            Action: ['dynamodb:GetRecords', 'dynamodb:GetShardIterator', 'dynamodb:DescribeStream'],
            Resource: { 'Fn::GetAtt': ['Timeline', 'StreamArn'] },
          },
          { Effect: 'Allow', Action: 'sqs:SendMessage', Resource: arn('Undelivered') },
        ],
        properties: { Environment: { Variables: { SEEN: { Ref: 'Seen' } } } },
      }),
      Mapping: {
        Type: 'AWS::Lambda::EventSourceMapping',
        Properties: {
          EventSourceArn: { 'Fn::GetAtt': ['Timeline', 'StreamArn'] },
          FunctionName: { Ref: 'Relay' },
          StartingPosition: 'TRIM_HORIZON',
          BatchSize: 10,
          MaximumRetryAttempts: 1,
          BisectBatchOnFunctionError: true,
          FunctionResponseTypes: ['ReportBatchItemFailures'],
          DestinationConfig: { OnFailure: { Destination: arn('Undelivered') } },
        },
      },
    },
    Outputs: {
      Timeline: { Value: { Ref: 'Timeline' } },
      Seen: { Value: { Ref: 'Seen' } },
      Undelivered: { Value: { Ref: 'Undelivered' } },
    },
  });
});
afterAll(() => cloud.close());

async function write(...ids: string[]): Promise<void> {
  const puts = ids.map((id) => ({ PutRequest: { Item: { id: { S: id } } } }));
  await cloud.dynamodb.send(new BatchWriteItemCommand({ RequestItems: { [outputs['Timeline'] ?? '']: puts } }));
}

/** How often the function has seen a record, once it has seen it at all. */
function timesSeen(id: string): Promise<number> {
  return vi.waitUntil(
    async () => {
      const { Count } = await cloud.dynamodb.send(
        new QueryCommand({
          TableName: outputs['Seen'],
          KeyConditionExpression: 'id = :id',
          ExpressionAttributeValues: { ':id': { S: id } },
        }),
      );
      return Count;
    },
    { timeout: 10_000, interval: 50 },
  );
}

describe('a stream', () => {
  it('hands its records to the function', async () => {
    await cloud.dynamodb.send(new PutItemCommand({ TableName: outputs['Timeline'], Item: { id: { S: 'created' } } }));
    expect(await timesSeen('created')).toBe(1);
  });

  it('[stream-failures] comes again with the record that the function reported, not with those before it', async () => {
    await write('before', 'flaky', 'behind');
    await write('last');
    await timesSeen('last');
    // a batch may hold all four: the record that failed comes again after the others were seen
    await vi.waitFor(async () => expect(await timesSeen('flaky')).toBe(2), { timeout: 10_000, interval: 100 });
    expect(await timesSeen('before')).toBe(1);
  });

  it('[stream-failures] isolates a record that always fails, tells the destination of it, and goes on', async () => {
    await write('ahead', 'poison', 'after');
    expect(await timesSeen('after')).toBe(1);
    const { Messages = [] } = await new SQSClient(cloud.clientConfig).send(
      new ReceiveMessageCommand({ QueueUrl: outputs['Undelivered'], MaxNumberOfMessages: 10, WaitTimeSeconds: 5 }),
    );
    expect(Messages.map(({ Body = '' }) => JSON.parse(Body))).toEqual([
      expect.objectContaining({
        requestContext: expect.objectContaining({ condition: 'RetryAttemptsExhausted' }),
        DDBStreamBatchInfo: expect.objectContaining({ batchSize: 1 }),
      }),
    ]);
  });
});
