import type { Waiters } from '../../decisions/ports.ts';
import type { Tasks } from '../../platform/task-group.ts';
import { holdAnswer, loadRecord } from '../../sequence/tasks.ts';
import type { UnbindDeps } from '../ports.ts';
import { unbindSequence } from '../unbind-sequence.ts';
import { createComplete } from './complete.ts';
import { createRecordWait } from './record-wait.ts';

/** The tasks of the unbind machine that touch nothing but our own tables. */
export const unbindsTasks = (deps: UnbindDeps & { readonly waiters: Waiters }): Tasks => ({
  'load-unbind': loadRecord(unbindSequence, deps),
  'hold-answer': holdAnswer(unbindSequence, deps),
  'record-wait': createRecordWait(deps),
  complete: createComplete(deps),
});
