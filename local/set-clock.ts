import {
  GetFunctionConfigurationCommand,
  LambdaClient,
  paginateListFunctions,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda';
import { readDeskState, writeDeskState } from './cloud/desk-state.ts';
import { deployed, type LocalCloud } from './cloud.ts';
import { runDueWork } from './due-work.ts';

/** How far the clock of the local desk is ahead, in seconds. @throws when the desk is not up */
export function clockOffset(cloud: LocalCloud): number {
  return stateOf(cloud).clockOffsetSeconds;
}

/** Moves the clocks of the desk and of the pretend providers together, to so many seconds ahead of the real time. */
export async function setClock(cloud: LocalCloud, offsetSeconds: number): Promise<void> {
  await setFunctions(cloud, offsetSeconds);
  const offsetMs = offsetSeconds * 1000;
  const clouds = [cloud.tencent, cloud.alibaba, cloud.huawei];
  await Promise.all(clouds.map((one) => one.moveClock({ offsetMs })));
  // kept, so that a deployment gives the functions the same clock
  writeDeskState(cloud.stateDir, { ...stateOf(cloud), clockOffsetSeconds: offsetSeconds });
  // what has become due should not wait for the next full minute
  await runDueWork(cloud);
}

function stateOf({ stateDir }: LocalCloud) {
  const state = readDeskState(stateDir);
  if (state === undefined) throw new Error('The local desk is not up. Start it with `npm start`.');
  return state;
}

/** The engine starts new workers for a function whose configuration changes. */
async function setFunctions({ aws }: LocalCloud, offsetSeconds: number): Promise<void> {
  const client = new LambdaClient(aws);
  for await (const { Functions = [] } of paginateListFunctions({ client }, {})) {
    for (const { FunctionName = '' } of Functions) {
      if (!FunctionName.startsWith(deployed.functionPrefix)) continue;
      const { Environment } = await client.send(new GetFunctionConfigurationCommand({ FunctionName }));
      const Variables = { ...Environment?.Variables, CLOCK_OFFSET_SECONDS: String(offsetSeconds) };
      await client.send(new UpdateFunctionConfigurationCommand({ FunctionName, Environment: { Variables } }));
    }
  }
}
