import { InvariantBroken } from '../../kernel/result.ts';
import { acceptedGoesTo } from '../accepted-goes-to.ts';
import type { StepAnswer, StepInput } from '../advance.ts';
import { canTake, takeAccount } from '../other-account.ts';
import type { CapabilitiesOf, LinkDeps } from '../ports.ts';
import { takeAnswer } from '../take-answer.ts';
import { transition } from '../transition.ts';
import { review as reviewWait } from '../waits.ts';
import { PersonsAnswer } from './record-second-person.ts';

/**
 * Takes in what a person said of an application. Accepted, the request goes on with the account that applied; should
 * somebody else of ours have it by now, the person is asked once more and told who.
 */
export const createRecordReview =
  (deps: LinkDeps & { readonly capabilitiesOf: CapabilitiesOf }) =>
  (input: StepInput): Promise<StepAnswer> =>
    takeAnswer(deps, input, 'awaiting_reseller_review', notInTime, async ({ record, decision, at }) => {
      const { by, reason } = PersonsAnswer.parse(decision.answer);
      const actor = { kind: 'member', id: by } as const;
      const { review: asked, application } = record;
      if (!asked || !application) throw new InvariantBroken(`${record.id} has no application to review`);
      const review = { ...asked, decidedBy: by, ...(reason && { reason }) };
      if (decision.verdict !== 'accept') {
        const data = { account: application.account, ...(reason && { reason }) };
        return transition(record, { to: 'refusing', actor, at, set: { review }, data }, deps.newId);
      }
      const taking = await canTake(deps, record, application.account);
      if (!taking.free) {
        const { holder } = taking;
        const again = { ...asked, because: 'identifier_taken' as const, ...(holder && { holder }) };
        const wait = reviewWait(record, at, undefined);
        const step = { to: 'awaiting_reseller_review', actor, at, set: { review: again }, wait } as const;
        return transition(record, { ...step, data: { because: again.because } }, deps.newId);
      }
      const { customer, intents } = takeAccount(record, application.account);
      const data = { account: application.account, alone: by === record.createdBy };
      const to = acceptedGoesTo(deps, record);
      const step = { to, actor, at, set: { review, customer }, data } as const;
      return { ...transition(record, step, deps.newId), also: intents };
    });

const notInTime = 'nobody reviewed the application in time';
