import { consume, type Decision } from '../../decisions/decision.ts';
import { expireDecision } from '../../decisions/expire-decision.ts';
import type { Instant } from '../../kernel/clock.ts';
import { advance, type Step, type StepAnswer, type StepInput } from '../advance.ts';
import type { LinkRequest } from '../link-request.ts';
import type { LinkDeps } from '../ports.ts';
import { transition, waitingRef } from '../transition.ts';

/** Takes in what the customer answered, or that they did not; still open, the machine waits on for the time left. */
export const createRecordCustomerAnswer =
  (deps: LinkDeps) =>
  (input: StepInput): Promise<StepAnswer> =>
    advance(deps, input, 'awaiting_customer', async (record, at) => {
      const ref = waitingRef(record);
      const decision = ref && (await expireDecision(deps, ref));
      return decision ? takeIn(deps, record, decision, at) : null;
    });

function takeIn(deps: LinkDeps, record: LinkRequest, decision: Decision, at: Instant): Step {
  const actor = { kind: 'customer' } as const;
  const also = [consume(decision, at)];
  switch (decision.status) {
    case 'open':
    case 'closed':
      return null;
    case 'expired':
      return {
        ...transition(
          record,
          {
            to: 'expired',
            actor: { kind: 'desk', part: 'link-machine' },
            at,
            set: { reason: 'the customer did not answer in time' },
          },
          deps.newId,
        ),
        also,
      };
    case 'decided':
      if (decision.verdict === 'confirmed')
        return { ...transition(record, { to: 'inviting', actor, at }, deps.newId), also };
      return {
        ...transition(record, { to: 'rejected', actor, at, set: { reason: reasonOf(decision) } }, deps.newId),
        also,
      };
  }
}

function reasonOf(decision: Decision): string {
  const reason = decision.answer?.['reason'];
  return typeof reason === 'string' && reason !== '' ? reason : 'the customer said no';
}
