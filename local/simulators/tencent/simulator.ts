import type * as z from 'zod';
import { createClock } from '../clock.ts';
import { servePretendConsole } from '../console.ts';
import { callInProcess, serveControl } from '../control.ts';
import { createFaultDesk } from '../faults.ts';
import { createRandom } from '../seed.ts';
import { jsonReply, serveLocally, type WireReply, type WireRequest } from '../server.ts';
import { readStateFile, writeStateFile } from '../state-file.ts';
import { partnerConsole } from './console/console.ts';
import { type TencentControl, tencentControl } from './control-client.ts';
import { controlRoutes } from './control-routes.ts';
import { createGateway } from './gateway.ts';
import { serveRebateFile } from './rebates/file.ts';
import { serveRegisterPage } from './register-page.ts';
import { stateFromSeed, tencentSeedSchema } from './seed-state.ts';
import { tencentStateSchema } from './state.ts';
import { passDeadlines } from './unbinding/review-deadline.ts';
import type { World } from './world.ts';

/** How a simulator starts. */
export interface TencentSimulatorOptions {
  /** 0 takes a free port. */
  port: number;
  /** Used when there is no state yet; `{}` gives the demo's partners. */
  seed?: z.input<typeof tencentSeedSchema>;
  /** Keeps the state between runs; what it holds goes before `seed`. */
  stateFile?: string;
  /** The wall clock; tests that compare bytes hold it still. */
  now?: () => Date;
  /** Where invitation links point, if not to the server's own address. */
  publicUrl?: string;
}

/** A simulator that runs. */
export interface TencentSimulator {
  url: string;
  /** The control API without the way over HTTP. */
  control: TencentControl;
  close(): Promise<void>;
}

/** Starts a simulator of the partner API of Tencent Cloud's international site on 127.0.0.1. */
export async function startTencentSimulator(options: TencentSimulatorOptions): Promise<TencentSimulator> {
  const { stateFile, now = () => new Date() } = options;
  const kept = stateFile === undefined ? undefined : readStateFile(stateFile, tencentStateSchema);
  let state = kept ?? stateFromSeed(tencentSeedSchema.parse(options.seed ?? {}), now());
  let publicUrl = options.publicUrl ?? '';
  const random = createRandom(() => state.random);
  const world: World = {
    get state() {
      return state;
    },
    clock: createClock(now, () => state.clock),
    random,
    publicUrl: () => publicUrl,
  };
  const save = () => {
    if (stateFile !== undefined) writeStateFile(stateFile, state);
  };
  const faults = createFaultDesk(
    () => state.faults,
    () => `fault-${random.hex(8)}`,
  );
  const replace = (next: typeof state) => {
    state = next;
  };
  const routes = controlRoutes({ world, faults, replace, save });
  const gateway = createGateway({ world, faults, save });
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
  const server = await serveLocally(options.port, answer);
  publicUrl ||= server.url;
  save();
  const call = callInProcess(routes);
  const control = tencentControl((operation, input) => {
    passTime();
    return call(operation, input);
  });
  return { url: server.url, control, close: () => server.close() };
}
