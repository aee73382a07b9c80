import type { StepAnswer, StepInput } from '../advance.ts';
import type { LinkDeps } from '../ports.ts';
import { takeAnswer } from '../take-answer.ts';
import { transition } from '../transition.ts';

/** Takes in what the provider's own examination of an accepted application came to. */
export const createRecordAudit =
  (deps: LinkDeps) =>
  (input: StepInput): Promise<StepAnswer> =>
    takeAnswer(deps, input, 'awaiting_provider', notInTime, ({ record, decision, at }) => {
      const actor = { kind: 'provider', site: record.partnerAccount.site } as const;
      if (decision.verdict === 'passed') return transition(record, { to: 'preparing', actor, at }, deps.newId);
      return transition(record, { to: 'rejected', actor, at, set: { reason: notPassed } }, deps.newId);
    });

const notPassed =
  'the provider’s examination has ended without a link: it lists neither the application nor the customer';
const notInTime = 'the provider did not end its examination in time';
