import type * as z from 'zod';
import { servePretendConsole } from '../console.ts';
import { callInProcess, serveControl } from '../control.ts';
import type { WireReply, WireRequest } from '../server.ts';
import { type Simulator, type SimulatorOptions, standUp } from '../stand-up.ts';
import { partnerConsole } from './console/console.ts';
import { type AlibabaControl, alibabaControl } from './control-client.ts';
import { controlRoutes } from './control-routes.ts';
import { serveBill } from './files/bills.ts';
import { createGateway } from './gateway.ts';
import { alibabaSeedSchema, stateFromSeed } from './seed-state.ts';
import { alibabaStateSchema } from './state.ts';
import { serveObject } from './storage/objects.ts';

export type AlibabaSimulatorOptions = SimulatorOptions<z.input<typeof alibabaSeedSchema>>;
export type AlibabaSimulator = Simulator<AlibabaControl>;

/** Starts a simulator of the partner API of Alibaba Cloud's international site on 127.0.0.1. */
export async function startAlibabaSimulator(options: AlibabaSimulatorOptions): Promise<AlibabaSimulator> {
  const { serve, ...standing } = standUp(options, {
    state: alibabaStateSchema,
    seed: alibabaSeedSchema,
    fromSeed: stateFromSeed,
  });
  const { world, save } = standing;
  const routes = controlRoutes(standing);
  const gateway = createGateway(standing);
  const answer = async (request: WireRequest): Promise<WireReply> => {
    const { pathname } = request.url;
    if (pathname === '/') return gateway(request);
    if (/^\/(register|console)(\/|$)/.test(pathname)) {
      const page = await servePretendConsole(partnerConsole, world, request, save);
      // Opening a registration URL is something that the provider remembers.
      if (pathname === '/register') save();
      return page;
    }
    if (pathname.startsWith('/statements/')) return serveBill(world, request.url);
    if (pathname.startsWith('/_control/')) return serveControl(routes, request);
    return serveObject(world, request);
  };
  const server = await serve(answer);
  return { url: server.url, control: alibabaControl(callInProcess(routes)), close: () => server.close() };
}
