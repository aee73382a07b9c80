import { InvariantBroken } from '../../kernel/result.ts';
import { DueItem, type DueKind } from '../../platform/due.ts';
import type { Work } from '../../platform/work-group.ts';
import { carryOut } from '../actions/carry-out.ts';
import { sharedLists } from '../look/customer-list.ts';
import { lookAtProvider } from '../look/look.ts';
import { runMeter } from '../money/run-meter.ts';
import { runTail } from '../money/run-tail.ts';
import type { UnbindProviderDeps } from '../ports.ts';
import { readDue } from '../readiness/read-due.ts';
import { recheck } from '../recheck/recheck.ts';

type DoDue = (deps: UnbindProviderDeps, item: DueItem) => Promise<void>;

/** Due work that reads at a cloud, by its kind. */
const dueWork: Readonly<Partial<Record<DueKind, DoDue>>> = {
  'unbind.read': readDue,
  'unbind.recheck': recheck,
  'unbind.act': carryOut,
  'unbind.meter': runMeter,
  'unbind.tail': runTail,
};

/** The queue of `unbinds-provider`. */
export const createProviderWork = (deps: UnbindProviderDeps): Work => {
  const list = sharedLists(deps.clock);
  return async (message) => {
    const item = DueItem.parse(message);
    if (item.kind === 'unbind.look') return lookAtProvider(deps, item, list);
    const work = dueWork[item.kind];
    if (!work) throw new InvariantBroken(`${item.kind} is no work of unbinds-provider`);
    return work(deps, item);
  };
};
