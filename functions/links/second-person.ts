import type { Policy } from '../parties/index.ts';
import { type LinkRequest, secondPersonReasons as reasons, type SecondPerson } from './link-request.ts';

type Reason = SecondPerson['because'][number];

/**
 * Why a second person has to agree before anybody outside is asked (R027): a near miss and an override always, the rest
 * as the policy says that the request is pinned to. None: the initiator's own word is enough.
 */
export function secondPersonReasons(
  { scope, types, override }: Pick<LinkRequest, 'scope' | 'types' | 'override'>,
  { secondPerson }: Pick<Policy, 'secondPerson'>,
  nearMisses: readonly string[],
): Reason[] {
  const given: Readonly<Record<Reason, boolean>> = {
    near_miss: nearMisses.length > 0,
    override: override !== undefined,
    manage: scope.access === 'manage',
    sensitive: scope.confirmEach.length > 0,
    billing: types.includes('billing'),
    provisioning: types.includes('provisioning'),
    management: types.includes('management'),
    delegation: types.includes('delegation'),
  };
  const wanted: readonly Reason[] = ['near_miss', 'override', ...secondPerson.for];
  return reasons.filter((reason) => given[reason] && wanted.includes(reason));
}
