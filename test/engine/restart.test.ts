import { CreateTableCommand, type DynamoDBClient, GetItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { CreateBucketCommand, GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { DescribeExecutionCommand, SendTaskSuccessCommand } from '@aws-sdk/client-sfn';
import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Cloud, startCloud } from '../support/cloud.ts';
import { deployMachines, type Machines } from '../support/machines.ts';
import { nextSnapshot } from '../support/next-snapshot.ts';

const options = { persist: true };

let cloud: Cloud;
let machines: Machines;

beforeAll(async () => {
  cloud = await startCloud(options);
  machines = await deployMachines(cloud);
});
afterAll(() => cloud.close());

const running = () => ({ pid: cloud.engine.pid, stateDir: cloud.stateDir });

/**
 * Kills the engine once everything up to now is in a snapshot, and starts it again at its old address. The second snapshot
 * has the end of a call, too, whose effect was seen while it was still under way.
 */
async function crash(): Promise<void> {
  await nextSnapshot(running());
  await nextSnapshot(running());
  await cloud.engine.kill();
  cloud = await startCloud({ ...options, stateDir: cloud.stateDir, port: cloud.engine.port });
}

const countUp = { UpdateExpression: 'ADD written :one', ExpressionAttributeValues: { ':one': { N: '1' } } };

async function counter(dynamodb: DynamoDBClient) {
  const TableName = 'counter';
  await dynamodb.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    }),
  );
  return { TableName, Key: { id: { S: 'only' } } };
}

describe('after kill -9', () => {
  it('[snapshots] tables, objects and queues are as they were', async () => {
    const s3 = new S3Client({ ...cloud.clientConfig, forcePathStyle: true });
    const sqs = new SQSClient(cloud.clientConfig);
    await s3.send(new CreateBucketCommand({ Bucket: 'evidence' }));
    await s3.send(new PutObjectCommand({ Bucket: 'evidence', Key: 'page', Body: 'seen' }));
    const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: 'due' }));
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'remind' }));
    await machines.run('before', {
      StartAt: 'Note',
      States: { Note: machines.task({ key: 'before' }, { End: true }) },
    });

    await crash();

    const { Body } = await s3.send(new GetObjectCommand({ Bucket: 'evidence', Key: 'page' }));
    const { Messages } = await sqs.send(new ReceiveMessageCommand({ QueueUrl }));
    expect(await Body?.transformToString()).toBe('seen');
    expect(Messages?.map((message) => message.Body)).toEqual(['remind']);
    expect(await machines.tokens('before', 1)).toEqual(['none']);
  });

  it('[snapshots] nothing written later is there without what was written before it, whenever the kill came', async () => {
    const sqs = new SQSClient({ ...cloud.clientConfig, maxAttempts: 1 });
    const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: 'later' }));
    const { TableName, Key } = await counter(cloud.dynamodb);
    const write = async () => {
      await cloud.dynamodb.send(new UpdateItemCommand({ TableName, Key, ...countUp }));
      await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'written' }));
    };
    const writeOn = async (): Promise<never> => {
      for (;;) await write();
    };
    await write();
    const writing = writeOn().catch((error: unknown) => error);
    await nextSnapshot(running());
    await cloud.engine.kill();
    expect(await writing).toBeInstanceOf(Error);
    cloud = await startCloud({ ...options, stateDir: cloud.stateDir, port: cloud.engine.port });

    const { Item } = await cloud.dynamodb.send(new GetItemCommand({ TableName, Key }));
    const { Attributes } = await sqs.send(
      new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['ApproximateNumberOfMessages'] }),
    );
    const counted = Number(Item?.['written']?.N);
    expect(counted).toBeGreaterThan(0);
    expect([counted, counted - 1]).toContain(Number(Attributes?.['ApproximateNumberOfMessages']));
  });

  it('[sfn-resume] a waiting execution takes the answer to its old token and goes on with its variables', async () => {
    const executionArn = await machines.start(
      await machines.create('resumed', {
        StartAt: 'Keep',
        States: {
          Keep: { Type: 'Pass', Assign: { org: 'acme' }, Next: 'Wait' },
          Wait: machines.tokenTask(
            { key: 'resumed' },
            { TimeoutSeconds: 60, Output: { org: '{% $org %}', answer: '{% $states.result %}' }, End: true },
          ),
        },
      }),
    );
    const [taskToken = ''] = await machines.tokens('resumed', 1);

    await crash();

    await machines.sfn.send(new SendTaskSuccessCommand({ taskToken, output: '"yes"' }));
    const { output } = await machines.ended(executionArn);
    const entered = (await machines.history(executionArn)).filter((event) => event.type === 'TaskStateEntered');
    expect(JSON.parse(output ?? '')).toEqual({ org: 'acme', answer: 'yes' });
    expect(entered).toHaveLength(1);
    expect(await machines.tokens('resumed', 1)).toEqual([taskToken]);
  });

  it('[sfn-resume] a wait for a callback ends at its first deadline, however often the engine crashes', async () => {
    const waiting = async (name: string, TimeoutSeconds: number): Promise<string> => {
      const States = { Wait: machines.tokenTask({ key: name }, { TimeoutSeconds, End: true }) };
      return machines.start(await machines.create(name, { StartAt: 'Wait', States }));
    };
    const first = await waiting('first-deadline', 6);
    await machines.tokens('first-deadline', 1);
    const Sleep = { Type: 'Wait', Seconds: 3, End: true };
    await machines.run('meanwhile', { StartAt: 'Sleep', States: { Sleep } });
    await crash();
    await crash();
    // three of its six seconds are over, so the first wait ends before this one; started anew, it would not
    const second = await waiting('second-deadline', 4);
    const [old, fresh] = await Promise.all([machines.ended(first), machines.ended(second)]);
    expect(old.error).toBe('States.Timeout');
    expect(Number(old.stopDate)).toBeLessThan(Number(fresh.stopDate));
  });

  it('[sfn-resume] an execution in a Wait state goes on when the wait is over', async () => {
    const executionArn = await machines.start(
      await machines.create('sleeper', {
        StartAt: 'Sleep',
        States: {
          Sleep: { Type: 'Wait', Seconds: 3, Next: 'Note' },
          Note: machines.task({ key: 'sleeper' }, { Output: 'awake', End: true }),
        },
      }),
    );
    await crash();
    expect(await machines.ended(executionArn)).toMatchObject({ status: 'SUCCEEDED', output: '"awake"' });
  });

  it('[sfn-resume] a task that was under way is done again', async () => {
    const executionArn = await machines.start(
      await machines.create('under-way', {
        StartAt: 'Note',
        States: { Note: machines.task({ key: 'under-way', after: 2 }, { End: true }) },
      }),
    );
    await machines.tokens('under-way', 1);
    await crash();
    expect(await machines.ended(executionArn)).toMatchObject({ status: 'SUCCEEDED' });
    expect(await machines.tokens('under-way', 3)).toHaveLength(3);
  });
});

describe('after a stop', () => {
  it('a closed execution is still known', async () => {
    const { executionArn } = await machines.run('closed', { StartAt: 'Done', States: { Done: { Type: 'Succeed' } } });
    await cloud.engine.stop();
    cloud = await startCloud({ ...options, stateDir: cloud.stateDir, port: cloud.engine.port });
    const { status } = await machines.sfn.send(new DescribeExecutionCommand({ executionArn }));
    expect(status).toBe('SUCCEEDED');
  });
});
