import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Cloud, functionResources, startCloud } from '../support/cloud.ts';

/** Says what surrounds it, or makes the call that it is asked for and answers how that ended. */
const code = `
const { DynamoDBClient, PutItemCommand, GetItemCommand } = require('@aws-sdk/client-dynamodb');
const { S3Client, PutObjectCommand } = require('@aws-sdk/client-s3');
const { SQSClient, SendMessageBatchCommand, ReceiveMessageCommand } = require('@aws-sdk/client-sqs');
const dynamodb = new DynamoDBClient({});
const sqs = new SQSClient({});
const s3 = new S3Client({});
const input = { TableName: process.env.TABLE };
const key = { id: { S: 'x' } };
const calls = {
  read: () => dynamodb.send(new GetItemCommand({ ...input, Key: key })),
  write: () => dynamodb.send(new PutItemCommand({ ...input, Item: key })),
  send: () => sqs.send(new SendMessageBatchCommand({ QueueUrl: process.env.QUEUE, Entries: [{ Id: '0', MessageBody: 'x' }] })),
  receive: () => sqs.send(new ReceiveMessageCommand({ QueueUrl: process.env.QUEUE })),
  store: () => s3.send(new PutObjectCommand({ Bucket: process.env.BUCKET, Key: 'asset', Body: 'kept' })),
};
exports.handler = async ({ call }) => {
  if (call) return calls[call]().then(() => 'done', (error) => error.name);
  const { AWS_ENDPOINT_URL, AWS_REGION, AWS_PROFILE, HTTPS_PROXY, TZ } = process.env;
  return { endpoint: AWS_ENDPOINT_URL, region: AWS_REGION, zone: TZ, leaked: AWS_PROFILE ?? HTTPS_PROXY, node: process.version };
};`;

const silentCalls = 40;
// What the emulator waits for a log line that never comes, before it answers a call of a silent function.
const waitAsShipped = 50;

let cloud: Cloud;
let lambda: LambdaClient;
let outputs: Record<string, string>;

beforeAll(async () => {
  process.env['AWS_PROFILE'] = 'of-the-caller';
  process.env['HTTPS_PROXY'] = 'http://proxy.invalid';
  cloud = await startCloud();
  lambda = new LambdaClient(cloud.clientConfig);
  outputs = await cloud.deploy('calls', {
    Resources: {
      Table: {
        Type: 'AWS::DynamoDB::Table',
        Properties: {
          BillingMode: 'PAY_PER_REQUEST',
          AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
          KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
        },
      },
      ...functionResources('Caller', code, {
        statements: [
          { Effect: 'Allow', Action: 'dynamodb:GetItem', Resource: { 'Fn::GetAtt': ['Table', 'Arn'] } },
          { Effect: 'Allow', Action: 's3:PutObject', Resource: { 'Fn::Sub': '${Bucket.Arn}/*' } },
          { Effect: 'Allow', Action: 'sqs:SendMessage', Resource: { 'Fn::GetAtt': ['Queue', 'Arn'] } },
        ],
        properties: {
          Environment: { Variables: { TABLE: { Ref: 'Table' }, BUCKET: { Ref: 'Bucket' }, QUEUE: { Ref: 'Queue' } } },
        },
      }),
      Queue: { Type: 'AWS::SQS::Queue', Properties: {} },
      Bucket: { Type: 'AWS::S3::Bucket', Properties: {} },
      TlsOnly: {
        Type: 'AWS::S3::BucketPolicy',
        Properties: {
          Bucket: { Ref: 'Bucket' },
          PolicyDocument: {
            Version: '2012-10-17',
            Statement: [
              {
                Effect: 'Deny',
                Principal: '*',
                Action: 's3:*',
                Resource: [{ 'Fn::GetAtt': ['Bucket', 'Arn'] }, { 'Fn::Sub': '${Bucket.Arn}/*' }],
                Condition: { Bool: { 'aws:SecureTransport': 'false' } },
              },
            ],
          },
        },
      },
    },
    Outputs: { Caller: { Value: { Ref: 'Caller' } } },
  });
});
afterAll(() => cloud.close());

async function invoke(event: object): Promise<unknown> {
  const { Payload } = await lambda.send(
    new InvokeCommand({ FunctionName: outputs['Caller'], Payload: JSON.stringify(event) }),
  );
  return JSON.parse(Payload?.transformToString() ?? '');
}

describe('a function', () => {
  it('may do what its role grants and nothing else', async () => {
    expect(await invoke({ call: 'read' })).toBe('done');
    expect(await invoke({ call: 'write' })).toBe('AccessDeniedException');
  });

  it('runs on Node 24 in UTC, is told where the cloud is, and sees nothing of who started the engine', async () => {
    const { endpoint } = cloud.engine;
    const node = expect.stringMatching(/^v24\./);
    expect(await invoke({})).toEqual({ endpoint, region: 'us-east-1', zone: 'UTC', node });
  });

  it('[lambda-latency] that logs nothing is answered without a wait for its log', async () => {
    await invoke({});
    const began = performance.now();
    for (let call = 0; call < silentCalls; call++) await invoke({});
    expect(performance.now() - began).toBeLessThan(silentCalls * waitAsShipped);
  });
});

describe('a queue', () => {
  it('[sqs-batch-rights] takes batches from who may send one message, and gives it none', async () => {
    expect(await invoke({ call: 'send' })).toBe('done');
    expect(await invoke({ call: 'receive' })).toBe('AccessDenied');
  });
});

describe('a bucket that refuses plain http', () => {
  it('[secure-transport] takes calls over the loopback', async () => {
    expect(await invoke({ call: 'store' })).toBe('done');
  });
});
