import { InvariantBroken } from '../kernel/result.ts';
import { capabilities } from './capabilities.ts';
import { lazyPort } from './lazy-port.ts';
import type { PortDeps } from './port-deps.ts';
import type { ProviderId, ProviderPort, Site } from './provider.ts';

type MakePort = (deps: PortDeps) => ProviderPort;

/** The adapter of each site, which brings its provider's SDK: loaded with the first call. */
const adapters: Readonly<Partial<Record<Site, () => Promise<MakePort>>>> = {
  'tencent-intl': async () => (await import('./tencent/adapter.ts')).createTencentPort,
  'tencent-cn': async () => (await import('./tencent-cn/adapter.ts')).createPort,
  'alibaba-intl': async () => (await import('./alibaba/adapter.ts')).createAlibabaPort,
  'huawei-intl': async () => (await import('./huawei/adapter.ts')).createHuaweiPort,
};

/** Sites that can be called. */
export function hasAdapter(site: Site): boolean {
  return adapters[site] !== undefined && capabilities[site] !== undefined;
}

/** The places that providers are called at instead of their own; stage `local` sets them. */
export type Endpoints = Readonly<Partial<Record<ProviderId, string | undefined>>>;

/**
 * Ports by site, each made once.
 * @throws InvariantBroken for a site without an adapter: its capabilities were not asked before
 */
export function portsBySite(deps: Omit<PortDeps, 'endpoint'>, endpoints: Endpoints = {}): (site: Site) => ProviderPort {
  const made = new Map<Site, ProviderPort>();
  return (site) => {
    const known = made.get(site);
    if (known) return known;
    const [row, load] = [capabilities[site], adapters[site]];
    if (!row || !load) throw new InvariantBroken(`no adapter for ${site}`);
    const port = lazyPort(async () => (await load())({ ...deps, endpoint: endpoints[row.provider] }));
    made.set(site, port);
    return port;
  };
}
