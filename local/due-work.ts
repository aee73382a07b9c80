import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { deployed, type LocalCloud } from './cloud.ts';

/** Hands out what is due now. The scheduler does so each minute, which is long for somebody who watches. */
export async function runDueWork({ aws }: Pick<LocalCloud, 'aws'>): Promise<void> {
  const FunctionName = `${deployed.functionPrefix}due`;
  const { FunctionError, Payload } = await new LambdaClient(aws).send(new InvokeCommand({ FunctionName }));
  if (FunctionError) throw new Error(`Due work failed: ${Payload?.transformToString()}`);
}
