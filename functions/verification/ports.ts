import type { CapabilitiesOf, LinkDeps } from '../links/ports.ts';
import type { ProviderReads, Site } from '../providers/provider.ts';

/** All of a provider that verification is given. */
export type Reads = Pick<ProviderReads, 'proveLink' | 'readCustomer'>;

export type VerifyDeps = LinkDeps & {
  readonly readsOf: (site: Site) => Reads;
  readonly capabilitiesOf: CapabilitiesOf;
};
