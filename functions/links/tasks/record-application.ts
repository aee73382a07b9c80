import * as z from 'zod';
import { mayDecideAloneFrom, readPolicy } from '../../parties/index.ts';
import { acceptedGoesTo } from '../accepted-goes-to.ts';
import type { StepAnswer, StepInput } from '../advance.ts';
import { ApplicationSeen } from '../link-request.ts';
import { canTake, claimedAccount, takeAccount, whyReview } from '../other-account.ts';
import type { CapabilitiesOf, LinkDeps } from '../ports.ts';
import { type Answered, takeAnswer } from '../take-answer.ts';
import { transition } from '../transition.ts';
import { review as reviewWait } from '../waits.ts';

/** What the poll records as the answer of an `application` question. */
export const ApplicationAnswer = z.object({ application: ApplicationSeen });

/**
 * Takes in what was seen at the provider. The customer's own application goes on to be approved; so does one that shows
 * the identifier which the customer itself claimed (R146), and where the provider asks nobody to approve, one that used
 * our invitation of a customer who claimed none. Any other account is a person's to judge.
 */
export const createRecordApplication =
  (deps: RecordApplicationDeps) =>
  (input: StepInput): Promise<StepAnswer> =>
    takeAnswer(deps, input, 'awaiting_application', notInTime, async (answered) => {
      const { record, decision, at } = answered;
      const desk = { kind: 'desk', part: 'link-machine' } as const;
      if (decision.verdict === 'invite_again')
        return transition(record, { to: 'inviting', actor: desk, at }, deps.newId);
      const { application } = ApplicationAnswer.parse(decision.answer);
      const actor = { kind: 'provider', site: record.partnerAccount.site } as const;
      const seen = { actor, at, set: { application }, data: { application } };
      if (application.account === record.customer.accountId)
        return transition(record, { ...seen, to: acceptedGoesTo(deps, record) }, deps.newId);
      return unexpected(deps, answered, application);
    });

type RecordApplicationDeps = LinkDeps & { readonly capabilitiesOf: CapabilitiesOf };

async function unexpected(
  deps: RecordApplicationDeps,
  { record, at }: Answered,
  application: z.infer<typeof ApplicationSeen>,
) {
  const { account } = application;
  const actor = { kind: 'provider', site: record.partnerAccount.site } as const;
  const [taking, claimed] = await Promise.all([
    canTake(deps, record, account),
    record.customer.accountId === undefined ? claimedAccount(deps, record) : undefined,
  ]);
  const to = acceptedGoesTo(deps, record);
  const isTheirs = claimed === account || (claimed === undefined && to === 'preparing' && !record.customer.accountId);
  if (isTheirs && taking.free) {
    const { customer, intents } = takeAccount(record, account);
    const data = { application, learned: account };
    const set = { application, customer };
    return { ...transition(record, { to, actor, at, set, data }, deps.newId), also: intents };
  }
  const policy = await readPolicy(deps.tables, record.org, record.policyVersion);
  const aloneFrom = await mayDecideAloneFrom(deps.tables, record, policy, at);
  const review = { ...whyReview(record, claimed, taking), ...(aloneFrom && { aloneFrom }) };
  const wait = reviewWait(record, at, aloneFrom);
  const set = { application, review };
  const data = { application, because: review.because };
  return transition(record, { to: 'awaiting_reseller_review', actor, at, set, wait, data }, deps.newId);
}

const notInTime = 'the customer did not apply at the provider in time';
