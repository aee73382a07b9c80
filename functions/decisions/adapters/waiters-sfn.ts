import { SendTaskSuccessCommand, type SFNClient } from '@aws-sdk/client-sfn';
import { err, ok } from '../../kernel/result.ts';
import type { Waiters } from '../ports.ts';

const goneErrors = new Set(['TaskTimedOut', 'TaskDoesNotExist', 'InvalidToken']);

/** Wakes waiting states of Step Functions. The output is empty: the record holds the answer. */
export function stepFunctionsWaiters(client: SFNClient): Waiters {
  return {
    async wake(taskToken) {
      try {
        await client.send(new SendTaskSuccessCommand({ taskToken, output: '{}' }));
        return ok();
      } catch (error) {
        if (error instanceof Error && goneErrors.has(error.name)) return err({ kind: 'gone' });
        throw error;
      }
    },
  };
}
