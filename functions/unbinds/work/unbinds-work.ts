import { escalationOwner } from '../../links/follow/assignment.ts';
import { DueItem } from '../../platform/due.ts';
import type { Work } from '../../platform/work-group.ts';
import { escalateWait } from '../../sequence/escalate-wait.ts';
import type { ReconcileDeps } from '../../sequence/reconcile.ts';
import { watchWork } from '../../sequence/watch.ts';
import { climbLadder } from '../customer-started/climb-ladder.ts';
import { openDailyLook } from '../customer-started/open-daily-look.ts';
import type { CapabilitiesOf } from '../ports.ts';
import { unbindSequence } from '../unbind-sequence.ts';

/** The queue of `unbinds-work`: watches and dead executions, waits that last too long, and what customers start. */
export const createUnbindsWork = (deps: ReconcileDeps & { readonly capabilitiesOf: CapabilitiesOf }): Work => {
  const watch = watchWork(unbindSequence, deps);
  const escalating = { ...deps, escalationOwner: (org: string) => escalationOwner(deps.tables, org) };
  return async (message) => {
    const item = DueItem.safeParse(message).data;
    if (item?.kind === 'unbind.escalate') return escalateWait(unbindSequence, escalating, item);
    if (item?.kind === 'unbind.clock') return climbLadder(deps, item);
    if (item?.kind === 'unbind.daily-look') return openDailyLook(deps, item);
    return watch(message);
  };
};
