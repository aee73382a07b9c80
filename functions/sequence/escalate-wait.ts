import { parseDecisionName } from '../decisions/decision.ts';
import { InvariantBroken, ok } from '../kernel/result.ts';
import { change } from '../platform/change.ts';
import type { DueItem } from '../platform/due.ts';
import { move } from '../timeline/index.ts';
import { readRecord } from './advance.ts';
import type { Sequence, SequenceDeps, Sequenced } from './sequence.ts';
import { fence } from './transition.ts';

/**
 * Hands a record whose wait lasts too long to the owner of escalations (R061), once for each wait. A wait that has ended
 * meanwhile is left alone.
 * @param owner who takes over in this organisation
 */
export async function escalateWait<R extends Sequenced>(
  sequence: Sequence<R>,
  deps: SequenceDeps & { readonly escalationOwner: (org: string) => Promise<string> },
  item: DueItem,
): Promise<void> {
  const ref = parseDecisionName(item.org, item.id);
  if (!ref) throw new InvariantBroken(`not a wait: ${item.id}`);
  const owner = await deps.escalationOwner(item.org);
  const at = deps.clock.now();
  const read = () => readRecord(sequence, deps.tables, item.org, ref.subject);
  await change(deps.tables, read, (record) => {
    const wait = record?.waitingOn;
    const lasts = wait?.kind === ref.kind && wait.round === ref.round && wait.escalatedAt === undefined;
    if (!record || !wait || !lasts) return ok({ intents: [], value: undefined });
    const { party, for: what, since, until } = wait;
    const entry = {
      type: `${sequence.name}.escalated`,
      actor: { kind: 'desk', part: 'due-work' },
      at,
      data: { from: record.owner, to: owner, waitedFor: { party, for: what, since, until }, ...sequence.told(record) },
    } as const;
    const step = { set: { owner, waitingOn: { ...wait, escalatedAt: at } }, expect: fence(record) };
    return ok({ intents: move(record, step, entry, deps.newId), value: undefined });
  });
}
