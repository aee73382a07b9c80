import * as z from 'zod';
import { InvariantBroken } from '../kernel/result.ts';
import { capabilitiesOf } from './capabilities.ts';
import type { Endpoints } from './env.ts';
import { lazyPort } from './lazy-port.ts';
import type { PortDeps } from './port-deps.ts';
import type { ProviderPort, Site } from './provider.ts';

type CreatePort = (deps: PortDeps) => ProviderPort;

/** What a provider's `adapter.ts` exports. */
const Adapter = z.object({ createPort: z.custom<CreatePort>((given) => typeof given === 'function') });

/** The adapter in a provider's folder, which brings its SDK. All that there are get bundled, by the form of this import. */
async function adapterIn(folder: string): Promise<CreatePort> {
  const adapter: unknown = await import(`./${folder}/adapter.ts`);
  return Adapter.parse(adapter).createPort;
}

/**
 * Ports by site, each made once, its adapter loaded with the first call.
 * @param endpoints the places that providers are called at instead of their own; given for one, needed for all, so that
 *   nothing that is simulated reaches a real cloud
 * @throws InvariantBroken for a site that nothing is called at: its capabilities were not asked before
 */
export function portsBySite(deps: Omit<PortDeps, 'endpoint'>, endpoints?: Endpoints): (site: Site) => ProviderPort {
  const made = new Map<Site, ProviderPort>();
  return (site) => {
    const known = made.get(site);
    if (known) return known;
    const table = capabilitiesOf(site);
    if (!table?.adapter) throw new InvariantBroken(`no adapter for ${site}`);
    const { adapter, provider } = table;
    const endpoint = endpoints?.[provider];
    if (endpoints && endpoint === undefined) throw new InvariantBroken(`no simulator of ${provider} is told`);
    const port = lazyPort(async () => (await adapterIn(adapter))({ ...deps, endpoint }));
    made.set(site, port);
    return port;
  };
}
