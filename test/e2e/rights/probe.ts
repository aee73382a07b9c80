import { randomUUID } from 'node:crypto';
import {
  GetFunctionConfigurationCommand,
  InvokeCommand,
  LambdaClient,
  ListEventSourceMappingsCommand,
  UpdateEventSourceMappingCommand,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda';
import type { GroupName } from '../../../infra/groups.ts';
import { deployed } from '../../../local/cloud.ts';
import { machineCredentials } from '../../../local/seed.ts';
import { type Desk, expectOk, foundReseller, quickTerms } from '../../support/desk.ts';

/** Something that a group does for people, and that breaks when one of the rights that it takes is missing. */
export type Probe = {
  readonly group: GroupName;
  readonly does: string;
  /** Stands by itself and can be done any number of times. @throws when it does not work. */
  readonly act: (bench: Bench) => Promise<unknown>;
};

/** What probes work with: a reseller with its people. */
export type Bench = Awaited<ReturnType<typeof startBench>>;

export async function startBench(desk: Desk) {
  const hastyTerms = { ...quickTerms, windows: { ...quickTerms.windows, customerSeconds: 1 } };
  const [reseller, hasty] = await Promise.all([foundReseller(desk), foundReseller(desk, hastyTerms)]);
  const [admin, operator, auditor] = await Promise.all([
    reseller.as('admin'),
    reseller.as('operator'),
    reseller.as('auditor'),
  ]);
  const me = (await expectOk(admin.readMe())).json;
  /** `hasty` asks customers for a second only. */
  return { desk, reseller, hasty, admin, operator, auditor, me, machine: await machineCredentials(desk.cloud) };
}

/** Keeps queues and streams from calling functions meanwhile, so that nobody else does a probe's work. */
export async function quietly<T>({ cloud }: Desk, meanwhile: () => Promise<T>): Promise<T> {
  const lambda = new LambdaClient(cloud.aws);
  const { EventSourceMappings = [] } = await lambda.send(new ListEventSourceMappingsCommand());
  const turn = (Enabled: boolean) =>
    Promise.all(
      EventSourceMappings.map(({ UUID }) => lambda.send(new UpdateEventSourceMappingCommand({ UUID, Enabled }))),
    );
  await turn(false);
  try {
    return await meanwhile();
  } finally {
    await turn(true);
  }
}

/** Calls a function as its machine, stream or pool does. @throws when it throws or gives anything back. */
export async function invoke({ cloud }: Desk, group: GroupName, payload: object): Promise<unknown> {
  const lambda = new LambdaClient(cloud.aws);
  const FunctionName = `${deployed.functionPrefix}${group}`;
  const command = new InvokeCommand({ FunctionName, Payload: JSON.stringify(payload) });
  const { FunctionError, Payload } = await lambda.send(command);
  const answer = JSON.parse(Buffer.from(Payload ?? []).toString() || 'null');
  if (FunctionError) throw new Error(`${group} throws ${JSON.stringify(answer)}`);
  if (answer?.batchItemFailures?.length > 0) throw new Error(`${group} gives work back`);
  return answer;
}

/** Hands a group a message, as its queue does. */
export function hand(desk: Desk, group: GroupName, message: object): Promise<unknown> {
  return invoke(desk, group, { Records: [{ messageId: randomUUID(), body: JSON.stringify(message) }] });
}

/** Gives a group new workers, that remember nothing, with a clock this far ahead. */
export async function renew({ cloud }: Desk, group: GroupName, clockOffsetSeconds = 0): Promise<void> {
  const lambda = new LambdaClient(cloud.aws);
  const FunctionName = `${deployed.functionPrefix}${group}`;
  const { Environment } = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName }));
  const Variables = { ...Environment?.Variables, CLOCK_OFFSET_SECONDS: String(clockOffsetSeconds) };
  await lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName, Environment: { Variables } }));
}
