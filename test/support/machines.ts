import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  type DescribeExecutionOutput,
  GetExecutionHistoryCommand,
  type HistoryEvent,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { vi } from 'vitest';
import { type Cloud, functionResources } from './cloud.ts';
import { patience } from './patience.ts';

/**
 * A function that does what its event says: notes the call and its token under `key`, throws an error of the name
 * `throw` (always, or for the first `times` calls of its key; `after` seconds, then noted once more), or returns its
 * event.
 */
const workerCode = `
const { DynamoDBClient, UpdateItemCommand } = require('@aws-sdk/client-dynamodb');
const dynamodb = new DynamoDBClient({});
const note = async (key, token = 'none') => {
  const { Attributes } = await dynamodb.send(new UpdateItemCommand({
    TableName: process.env.TABLE, Key: { key: { S: key } }, ReturnValues: 'ALL_NEW',
    UpdateExpression: 'SET tokens = list_append(if_not_exists(tokens, :none), :token)',
    ExpressionAttributeValues: { ':none': { L: [] }, ':token': { L: [{ S: token }] } } }));
  return Attributes.tokens.L.length;
};
exports.handler = async (event) => {
  const calls = event.key ? await note(event.key, event.token) : 1;
  if (event.after) {
    await new Promise((later) => setTimeout(later, event.after * 1000));
    await note(event.key);
  }
  if (event.throw && calls <= (event.times ?? Infinity)) {
    throw Object.assign(new Error('as asked'), { name: event.throw });
  }
  return event;
};`;

/** State machines on a cloud, with one worker function for their tasks. */
export interface Machines {
  readonly sfn: SFNClient;
  readonly workerArn: string;
  /** A task state that calls the worker. */
  task(payload: object | string, rest: object): object;
  /** A task state that calls the worker with the token and waits for it to come back. */
  tokenTask(payload: object, rest: object): object;
  create(name: string, definition: object): Promise<string>;
  start(stateMachineArn: string, options?: { name?: string; input?: unknown }): Promise<string>;
  /** Waits for the end. */
  ended(executionArn: string): Promise<DescribeExecutionOutput>;
  /** Creates, starts and waits. */
  run(name: string, definition: object, input?: unknown): Promise<DescribeExecutionOutput>;
  history(executionArn: string): Promise<HistoryEvent[]>;
  /** The tokens that the worker was given under a key, once there are as many. */
  tokens(key: string, count: number): Promise<string[]>;
}

/** Deploys the worker and its table. */
export async function deployMachines(cloud: Cloud): Promise<Machines> {
  const sfn = new SFNClient(cloud.clientConfig);
  const {
    WorkerArn: workerArn = '',
    RoleArn: roleArn = '',
    Table: TableName = '',
  } = await cloud.deploy('machines', {
    Resources: {
      Tokens: {
        Type: 'AWS::DynamoDB::Table',
        Properties: {
          BillingMode: 'PAY_PER_REQUEST',
          AttributeDefinitions: [{ AttributeName: 'key', AttributeType: 'S' }],
          KeySchema: [{ AttributeName: 'key', KeyType: 'HASH' }],
        },
      },
      ...functionResources('Worker', workerCode, {
        statements: [{ Effect: 'Allow', Action: 'dynamodb:UpdateItem', Resource: { 'Fn::GetAtt': ['Tokens', 'Arn'] } }],
        properties: { Environment: { Variables: { TABLE: { Ref: 'Tokens' } } } },
      }),
    },
    Outputs: {
      WorkerArn: { Value: { 'Fn::GetAtt': ['Worker', 'Arn'] } },
      RoleArn: { Value: { 'Fn::GetAtt': ['WorkerRole', 'Arn'] } },
      Table: { Value: { Ref: 'Tokens' } },
    },
  });

  const create = async (name: string, definition: object): Promise<string> => {
    const request = { name, roleArn, definition: JSON.stringify({ QueryLanguage: 'JSONata', ...definition }) };
    const { stateMachineArn = '' } = await sfn.send(new CreateStateMachineCommand(request));
    return stateMachineArn;
  };
  const start: Machines['start'] = async (stateMachineArn, { name, input = {} } = {}) => {
    const { executionArn = '' } = await sfn.send(
      new StartExecutionCommand({ stateMachineArn, input: JSON.stringify(input), ...(name && { name }) }),
    );
    return executionArn;
  };
  const ended = (executionArn: string): Promise<DescribeExecutionOutput> =>
    vi.waitUntil(async () => {
      const execution = await sfn.send(new DescribeExecutionCommand({ executionArn }));
      return execution.status === 'RUNNING' ? undefined : execution;
    }, patience);
  return {
    sfn,
    workerArn,
    task: (Payload, rest) => taskState('arn:aws:states:::lambda:invoke', workerArn, Payload, rest),
    tokenTask: (payload, rest) =>
      taskState(
        'arn:aws:states:::lambda:invoke.waitForTaskToken',
        workerArn,
        { ...payload, token: '{% $states.context.Task.Token %}' },
        rest,
      ),
    create,
    start,
    ended,
    run: async (name, definition, input = {}) => ended(await start(await create(name, definition), { input })),
    history: async (executionArn) => {
      const { events = [] } = await sfn.send(new GetExecutionHistoryCommand({ executionArn, maxResults: 1000 }));
      return events;
    },
    tokens: (key, count) =>
      vi.waitUntil(async () => {
        const { Item } = await cloud.dynamodb.send(
          new GetItemCommand({ TableName, Key: { key: { S: key } }, ConsistentRead: true }),
        );
        const tokens = (Item?.['tokens']?.L ?? []).map(({ S = '' }) => S);
        return tokens.length >= count ? tokens : undefined;
      }, patience),
  };
}

function taskState(resource: string, workerArn: string, Payload: object | string, rest: object): object {
  return { Type: 'Task', Resource: resource, Arguments: { FunctionName: workerArn, Payload }, ...rest };
}
