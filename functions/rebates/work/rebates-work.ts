import { DueItem } from '../../platform/due.ts';
import type { Work } from '../../platform/work-group.ts';
import type { ReconcileDeps } from '../../sequence/reconcile.ts';
import { watchWork } from '../../sequence/watch.ts';
import { type RemindDeps, remind } from '../reminders/remind.ts';
import { syncSequence } from '../sync/sync-sequence.ts';

/** The queue of `rebates-work`: reminders, watches over syncs, and executions that have just died. */
export function createRebatesWork(deps: ReconcileDeps & RemindDeps): Work {
  const watched = watchWork(syncSequence, deps);
  return async (message) => {
    const item = DueItem.safeParse(message);
    return item.data?.kind === 'rebate.remind' ? remind(deps, item.data) : watched(message);
  };
}
