import type { Work } from '../../platform/work-group.ts';
import type { ReconcileDeps } from '../../sequence/reconcile.ts';
import { watchWork } from '../../sequence/watch.ts';
import { syncSequence } from '../sync/sync-sequence.ts';

/** The queue of `rebates-work`: watches over syncs, and executions that have just died. */
export const createRebatesWork = (deps: ReconcileDeps): Work => watchWork(syncSequence, deps);
