import {
  CreateTableCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { CreateBucketCommand, GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Cloud, freePort, functionResources, startCloud } from '../support/cloud.ts';
import { type FaultProxy, startFaultProxy, transactionConflict } from '../support/fault-proxy.ts';

const TableName = 'desk';
const item = (id: string) => ({ TableName, Item: { id: { S: id } } });
const putItem = { service: 'dynamodb', operation: 'PutItem' };

let proxy: FaultProxy;
let cloud: Cloud;
let dynamodb: DynamoDBClient;

beforeAll(async () => {
  const port = await freePort();
  proxy = await startFaultProxy(`http://127.0.0.1:${port}`);
  cloud = await startCloud({ port, lambdaEndpoint: proxy.endpoint });
  dynamodb = new DynamoDBClient({ ...cloud.clientConfig, endpoint: proxy.endpoint, maxAttempts: 1 });
  await dynamodb.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    }),
  );
});
afterEach(() => proxy.reset());
afterAll(async () => {
  await cloud.close();
  await proxy.close();
});

const put = (id: string, client = dynamodb) => client.send(new PutItemCommand(item(id)));

async function isStored(id: string): Promise<boolean> {
  const { Item } = await dynamodb.send(new GetItemCommand({ TableName, Key: { id: { S: id } } }));
  return Item !== undefined;
}

describe('an answer in the place of the service', () => {
  it('is the error that the SDK knows, for as many calls as asked', async () => {
    proxy.answer({ ...putItem, times: 2 }, { error: 'ThrottlingException', message: 'slow down' });
    await expect(put('a')).rejects.toThrow(expect.objectContaining({ name: 'ThrottlingException' }));
    await expect(put('a')).rejects.toThrow('slow down');
    await expect(isStored('a')).resolves.toBe(false);
    await put('a');
  });

  it('is retried by a client that retries', async () => {
    proxy.answer(putItem, { error: 'InternalServerError', status: 500 });
    await put('retried', new DynamoDBClient({ ...cloud.clientConfig, endpoint: proxy.endpoint }));
    await expect(isStored('retried')).resolves.toBe(true);
  });

  it('names the items of a transaction that another one holds', async () => {
    proxy.answer({ service: 'dynamodb', operation: 'TransactWriteItems' }, transactionConflict(2, 1));
    const transaction = dynamodb.send(
      new TransactWriteItemsCommand({ TransactItems: [{ Put: item('t1') }, { Put: item('t2') }] }),
    );
    await expect(transaction).rejects.toThrow(
      expect.objectContaining({
        name: 'TransactionCanceledException',
        CancellationReasons: [{ Code: 'None' }, expect.objectContaining({ Code: 'TransactionConflict' })],
      }),
    );
  });

  it('applies to the calls whose body it is for, and to no others', async () => {
    const isB = (body: unknown) => JSON.stringify(body).includes('"b"');
    proxy.answer({ ...putItem, body: isB }, { error: 'ThrottlingException' });
    await put('c');
    await expect(put('b')).rejects.toThrow('ThrottlingException');
  });

  it('reaches S3 clients as XML', async () => {
    const s3 = new S3Client({ ...cloud.clientConfig, endpoint: proxy.endpoint, forcePathStyle: true, maxAttempts: 1 });
    const object = { Bucket: 'evidence', Key: 'a/page.html' };
    await s3.send(new CreateBucketCommand({ Bucket: 'evidence' }));
    proxy.answer({ service: 's3', operation: 'PutObject' }, { error: 'SlowDown', status: 503 });
    await expect(s3.send(new PutObjectCommand({ ...object, Body: 'x' }))).rejects.toThrow(
      expect.objectContaining({ name: 'SlowDown' }),
    );
    await s3.send(new PutObjectCommand({ ...object, Body: Buffer.from([0, 255, 128]) }));
    const { Body } = await s3.send(new GetObjectCommand(object));
    expect([...((await Body?.transformToByteArray()) ?? [])]).toEqual([0, 255, 128]);
  });
});

describe('a lost call or answer', () => {
  it('leaves nothing behind when the connection breaks before the service', async () => {
    proxy.dropCall(putItem);
    await expect(put('dropped')).rejects.toThrow(/socket hang up|ECONNRESET/);
    await expect(isStored('dropped')).resolves.toBe(false);
  });

  it('leaves the effect behind when the connection breaks after the service', async () => {
    proxy.dropAnswer(putItem);
    await expect(put('unanswered')).rejects.toThrow(/socket hang up|ECONNRESET/);
    await expect(isStored('unanswered')).resolves.toBe(true);
  });
});

describe('a slow call', () => {
  it('is held until it is released', async () => {
    const hold = proxy.hold(putItem);
    const pending = put('held');
    expect(await hold.arrived).toMatchObject({ operation: 'PutItem', body: { Item: { id: { S: 'held' } } } });
    await expect(isStored('held')).resolves.toBe(false);
    hold.release();
    await pending;
    await expect(isStored('held')).resolves.toBe(true);
  });

  it('can be cut off before the service sees it', async () => {
    const hold = proxy.hold(putItem);
    const broken = put('cut').then(() => 'answered', String);
    await hold.arrived;
    hold.cut();
    expect(await broken).toMatch(/socket hang up|ECONNRESET/);
    await expect(isStored('cut')).resolves.toBe(false);
  });

  it('is done although its answer is held, until that is released or cut off', async () => {
    for (const id of ['released', 'lost']) {
      const hold = proxy.holdAnswer(putItem);
      const pending = put(id).then(
        () => 'released',
        () => 'lost',
      );
      await hold.arrived;
      await expect(isStored(id)).resolves.toBe(true);
      if (id === 'released') hold.release();
      else hold.cut();
      expect(await pending).toBe(id);
    }
  });

  it('arrives after its delay', async () => {
    proxy.delay(putItem, 20);
    await put('delayed');
    await expect(isStored('delayed')).resolves.toBe(true);
  });
});

describe('a function behind the proxy', () => {
  it('makes its calls through it, with the rights of its own role', async () => {
    const code = `
      const { DynamoDBClient, GetItemCommand, PutItemCommand } = require('@aws-sdk/client-dynamodb');
      const dynamodb = new DynamoDBClient({ maxAttempts: 1 });
      const calls = {
        read: new GetItemCommand({ TableName: 'desk', Key: { id: { S: 'x' } } }),
        write: new PutItemCommand({ TableName: 'desk', Item: { id: { S: 'x' } } }),
      };
      exports.handler = ({ call }) => dynamodb.send(calls[call]).then(() => 'done', (error) => error.name);`;
    const { Name: FunctionName } = await cloud.deploy('caller', {
      Resources: functionResources('Caller', code, {
        statements: [{ Effect: 'Allow', Action: 'dynamodb:GetItem', Resource: '*' }],
      }),
      Outputs: { Name: { Value: { Ref: 'Caller' } } },
    });
    const lambda = new LambdaClient(cloud.clientConfig);
    const invoke = async (call: string): Promise<unknown> => {
      const { Payload } = await lambda.send(new InvokeCommand({ FunctionName, Payload: JSON.stringify({ call }) }));
      return JSON.parse(Payload?.transformToString() ?? '');
    };
    expect(await invoke('read')).toBe('done');
    expect(await invoke('write')).toBe('AccessDeniedException');
    proxy.answer({ service: 'dynamodb', operation: 'GetItem' }, { error: 'ThrottlingException' });
    expect(await invoke('read')).toBe('ThrottlingException');
  });
});
