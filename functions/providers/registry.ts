import { InvariantBroken } from '../kernel/result.ts';
import { createAlibabaPort } from './alibaba/adapter.ts';
import { capabilities } from './capabilities.ts';
import type { PortDeps } from './port-deps.ts';
import type { ProviderPort, Site, SiteCapabilities } from './provider.ts';
import { createTencentPort } from './tencent/adapter.ts';

/** What the desk has of a site: what it can do, and the adapter that does it. */
export type Registered = {
  readonly capabilities: SiteCapabilities;
  readonly makePort: (deps: PortDeps) => ProviderPort;
};

const ports: Readonly<Partial<Record<Site, Registered['makePort']>>> = {
  'tencent-intl': createTencentPort,
  'alibaba-intl': createAlibabaPort,
};

/** Undefined for a site without an adapter. */
export function registered(site: Site): Registered | undefined {
  const [known, makePort] = [capabilities[site], ports[site]];
  return known && makePort && { capabilities: known, makePort };
}

/** The places that providers are called at instead of their own; stage `local` sets them. */
export type Endpoints = Readonly<Partial<Record<SiteCapabilities['provider'], string | undefined>>>;

/**
 * Ports by site, each made once, when first asked for.
 * @throws InvariantBroken for a site without an adapter: its capabilities were not asked before
 */
export function portsBySite(deps: Omit<PortDeps, 'endpoint'>, endpoints: Endpoints = {}): (site: Site) => ProviderPort {
  const made = new Map<Site, ProviderPort>();
  return (site) => {
    const known = made.get(site);
    if (known) return known;
    const entry = registered(site);
    if (!entry) throw new InvariantBroken(`no adapter for ${site}`);
    const port = entry.makePort({ ...deps, endpoint: endpoints[entry.capabilities.provider] });
    made.set(site, port);
    return port;
  };
}
