import * as z from 'zod';
import { DueItem } from '../platform/due.ts';
import type { Work } from '../platform/work-group.ts';
import { type ReconcileDeps, reconcile } from './reconcile.ts';
import type { Sequence, Sequenced } from './sequence.ts';

/** What Step Functions says on the default bus when an execution fails, times out or is stopped. */
const ExecutionEnded = z.object({ detail: z.object({ input: z.string() }) });
const StartInput = z.object({ org: z.string(), requestId: z.string() });

/** Work on watches that are due, and on executions that have just died. */
export const watchWork =
  <R extends Sequenced>(sequence: Sequence<R>, deps: ReconcileDeps): Work =>
  async (message) => {
    const dueItem = DueItem.safeParse(message);
    if (dueItem.success) return reconcile(sequence, deps, dueItem.data.org, dueItem.data.id);
    const { org, requestId } = StartInput.parse(JSON.parse(ExecutionEnded.parse(message).detail.input));
    return reconcile(sequence, deps, org, requestId);
  };
