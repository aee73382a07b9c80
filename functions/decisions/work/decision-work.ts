import { plusSeconds } from '../../kernel/clock.ts';
import { InvariantBroken } from '../../kernel/result.ts';
import { DueItem, type DueKind, due } from '../../platform/due.ts';
import type { Work } from '../../platform/work-group.ts';
import type { DecisionDeps } from '../change-decision.ts';
import { type DecisionRef, parseDecisionName } from '../decision.ts';
import { deliverAnswer } from '../deliver-answer.ts';
import { expireDecision } from '../expire-decision.ts';
import type { Waiters } from '../ports.ts';

type Deps = DecisionDeps & { readonly waiters: Waiters };

/** The due work that looks whether the machine of a record still lives, by the prefix of the record's id. */
const watchKinds: Readonly<Record<string, DueKind>> = { lreq: 'link.watch', ubd: 'unbind.watch' };

/** The queue of `decisions-work`: questions whose time is over, and answers that nobody may have delivered. */
export const createDecisionWork =
  (deps: Deps): Work =>
  async (message) => {
    const item = DueItem.parse(message);
    const ref = parseDecisionName(item.org, item.id);
    if (!ref) throw new InvariantBroken(`not a decision: ${item.id}`);
    if (item.kind === 'decision.expire') await expireDecision(deps, ref);
    await deliver(deps, ref);
  };

/** An answer whose waiting state is gone is a matter for whoever watches the record. */
async function deliver(deps: Deps, ref: DecisionRef): Promise<void> {
  if ((await deliverAnswer(deps, ref)) !== 'dead') return;
  const kind = watchKinds[ref.subject.split('_')[0] ?? ''];
  if (kind)
    await deps.tables.transact([due({ kind, org: ref.org, id: ref.subject, at: plusSeconds(deps.clock.now(), 1) })]);
}
