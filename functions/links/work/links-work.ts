import { DueItem } from '../../platform/due.ts';
import type { Work } from '../../platform/work-group.ts';
import { escalateWait } from '../../sequence/escalate-wait.ts';
import type { ReconcileDeps } from '../../sequence/reconcile.ts';
import { watchWork } from '../../sequence/watch.ts';
import { escalationOwner } from '../follow/assignment.ts';
import { handOver } from '../follow/hand-over.ts';
import { linkSequence } from '../link-sequence.ts';

/** The queue of `links-work`: watches and dead executions, waits that last too long, and work that members leave behind. */
export const createLinksWork = (deps: ReconcileDeps): Work => {
  const watch = watchWork(linkSequence, deps);
  const escalating = { ...deps, escalationOwner: (org: string) => escalationOwner(deps.tables, org) };
  return async (message) => {
    const item = DueItem.safeParse(message).data;
    if (item?.kind === 'link.escalate') return escalateWait(linkSequence, escalating, item);
    if (item?.kind === 'member.hand-over') return handOver(deps, item);
    return watch(message);
  };
};
