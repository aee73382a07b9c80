import type * as z from 'zod';
import { servePretendConsole } from '../console.ts';
import { callInProcess, serveControl } from '../control.ts';
import { jsonReply, type WireReply, type WireRequest } from '../server.ts';
import { type Simulator, type SimulatorOptions, standUp } from '../stand-up.ts';
import { settleAssociations } from './associations/associate.ts';
import { partnerCenter } from './console/console.ts';
import { type HuaweiControl, huaweiControl } from './control-client.ts';
import { controlRoutes } from './control-routes.ts';
import { createGateway } from './gateway.ts';
import { huaweiSeedSchema, stateFromSeed } from './seed-state.ts';
import { huaweiStateSchema } from './state.ts';

export type HuaweiSimulatorOptions = SimulatorOptions<z.input<typeof huaweiSeedSchema>>;
export type HuaweiSimulator = Simulator<HuaweiControl>;

/** Starts a simulator of the partner API of Huawei Cloud's international site on 127.0.0.1. */
export async function startHuaweiSimulator(options: HuaweiSimulatorOptions): Promise<HuaweiSimulator> {
  const { serve, ...standing } = standUp(options, {
    state: huaweiStateSchema,
    seed: huaweiSeedSchema,
    fromSeed: stateFromSeed,
  });
  const { world, save } = standing;
  const routes = controlRoutes(standing);
  const gateway = createGateway(standing);
  const answer = async (request: WireRequest): Promise<WireReply> => {
    const { pathname } = request.url;
    if (/^\/v\d/.test(pathname)) return gateway(request);
    if (/^\/(invitation|console)(\/|$)/.test(pathname)) {
      settleAssociations(world);
      return servePretendConsole(partnerCenter, world, request, save);
    }
    if (pathname.startsWith('/_control/')) return serveControl(routes, request);
    return jsonReply(404, {
      error: { code: 'not_simulated', message: 'There is /v2/…, /invitation, /console and /_control/….' },
    });
  };
  const server = await serve(answer);
  return { url: server.url, control: huaweiControl(callInProcess(routes)), close: () => server.close() };
}
