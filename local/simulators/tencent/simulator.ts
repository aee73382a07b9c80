import type * as z from 'zod';
import { servePretendConsole } from '../console.ts';
import { callInProcess, serveControl } from '../control.ts';
import { jsonReply, type WireReply, type WireRequest } from '../server.ts';
import { type Simulator, type SimulatorOptions, standUp } from '../stand-up.ts';
import { partnerConsole } from './console/console.ts';
import { type TencentControl, tencentControl } from './control-client.ts';
import { controlRoutes } from './control-routes.ts';
import { createGateway } from './gateway.ts';
import { serveRebateFile } from './rebates/file.ts';
import { serveRegisterPage } from './register-page.ts';
import { stateFromSeed, tencentSeedSchema } from './seed-state.ts';
import { tencentStateSchema } from './state.ts';
import { passDeadlines } from './unbinding/review-deadline.ts';

export type TencentSimulatorOptions = SimulatorOptions<z.input<typeof tencentSeedSchema>>;
export type TencentSimulator = Simulator<TencentControl>;

/**
 * Starts a simulator of Tencent Cloud's partner APIs on 127.0.0.1, of the international and of the China site: they have
 * hosts of their own in truth, and are told apart by their versions here.
 */
export async function startTencentSimulator(options: TencentSimulatorOptions): Promise<TencentSimulator> {
  const { serve, ...standing } = standUp(options, {
    state: tencentStateSchema,
    seed: tencentSeedSchema,
    fromSeed: stateFromSeed,
  });
  const { world, save } = standing;
  const routes = controlRoutes(standing);
  const gateway = createGateway(standing);
  const passTime = () => {
    if (passDeadlines(world)) save();
  };
  const answer = async (request: WireRequest): Promise<WireReply> => {
    const { pathname } = request.url;
    passTime();
    if (pathname === '/') return gateway(request);
    if (pathname === '/console' || pathname.startsWith('/console/')) {
      return servePretendConsole(partnerConsole, world, request, save);
    }
    if (pathname === '/register') return serveRegisterPage(world, request, save);
    if (pathname.startsWith('/rebates/')) return serveRebateFile(world, request.url);
    if (pathname.startsWith('/_control/')) return serveControl(routes, request);
    return jsonReply(404, {
      error: { code: 'not_simulated', message: 'There is /, /register, /console, /rebates and /_control/….' },
    });
  };
  const server = await serve(answer);
  const call = callInProcess(routes);
  const control = tencentControl((operation, input) => {
    passTime();
    return call(operation, input);
  });
  return { url: server.url, control, close: () => server.close() };
}
