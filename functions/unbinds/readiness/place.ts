import { type Link } from '../../links/link.ts';
import { readPartnerAccount } from '../../parties/index.ts';
import type { UnbindProviderDeps } from '../ports.ts';
import { mayAnswerLater } from './read-failure.ts';
import type { Place } from './read-on.ts';
import { periodsToRead } from './settled-periods.ts';

/** What a link's customer is read with; undefined where the desk has no adapter for its site, or the account is gone. */
export async function placeOf(
  deps: Pick<UnbindProviderDeps, 'tables' | 'clock' | 'portOf' | 'capabilitiesOf'>,
  link: Link,
  again: Place['again'] = mayAnswerLater,
): Promise<Place | undefined> {
  const account = await readPartnerAccount(deps.tables, link.org, link.partnerAccount.id);
  const site = deps.capabilitiesOf(link.partnerAccount.site);
  if (!account || !site) return undefined;
  const { clock } = deps;
  const periods = periodsToRead(site, account, clock.now(), link.linkedAt);
  return { link, account, site, port: deps.portOf(link.partnerAccount.site), clock, periods, again };
}
