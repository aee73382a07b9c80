import type { Decision } from '../../decisions/decision.ts';
import type { StepAnswer, StepInput } from '../advance.ts';
import type { LinkDeps } from '../ports.ts';
import { takeAnswer } from '../take-answer.ts';
import { transition } from '../transition.ts';

const actor = { kind: 'customer' } as const;

/** Takes in what the customer answered, or that they did not. */
export const createRecordCustomerAnswer =
  (deps: LinkDeps) =>
  (input: StepInput): Promise<StepAnswer> =>
    takeAnswer(deps, input, 'awaiting_customer', 'the customer did not answer in time', ({ record, decision, at }) =>
      decision.verdict === 'confirmed'
        ? transition(record, { to: 'inviting', actor, at }, deps.newId)
        : transition(record, { to: 'rejected', actor, at, set: { reason: reasonOf(decision) } }, deps.newId),
    );

function reasonOf({ answer }: Decision): string {
  const reason = answer?.['reason'];
  return typeof reason === 'string' && reason !== '' ? reason : 'the customer said no';
}
