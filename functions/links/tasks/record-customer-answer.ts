import type { Decision } from '../../decisions/decision.ts';
import type { StepAnswer, StepInput } from '../advance.ts';
import type { LinkDeps } from '../ports.ts';
import { takeAnswer } from '../take-answer.ts';
import { transition } from '../transition.ts';

const actor = { kind: 'customer' } as const;

/** Takes in what the customer answered, or that they did not. Who is linked already needs no invitation to more. */
export const createRecordCustomerAnswer =
  (deps: LinkDeps) =>
  (input: StepInput): Promise<StepAnswer> =>
    takeAnswer(deps, input, 'awaiting_customer', 'the customer did not answer in time', ({ record, decision, at }) => {
      const reason = reasonOf(decision);
      if (decision.verdict !== 'confirmed')
        return transition(record, { to: 'rejected', actor, at, set: { reason } }, deps.newId);
      const to = record.changes ? 'preparing' : 'inviting';
      return transition(record, { to, actor, at, data: { identified: identifiedBy(decision) } }, deps.newId);
    });

function reasonOf({ answer }: Decision): string {
  const reason = answer?.['reason'];
  return typeof reason === 'string' && reason !== '' ? reason : 'the customer said no';
}

/** How the customer said who it is (R032). */
function identifiedBy({ question, answer }: Decision): 'account_typed' | 'account_claimed' | 'not_yet' {
  if (question?.accountId !== undefined) return 'account_typed';
  return answer?.['claims'] === undefined ? 'not_yet' : 'account_claimed';
}
