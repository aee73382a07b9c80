import * as z from 'zod';
import type { StepAnswer, StepInput } from '../advance.ts';
import { ApplicationSeen } from '../link-request.ts';
import type { LinkDeps } from '../ports.ts';
import { takeAnswer } from '../take-answer.ts';
import { transition } from '../transition.ts';

/** What the poll records as the answer of an `application` question. */
export const ApplicationAnswer = z.object({ application: ApplicationSeen });

/** Takes in what was seen at the provider: the customer's application or another account's, or a wish to invite again. */
export const createRecordApplication =
  (deps: LinkDeps) =>
  (input: StepInput): Promise<StepAnswer> =>
    takeAnswer(deps, input, 'awaiting_application', notInTime, ({ record, decision, at }) => {
      const desk = { kind: 'desk', part: 'link-machine' } as const;
      if (decision.verdict === 'invite_again')
        return transition(record, { to: 'inviting', actor: desk, at }, deps.newId);
      const { application } = ApplicationAnswer.parse(decision.answer);
      const actor = { kind: 'provider', site: record.partnerAccount.site } as const;
      const seen = { actor, at, set: { application }, data: { application } };
      if (application.account === record.customer.accountId)
        return transition(record, { ...seen, to: 'approving' }, deps.newId);
      const failure = { stage: 'approval', code: 'other_account_applied' } as const;
      const reason = `account ${application.account} applied on this invitation instead of ${record.customer.accountId}`;
      const failed = { set: { application, failure, reason }, data: { application, failure } };
      return transition(record, { ...seen, ...failed, to: 'failed' }, deps.newId);
    });

const notInTime = 'the customer did not apply at the provider in time';
