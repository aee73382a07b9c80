import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { deployed, type LocalCloud } from './cloud.ts';

/** Hands out what is due now. The scheduler does so each minute, which is long for somebody who watches. */
export function runDueWork(cloud: Pick<LocalCloud, 'aws'>): Promise<void> {
  return run(cloud, 'due');
}

/** Begins the nights that have come, as the scheduler does each hour. */
export function runNights(cloud: Pick<LocalCloud, 'aws'>): Promise<void> {
  return run(cloud, 'rebates-nights');
}

async function run({ aws }: Pick<LocalCloud, 'aws'>, group: string): Promise<void> {
  const FunctionName = `${deployed.functionPrefix}${group}`;
  const { FunctionError, Payload } = await new LambdaClient(aws).send(new InvokeCommand({ FunctionName }));
  if (FunctionError) throw new Error(`${group} failed: ${Payload?.transformToString()}`);
}
