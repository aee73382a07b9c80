import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CloudFormationClient,
  CreateStackCommand,
  DescribeStacksCommand,
  type Stack,
  UpdateStackCommand,
} from '@aws-sdk/client-cloudformation';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { vi } from 'vitest';
import {
  defaultEngineDir,
  type Engine,
  type EngineOptions,
  engineRegion,
  installEngine,
  startEngine,
} from '../../local/engine/engine.ts';
import { patience } from './patience.ts';

/** An engine of the test's own with clients for it. */
export interface Cloud {
  readonly engine: Engine;
  readonly stateDir: string;
  /** What an SDK client of the test is made with: the engine's address and its root keys. */
  readonly clientConfig: ClientConfig;
  readonly dynamodb: DynamoDBClient;
  /** Creates the stack, or updates it if it is there, and answers its outputs. */
  deploy(stackName: string, template: Template): Promise<Record<string, string>>;
  /** Stops the engine and removes what it kept. */
  close(): Promise<void>;
}

export interface ClientConfig {
  endpoint: string;
  region: string;
  credentials: { accessKeyId: string; secretAccessKey: string };
}

export interface Template {
  Resources: Record<string, object>;
  Outputs?: Record<string, object>;
}

/** Starts an engine; `DESK_ENGINE_OFF` leaves corrections out, for the script that proves that a test notices. */
export async function startCloud(options: Partial<EngineOptions> = {}): Promise<Cloud> {
  await installEngine(defaultEngineDir);
  const stateDir = options.stateDir ?? (await mkdtemp(join(tmpdir(), 'desk-engine-')));
  const off = (process.env['DESK_ENGINE_OFF'] ?? '').split(',').filter((name) => name !== '');
  const engine = await startEngine({
    port: await freePort(),
    persist: false,
    corrections: { off },
    ...options,
    stateDir,
  });
  const clientConfig = {
    endpoint: engine.endpoint,
    region: engineRegion,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  };
  const cloudformation = new CloudFormationClient(clientConfig);
  return {
    engine,
    stateDir,
    clientConfig,
    dynamodb: new DynamoDBClient(clientConfig),
    deploy: (stackName, template) => deploy(cloudformation, stackName, template),
    close: async () => {
      await engine.kill();
      await rm(stateDir, { recursive: true, force: true });
    },
  };
}

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('A listening server has a port.');
  await new Promise((closed) => server.close(closed));
  return address.port;
}

async function deploy(
  cloudformation: CloudFormationClient,
  StackName: string,
  template: Template,
): Promise<Record<string, string>> {
  const request = { StackName, TemplateBody: JSON.stringify(template), Capabilities: ['CAPABILITY_IAM' as const] };
  const existing = await stackOf(cloudformation, StackName).catch(() => undefined);
  await cloudformation.send(existing ? new UpdateStackCommand(request) : new CreateStackCommand(request));
  const stack = await vi.waitUntil(async () => {
    const found = await stackOf(cloudformation, StackName);
    return found.StackStatus?.endsWith('IN_PROGRESS') ? undefined : found;
  }, patience);
  if (!/^(CREATE|UPDATE)_COMPLETE$/.test(stack.StackStatus ?? '')) {
    throw new Error(`${StackName}: ${stack.StackStatus} ${stack.StackStatusReason}`);
  }
  return Object.fromEntries((stack.Outputs ?? []).map(({ OutputKey, OutputValue }) => [OutputKey, OutputValue]));
}

async function stackOf(cloudformation: CloudFormationClient, StackName: string): Promise<Stack> {
  const { Stacks } = await cloudformation.send(new DescribeStacksCommand({ StackName }));
  const [stack] = Stacks ?? [];
  if (stack === undefined) throw new Error(`There is no stack ${StackName}.`);
  return stack;
}

/** A function with inline CommonJS code, and its role with these statements. */
export function functionResources(
  name: string,
  code: string,
  { statements = [], properties = {} }: { statements?: object[]; properties?: object } = {},
): Record<string, object> {
  return {
    [`${name}Role`]: {
      Type: 'AWS::IAM::Role',
      Properties: {
        AssumeRolePolicyDocument: {
          Version: '2012-10-17',
          Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
        },
        Policies:
          statements.length === 0
            ? []
            : [{ PolicyName: 'grants', PolicyDocument: { Version: '2012-10-17', Statement: statements } }],
      },
    },
    [name]: {
      Type: 'AWS::Lambda::Function',
      Properties: {
        Runtime: 'nodejs24.x',
        Handler: 'index.handler',
        Timeout: 10,
        Role: { 'Fn::GetAtt': [`${name}Role`, 'Arn'] },
        Code: { ZipFile: code },
        ...properties,
      },
    },
  };
}
