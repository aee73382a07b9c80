import * as z from 'zod';
import { consume, type Decision } from '../../decisions/decision.ts';
import { expireDecision } from '../../decisions/expire-decision.ts';
import type { Instant } from '../../kernel/clock.ts';
import { advance, type Step, type StepAnswer, type StepInput } from '../advance.ts';
import { ApplicationSeen, type LinkRequest } from '../link-request.ts';
import type { LinkDeps } from '../ports.ts';
import { transition, waitingRef } from '../transition.ts';

/** What the poll records as the answer of an `application` question. */
export const ApplicationAnswer = z.object({ application: ApplicationSeen });

/** Takes in what was seen at the provider: the customer's application, another account's, none in time, or a person's wish to invite again. */
export const createRecordApplication =
  (deps: LinkDeps) =>
  (input: StepInput): Promise<StepAnswer> =>
    advance(deps, input, 'awaiting_application', async (record, at) => {
      const ref = waitingRef(record);
      const decision = ref && (await expireDecision(deps, ref));
      return decision ? takeIn(deps, record, decision, at) : null;
    });

function takeIn(deps: LinkDeps, record: LinkRequest, decision: Decision, at: Instant): Step {
  const also = [consume(decision, at)];
  const desk = { kind: 'desk', part: 'link-machine' } as const;
  switch (decision.status) {
    case 'open':
    case 'closed':
      return null;
    case 'expired':
      return {
        ...transition(
          record,
          { to: 'expired', actor: desk, at, set: { reason: 'the customer did not apply at the provider in time' } },
          deps.newId,
        ),
        also,
      };
    case 'decided': {
      if (decision.verdict === 'invite_again')
        return { ...transition(record, { to: 'inviting', actor: desk, at }, deps.newId), also };
      return { ...applied(deps, record, ApplicationAnswer.parse(decision.answer), at), also };
    }
  }
}

function applied(deps: LinkDeps, record: LinkRequest, { application }: z.infer<typeof ApplicationAnswer>, at: Instant) {
  const actor = { kind: 'provider', site: record.partnerAccount.site } as const;
  if (application.account === record.customer.accountId) {
    return transition(record, { to: 'approving', actor, at, set: { application }, data: { application } }, deps.newId);
  }
  const failure = { stage: 'approval', code: 'other_account_applied' } as const;
  const reason = `account ${application.account} applied on this invitation instead of ${record.customer.accountId}`;
  return transition(
    record,
    { to: 'failed', actor, at, set: { application, failure, reason }, data: { application, failure } },
    deps.newId,
  );
}
