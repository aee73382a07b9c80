import { type Instant, plusSeconds } from '../kernel/clock.ts';
import { ProviderBusy } from '../providers/errors.ts';
import type { Application, PartnerAccountRef } from '../providers/provider.ts';
import type { LinkRequest } from './link-request.ts';
import { accountRef, type LinkProviderDeps } from './provider-deps.ts';

/** No provider keeps an invitation for longer, so nothing that is still to be decided is older. */
const LOOK_BACK_SECONDS = 60 * 86_400;

/** All applications at a partner account that may matter now; undefined when the provider does not answer in full. */
export async function allApplications(
  deps: Pick<LinkProviderDeps, 'portOf' | 'clock'>,
  ref: PartnerAccountRef,
): Promise<readonly Application[] | undefined> {
  const port = deps.portOf(ref.site);
  const since: Instant = plusSeconds(deps.clock.now(), -LOOK_BACK_SECONDS);
  const found: Application[] = [];
  let cursor: string | undefined;
  do {
    const page = await port.listApplications(ref, since, cursor);
    if (!page.ok) return undefined;
    found.push(...page.value.items);
    cursor = page.value.next;
  } while (cursor !== undefined);
  return found;
}

/**
 * Whether an account's application waits at the provider for the reseller's decision.
 * @throws ProviderBusy when the provider does not answer
 */
export async function isPending(
  deps: Pick<LinkProviderDeps, 'portOf' | 'clock'>,
  record: LinkRequest,
  account: string,
): Promise<boolean> {
  const all = await allApplications(deps, accountRef(record));
  if (!all) throw new ProviderBusy(30, `applications at the account of ${record.id} can not be read`);
  return all.some((one) => one.account === account && one.state === 'awaiting_decision');
}
