import { InvariantBroken } from '../../kernel/result.ts';
import { mayDecideAloneFrom } from '../../parties/index.ts';
import { advance, type Step, type StepAnswer, type StepInput } from '../advance.ts';
import { afterPermission } from '../after-permission.ts';
import { type Finding, findings, ownership } from '../findings.ts';
import type { LinkRequest } from '../link-request.ts';
import { lookAtRequest } from '../look.ts';
import type { CapabilitiesOf, LinkDeps } from '../ports.ts';
import { secondPersonReasons } from '../second-person.ts';
import { failing, transition } from '../transition.ts';
import { review, secondPersonsAgreement } from '../waits.ts';

const actor = { kind: 'desk', part: 'link-machine' } as const;

/**
 * Looks at everything once more before anybody outside is asked: then a second person where one is due, else the
 * customer. What a customer has started goes to a person at once, since only a person can tell what it is about.
 */
export const createCheckRequest =
  (deps: LinkDeps & { readonly capabilitiesOf: CapabilitiesOf }) =>
  (input: StepInput): Promise<StepAnswer> =>
    advance(deps, input, 'checking', async (record, at): Promise<Step> => {
      if (record.origin === 'customer') return toReview(deps, record, at);
      const facts = await lookAtRequest(deps, record);
      const { policy } = facts;
      const found = findings(facts);
      const failed = found.find(({ result }) => result === 'fail');
      if (failed) return transition(record, { actor, at, ...failure(failed) }, deps.newId);
      const data = { findings: found.map(told), ownership: ownership(facts) };
      const nearMisses = found.flatMap((one) => one.nearMisses ?? []);
      const because = secondPersonReasons(record, policy, nearMisses);
      if (because.length === 0) {
        const onward = await afterPermission(deps, record);
        return transition(record, { ...onward, actor, at, data: { ...data, ...onward.data } }, deps.newId);
      }
      const aloneFrom = await mayDecideAloneFrom(deps.tables, record, policy, at);
      const set = { secondPerson: { because, nearMisses, ...(aloneFrom && { aloneFrom }) } };
      const wait = secondPersonsAgreement(record, at, aloneFrom);
      const more = { ...data, because, ...(aloneFrom && { aloneFrom }) };
      return transition(record, { to: 'awaiting_second_person', actor, at, set, wait, data: more }, deps.newId);
    });

function toReview(deps: LinkDeps, record: LinkRequest, at: string) {
  if (!record.review || !record.application) throw new InvariantBroken(`${record.id} has no application to review`);
  const { because } = record.review;
  const wait = review(record, at, undefined);
  return transition(record, { to: 'awaiting_reseller_review', actor, at, wait, data: { because } }, deps.newId);
}

/** Without words about the identifier: a second person, who reads the timeline, has to find it by themselves (B15). */
function told({ check, result }: Finding) {
  return { check, result };
}

function failure({ check, because }: Finding) {
  const failed = failing({ stage: 'validation', code: `${check}_failed` }, because);
  return { ...failed, data: { ...failed.data, because } };
}
