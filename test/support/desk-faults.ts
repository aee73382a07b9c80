import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import {
  GetFunctionConfigurationCommand,
  LambdaClient,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda';
import { vi } from 'vitest';
import type { DecisionRef } from '../../functions/decisions/decision.ts';
import { waitingTokenKey } from '../../functions/decisions/waiting-token.ts';
import type { GroupName } from '../../infra/groups.ts';
import { readDeskState } from '../../local/cloud/desk-state.ts';
import { bringUp, deployed } from '../../local/cloud.ts';
import { hasEnded, killGroup } from '../../local/engine/engine-process.ts';
import type { Desk } from './desk.ts';
import { nextSnapshot } from './next-snapshot.ts';
import { patience } from './patience.ts';

const run = promisify(execFile);

/** Whether the body of a call holds all of these: an id, an organisation, an address. */
export function mentions(...texts: readonly string[]): (body: unknown) => boolean {
  return (body) => texts.every((text) => JSON.stringify(body).includes(text));
}

/** How often functions have made this call with all of these in its body. */
export function countCalls({ faults }: Desk, operation: string, ...texts: readonly string[]): number {
  const isMeant = mentions(...texts);
  return faults.calls.filter((call) => call.operation === operation && isMeant(call.body)).length;
}

/** Ends the engine with all its workers at once, as a power cut would, once all that was done is in a snapshot. */
export async function cutPower({ cloud }: Desk): Promise<void> {
  const engine = readDeskState(cloud.stateDir)?.processes.engine;
  if (!engine) throw new Error('no engine runs');
  await nextSnapshot({ pid: engine.pid, stateDir: join(cloud.stateDir, 'engine') });
  killGroup(engine.pid);
  await hasEnded(engine.pid);
}

/** Brings the same desk up again, as `npm start` does after a crash. */
export async function powerBack({ cloud, faults }: Desk): Promise<void> {
  await bringUp({ stateDir: cloud.stateDir, lambdaEndpoint: faults.endpoint });
}

/** Ends all workers of a group at once, in the middle of whatever they do. */
export async function killWorkers({ cloud }: Desk, group: GroupName): Promise<void> {
  const folder = `${cloud.stateDir}/engine/tmp/ministack-lambda-${deployed.functionPrefix}${group}-`;
  const { stdout } = await run('ps', ['-axww', '-o', 'pid=,command=']);
  const found = stdout.split('\n').filter((line) => line.includes(folder));
  if (found.length === 0) throw new Error(`no worker of ${group} runs`);
  const pids = found.map((line) => Number.parseInt(line, 10));
  for (const pid of pids) process.kill(pid, 'SIGKILL');
  for (const pid of pids) await hasEnded(pid);
}

/** Lets these groups live so many seconds ahead meanwhile. Their workers are replaced before and after. */
export async function ahead<T>(
  { cloud }: Desk,
  groups: readonly GroupName[],
  seconds: number,
  meanwhile: () => Promise<T>,
): Promise<T> {
  const lambda = new LambdaClient(cloud.aws);
  const turn = async (offset: number) => {
    for (const group of groups) {
      const FunctionName = `${deployed.functionPrefix}${group}`;
      const { Environment } = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName }));
      const Variables = { ...Environment?.Variables, CLOCK_OFFSET_SECONDS: String(offset) };
      await lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName, Environment: { Variables } }));
    }
  };
  await turn(seconds);
  try {
    return await meanwhile();
  } finally {
    await turn(0);
  }
}

/** The token of the state in which this execution waits for an answer, once it waits. */
export function heldToken({ tables }: Desk, ref: DecisionRef, execution = `${ref.subject}-1`): Promise<string> {
  return vi.waitUntil(async () => {
    const item = await tables.get('private', waitingTokenKey(ref));
    return item?.['execution'] === execution ? String(item['token']) : undefined;
  }, patience);
}
