import { parseDecisionName } from '../../decisions/decision.ts';
import { InvariantBroken, ok } from '../../kernel/result.ts';
import { change } from '../../platform/change.ts';
import type { DueItem } from '../../platform/due.ts';
import { move } from '../../timeline/index.ts';
import { readLinkRequest } from '../advance.ts';
import { caseFacts } from '../case-facts.ts';
import type { LinkDeps } from '../ports.ts';
import { fence } from '../transition.ts';
import { escalationOwner } from './assignment.ts';

/**
 * Hands a request whose wait lasts too long to the owner of escalations (R061), once for each wait. A wait that has
 * ended meanwhile is left alone.
 */
export async function escalateWait(deps: LinkDeps, item: DueItem): Promise<void> {
  const ref = parseDecisionName(item.org, item.id);
  if (!ref) throw new InvariantBroken(`not a wait: ${item.id}`);
  const owner = await escalationOwner(deps.tables, item.org);
  const at = deps.clock.now();
  const read = () => readLinkRequest(deps.tables, item.org, ref.subject);
  await change(deps.tables, read, (record) => {
    const wait = record?.waitingOn;
    const lasts = wait?.kind === ref.kind && wait.round === ref.round && wait.escalatedAt === undefined;
    if (!record || !wait || !lasts) return ok({ intents: [], value: undefined });
    const waitingOn = { ...wait, escalatedAt: at };
    const entry = {
      type: 'link_request.escalated',
      actor: { kind: 'desk', part: 'due-work' },
      at,
      data: {
        from: record.owner,
        to: owner,
        waitedFor: { party: wait.party, for: wait.for, since: wait.since, until: wait.until },
        case: caseFacts(record),
      },
    } as const;
    const step = { set: { owner, waitingOn }, expect: fence(record) };
    return ok({ intents: move(record, step, entry, deps.newId), value: undefined });
  });
}
