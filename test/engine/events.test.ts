import { DeleteMessageCommand, ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Cloud, functionResources, startCloud } from '../support/cloud.ts';
import { deployMachines, type Machines } from '../support/machines.ts';

/** Passes on what it is called with; of a batch of messages it reports those that say `bad` as failed. */
const code = `
const { SQSClient, SendMessageCommand } = require('@aws-sdk/client-sqs');
const sqs = new SQSClient({});
const passOn = (body) => sqs.send(new SendMessageCommand({ QueueUrl: process.env.INBOX, MessageBody: JSON.stringify(body) }));
exports.handler = async (event) => {
  if (!event.Records) return passOn(event);
  const failed = event.Records.filter(({ body }) => body === 'bad');
  for (const { body } of event.Records) await passOn({ handled: body });
  return { batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) };
};`;

const arn = (name: string) => ({ 'Fn::GetAtt': [name, 'Arn'] });
const assumedBy = (service: string, action: string, resource: object) => ({
  Type: 'AWS::IAM::Role',
  Properties: {
    AssumeRolePolicyDocument: {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' }],
    },
    Policies: [
      {
        PolicyName: 'grants',
        PolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: action, Resource: resource }] },
      },
    ],
  },
});

let cloud: Cloud;
let machines: Machines;
let sqs: SQSClient;
let outputs: Record<string, string>;

beforeAll(async () => {
  cloud = await startCloud();
  sqs = new SQSClient(cloud.clientConfig);
  machines = await deployMachines(cloud);
  outputs = await cloud.deploy('events', {
    Resources: {
      Inbox: { Type: 'AWS::SQS::Queue', Properties: {} },
      Dead: { Type: 'AWS::SQS::Queue', Properties: {} },
      Due: {
        Type: 'AWS::SQS::Queue',
        Properties: {
          VisibilityTimeout: 1,
          RedrivePolicy: { deadLetterTargetArn: arn('Dead'), maxReceiveCount: 2 },
        },
      },
      ...functionResources('PassOn', code, {
        statements: [
          { Effect: 'Allow', Action: 'sqs:SendMessage', Resource: arn('Inbox') },
          {
            Effect: 'Allow',
            Action: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
            Resource: arn('Due'),
          },
        ],
        properties: { Environment: { Variables: { INBOX: { Ref: 'Inbox' } } } },
      }),
      DueMapping: {
        Type: 'AWS::Lambda::EventSourceMapping',
        Properties: {
          EventSourceArn: arn('Due'),
          FunctionName: { Ref: 'PassOn' },
          BatchSize: 10,
          FunctionResponseTypes: ['ReportBatchItemFailures'],
        },
      },
      Ended: {
        Type: 'AWS::Events::Rule',
        Properties: {
          EventPattern: {
            source: ['aws.states'],
            'detail-type': ['Step Functions Execution Status Change'],
            detail: { status: ['FAILED', 'TIMED_OUT', 'ABORTED'] },
          },
          Targets: [{ Id: 'reconcile', Arn: arn('PassOn') }],
        },
      },
      EndedPermission: {
        Type: 'AWS::Lambda::Permission',
        Properties: {
          FunctionName: { Ref: 'PassOn' },
          Action: 'lambda:InvokeFunction',
          Principal: 'events.amazonaws.com',
          SourceArn: arn('Ended'),
        },
      },
      Scheduler: assumedBy('scheduler.amazonaws.com', 'lambda:InvokeFunction', arn('PassOn')),
      Soon: {
        Type: 'AWS::Scheduler::Schedule',
        Properties: {
          ScheduleExpression: `at(${new Date(Date.now() + 2000).toISOString().slice(0, 19)})`,
          FlexibleTimeWindow: { Mode: 'OFF' },
          Target: { Arn: arn('PassOn'), RoleArn: arn('Scheduler'), Input: '{"due":"now"}' },
        },
      },
    },
    Outputs: { Inbox: { Value: { Ref: 'Inbox' } }, Due: { Value: { Ref: 'Due' } }, Dead: { Value: { Ref: 'Dead' } } },
  });
});
afterAll(() => cloud.close());

const arrived: Record<string, unknown>[] = [];

/** Takes from the inbox until what is wanted is among it. Each message is taken once. */
function inbox(wanted: (body: Record<string, unknown>) => boolean): Promise<Record<string, unknown>> {
  return vi.waitUntil(
    async () => {
      arrived.push(...(await receive('Inbox')).map((body) => JSON.parse(body)));
      const at = arrived.findIndex(wanted);
      return at === -1 ? undefined : arrived.splice(at, 1)[0];
    },
    { timeout: 20_000, interval: 10 },
  );
}

async function receive(queue: string): Promise<string[]> {
  const QueueUrl = outputs[queue];
  const { Messages = [] } = await sqs.send(
    new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 1 }),
  );
  for (const { ReceiptHandle } of Messages) await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
  return Messages.map(({ Body = '' }) => Body);
}

describe('the end of an execution', () => {
  it.each([
    ['FAILED', { StartAt: 'End', States: { End: { Type: 'Fail', Error: 'Broken' } } }],
    ['TIMED_OUT', { TimeoutSeconds: 1, StartAt: 'End', States: { End: { Type: 'Wait', Seconds: 5, End: true } } }],
  ])('as %s reaches the function of a rule', async (status, definition) => {
    const { executionArn, name } = await machines.run(`ends-${status}`, definition);
    const event = await inbox(({ detail }) => (detail as { name?: string } | undefined)?.name === name);
    expect(event).toMatchObject({ source: 'aws.states', detail: { status, executionArn } });
  });
});

describe('a queue', () => {
  it('keeps only the messages that the function reported, and moves them to the dead-letter queue in the end', async () => {
    await sqs.send(new SendMessageCommand({ QueueUrl: outputs['Due'], MessageBody: 'good' }));
    await sqs.send(new SendMessageCommand({ QueueUrl: outputs['Due'], MessageBody: 'bad' }));
    await inbox(({ handled }) => handled === 'good');
    await inbox(({ handled }) => handled === 'bad');
    await inbox(({ handled }) => handled === 'bad');
    const dead = await vi.waitUntil(
      async () => {
        const bodies = await receive('Dead');
        return bodies.length > 0 ? bodies : undefined;
      },
      { timeout: 20_000, interval: 10 },
    );
    expect(dead).toEqual(['bad']);
  });
});

describe('a schedule', () => {
  it('invokes its function with its input', async () => {
    expect(await inbox(({ due }) => due !== undefined)).toEqual({ due: 'now' });
  });
});
