import { err, ok } from '../kernel/result.ts';
import { changeDecision, type DecisionDeps } from './change-decision.ts';
import { type Decision, type DecisionRef, expire } from './decision.ts';

/**
 * Records that nobody answered in time, together with its timeline entry. Called by due work and by a state whose time
 * ran out; whoever comes second finds it recorded. A question that still has time is left open.
 */
export async function expireDecision(deps: DecisionDeps, ref: DecisionRef): Promise<Decision | undefined> {
  const at = deps.clock.now();
  const done = await changeDecision(deps, ref, (decision, tell) => {
    if (!decision) return err({ kind: 'no_decision' as const });
    if (decision.status !== 'open' || decision.expiresAt > at) return ok({ intents: [], value: decision });
    const data = { kind: ref.kind, round: ref.round };
    const told = tell({ type: 'decision.expired', actor: { kind: 'desk', part: 'due-work' }, at, data });
    const expired: Decision = { ...decision, status: 'expired', decidedAt: at };
    return ok({ intents: [...expire(ref, at), ...told], value: expired });
  });
  return done.ok ? done.value : undefined;
}
