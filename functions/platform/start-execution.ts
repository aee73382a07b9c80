import { type SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { asError, err, ok } from '../kernel/result.ts';
import type { RelayDeps, Start } from './relay.ts';

/** Starts executions of the desk's machines; `failed` is told why. */
export function startsExecutions(
  client: SFNClient,
  machineArns: Readonly<Record<Start['machine'], string>>,
  failed: (name: string, error: Error) => void,
): RelayDeps['start'] {
  return async ({ machine, name, input }) => {
    try {
      const stateMachineArn = machineArns[machine];
      await client.send(new StartExecutionCommand({ stateMachineArn, name, input: JSON.stringify(input) }));
      return ok();
    } catch (thrown) {
      const error = asError(thrown);
      // an execution of this name has run and ended: it was started before
      if (error.name === 'ExecutionAlreadyExists') return ok();
      failed(name, error);
      return err({ kind: 'failed' });
    }
  };
}
