import { DueItem } from '../../platform/due.ts';
import type { Work } from '../../platform/work-group.ts';
import type { ReconcileDeps } from '../../sequence/reconcile.ts';
import { watchWork } from '../../sequence/watch.ts';
import { escalateWait } from '../follow/escalate-wait.ts';
import { handOver } from '../follow/hand-over.ts';
import { linkSequence } from '../link-sequence.ts';

/** The queue of `links-work`: watches and dead executions, waits that last too long, and work that members leave behind. */
export const createLinksWork = (deps: ReconcileDeps): Work => {
  const watch = watchWork(linkSequence, deps);
  return async (message) => {
    const item = DueItem.safeParse(message).data;
    if (item?.kind === 'link.escalate') return escalateWait(deps, item);
    if (item?.kind === 'member.hand-over') return handOver(deps, item);
    return watch(message);
  };
};
