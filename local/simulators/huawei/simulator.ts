import type * as z from 'zod';
import { createClock } from '../clock.ts';
import { servePretendConsole } from '../console.ts';
import { callInProcess, serveControl } from '../control.ts';
import { createFaultDesk } from '../faults.ts';
import { createRandom } from '../seed.ts';
import { jsonReply, serveLocally, type WireReply, type WireRequest } from '../server.ts';
import { readStateFile, writeStateFile } from '../state-file.ts';
import { settleAssociations } from './associations/associate.ts';
import { partnerCenter } from './console/console.ts';
import { type HuaweiControl, huaweiControl } from './control-client.ts';
import { controlRoutes } from './control-routes.ts';
import { createGateway } from './gateway.ts';
import { huaweiSeedSchema, stateFromSeed } from './seed-state.ts';
import { huaweiStateSchema } from './state.ts';
import type { World } from './world.ts';

/** How a simulator starts. */
export interface HuaweiSimulatorOptions {
  /** 0 takes a free port. */
  port: number;
  /** Used when there is no state yet; `{}` gives the demo's partners. */
  seed?: z.input<typeof huaweiSeedSchema>;
  /** Keeps the state between runs; what it holds goes before `seed`. */
  stateFile?: string;
  /** The wall clock; tests that compare bytes hold it still. */
  now?: () => Date;
  /** Where invitations point, if not to the server's own address. */
  publicUrl?: string;
}

/** A simulator that runs. */
export interface HuaweiSimulator {
  url: string;
  /** The control API without the way over HTTP. */
  control: HuaweiControl;
  close(): Promise<void>;
}

/** Starts a simulator of the partner API of Huawei Cloud's international site on 127.0.0.1. */
export async function startHuaweiSimulator(options: HuaweiSimulatorOptions): Promise<HuaweiSimulator> {
  const { stateFile, now = () => new Date() } = options;
  const kept = stateFile === undefined ? undefined : readStateFile(stateFile, huaweiStateSchema);
  let state = kept ?? stateFromSeed(huaweiSeedSchema.parse(options.seed ?? {}), now());
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
  const server = await serveLocally(options.port, answer);
  publicUrl ||= server.url;
  save();
  return { url: server.url, control: huaweiControl(callInProcess(routes)), close: () => server.close() };
}
