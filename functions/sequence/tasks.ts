import * as z from 'zod';
import { DecisionKind } from '../decisions/decision.ts';
import { holdToken } from '../decisions/hold-token.ts';
import type { Waiters } from '../decisions/ports.ts';
import { type Task, TaskEnvelope, taskOf } from '../platform/task-group.ts';
import { recordKey } from '../timeline/index.ts';
import { readRecord, standing } from './advance.ts';
import { type Sequence, type SequenceDeps, type Sequenced, waitingRef } from './sequence.ts';

/** What a waiting state hands over besides: its token, and what makes the token newer than another. */
const HoldInput = TaskEnvelope.extend({
  kind: DecisionKind,
  token: z.string(),
  entered: z.string(),
  retry: z.int().nonnegative(),
});

/**
 * First state of every execution: notes that this attempt is at work, and tells where to continue. Should the record move
 * on meanwhile, the next task finds that out.
 */
export const loadRecord =
  <R extends Sequenced>(sequence: Sequence<R>, deps: SequenceDeps): Task =>
  async (input) => {
    const record = await readRecord(sequence, deps.tables, input.org, input.requestId);
    if (record && record.execution === input.execution && record.attemptSeen < record.attempt) {
      await deps.tables.transact([
        {
          op: 'update',
          table: 'desk',
          key: recordKey(record.org, record.id),
          set: { attemptSeen: record.attempt },
          expect: [{ execution: { eq: record.execution } }],
          refusal: 'version',
        },
      ]);
    }
    return standing(record, input, deps.clock.now());
  };

/**
 * What a waiting state runs: keeps its task token for whoever brings the answer. When there is nothing to wait for any
 * more (superseded, cancelled, moved on), the state is woken at once and reads why.
 */
export const holdAnswer = <R extends Sequenced>(
  sequence: Sequence<R>,
  deps: SequenceDeps & { readonly waiters: Waiters },
): Task =>
  taskOf(HoldInput, async (input): Promise<void> => {
    const record = await readRecord(sequence, deps.tables, input.org, input.requestId);
    const ref = record?.execution === input.execution ? waitingRef(record) : undefined;
    if (!record || !ref || ref.kind !== input.kind) {
      await deps.waiters.wake(input.token);
      return;
    }
    const { execution, token, entered, retry } = input;
    await holdToken(deps, ref, { attempt: record.attempt, execution, token, entered, retry });
  });
