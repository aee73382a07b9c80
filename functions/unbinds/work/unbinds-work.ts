import { escalationOwner } from '../../links/follow/assignment.ts';
import { DueItem } from '../../platform/due.ts';
import type { Work } from '../../platform/work-group.ts';
import { escalateWait } from '../../sequence/escalate-wait.ts';
import type { ReconcileDeps } from '../../sequence/reconcile.ts';
import { watchWork } from '../../sequence/watch.ts';
import { unbindSequence } from '../unbind-sequence.ts';

/** The queue of `unbinds-work`: watches and dead executions, and waits that last too long. */
export const createUnbindsWork = (deps: ReconcileDeps): Work => {
  const watch = watchWork(unbindSequence, deps);
  const escalating = { ...deps, escalationOwner: (org: string) => escalationOwner(deps.tables, org) };
  return async (message) => {
    const item = DueItem.safeParse(message).data;
    if (item?.kind === 'unbind.escalate') return escalateWait(unbindSequence, escalating, item);
    return watch(message);
  };
};
