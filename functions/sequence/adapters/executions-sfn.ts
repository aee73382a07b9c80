import { DescribeExecutionCommand, type SFNClient } from '@aws-sdk/client-sfn';
import type { Executions } from '../reconcile.ts';

/** Looks at executions of a machine by their names. */
export function stepFunctionsExecutions(client: SFNClient, machineArn: string): Executions {
  const prefix = machineArn.replace(':stateMachine:', ':execution:');
  return {
    async state(name) {
      try {
        const { status, stopDate } = await client.send(
          new DescribeExecutionCommand({ executionArn: `${prefix}:${name}` }),
        );
        return status === 'RUNNING'
          ? { kind: 'running' }
          : { kind: 'ended', at: (stopDate ?? new Date(0)).toISOString() };
      } catch (error) {
        if (error instanceof Error && error.name === 'ExecutionDoesNotExist') return { kind: 'missing' };
        throw error;
      }
    },
  };
}
