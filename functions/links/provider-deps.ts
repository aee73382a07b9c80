import type { Waiters } from '../decisions/ports.ts';
import type { EffectDeps } from '../providers/effects.ts';
import type { PartnerAccountRef, ProviderPort, Site } from '../providers/provider.ts';
import type { LinkRequest } from './link-request.ts';
import type { CapabilitiesOf, LinkDeps } from './ports.ts';

/** What tasks that call a cloud stand on. */
export type LinkProviderDeps = LinkDeps &
  EffectDeps & {
    readonly portOf: (site: Site) => ProviderPort;
    readonly capabilitiesOf: CapabilitiesOf;
    readonly waiters: Waiters;
  };

export function accountRef({ org, partnerAccount }: Pick<LinkRequest, 'org' | 'partnerAccount'>): PartnerAccountRef {
  return { org, account: partnerAccount.id, site: partnerAccount.site, environment: partnerAccount.environment };
}
