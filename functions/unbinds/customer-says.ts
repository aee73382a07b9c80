import type { DecisionRef } from '../decisions/decision.ts';
import type { Unbindings } from '../decisions/ports.ts';
import { idSchema } from '../kernel/ids.ts';
import { InvariantBroken } from '../kernel/result.ts';
import { readUnbind } from './change-unbind.ts';
import { observeFacts } from './observe-facts.ts';
import type { UnbindDeps } from './ports.ts';
import { isFinal, isUnbindOutcome } from './status.ts';
import type { Unbind } from './unbind.ts';

/**
 * What the customer's page knows of an unbinding, and what it is told there. That the customer says to have confirmed is
 * a fact with the customer as its observer: it moves nothing, because the yes counts at the provider only (R091).
 */
export function createUnbindings(deps: UnbindDeps): Unbindings {
  const read = ({ org, subject }: DecisionRef) => readUnbind(deps.tables, org, subject);
  return {
    async standing(ref) {
      const record = await read(ref);
      if (!record) throw new InvariantBroken(`a question without its unbind ${ref.subject}`);
      const said = saidIn(record, ref);
      return { stands: standsFor(record, ref), ...(said && { saidAt: said.at }) };
    },
    async say(ref, agreed) {
      const record = await read(ref);
      if (record && saidIn(record, ref)) return;
      const at = deps.clock.now();
      const fact = { kind: 'customer_confirmed', observedBy: 'customer', at, seenAt: at, agreed } as const;
      const told = await observeFacts(
        { ...deps, deliver },
        { org: ref.org, id: idSchema('unbind').parse(ref.subject) },
        { actor, at, facts: [fact] },
      );
      if (!told.ok) throw new InvariantBroken(`a statement was refused: ${told.error.kind}`);
    },
  };
}

const actor = { kind: 'customer' } as const;

/** A statement wakes nobody, since it moves nothing. */
const deliver = async () => 'nothing_to_deliver' as const;

/** Said to this question: another application is another statement. */
function saidIn({ facts, waitingOn }: Unbind, { round }: DecisionRef) {
  const since = waitingOn?.kind === 'confirmation' && waitingOn.round === round ? waitingOn.since : '';
  return facts.findLast(
    ({ kind, observedBy, seenAt }) => kind === 'customer_confirmed' && observedBy === 'customer' && seenAt >= since,
  );
}

function standsFor({ status, waitingOn }: Unbind, { kind, round }: DecisionRef) {
  if (isFinal(status) || status === 'completing') return 'completed';
  if (isUnbindOutcome(status) || status === 'awaiting_withdrawal') return 'called_off';
  return waitingOn?.kind === kind && waitingOn.round === round ? 'waiting' : 'going_on';
}
