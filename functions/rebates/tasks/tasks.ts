import type { Tasks } from '../../platform/task-group.ts';
import { loadRecord } from '../../sequence/tasks.ts';
import { syncSequence } from '../sync/sync-sequence.ts';
import { type ApplyTaskDeps, createApply } from './apply.ts';
import { type CompareDeps, createCompare } from './compare.ts';
import { createReadSource, type ReadSourceDeps } from './read-source.ts';

/** The tasks of the sync machine that touch our own tables and bucket alone. */
export const rebatesTasks = (deps: CompareDeps & ApplyTaskDeps): Tasks => ({
  'load-sync': loadRecord(syncSequence, deps),
  compare: createCompare(deps),
  apply: createApply(deps),
});

/** The task of the sync machine that asks a source. */
export const rebatesProviderTasks = (deps: ReadSourceDeps): Tasks => ({ 'read-source': createReadSource(deps) });
