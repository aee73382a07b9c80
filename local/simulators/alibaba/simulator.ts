import type * as z from 'zod';
import { createClock } from '../clock.ts';
import { servePretendConsole } from '../console.ts';
import { callInProcess, serveControl } from '../control.ts';
import { createFaultDesk } from '../faults.ts';
import { createRandom } from '../seed.ts';
import { jsonReply, serveLocally, type WireReply, type WireRequest } from '../server.ts';
import { readStateFile, writeStateFile } from '../state-file.ts';
import { partnerConsole } from './console/console.ts';
import { type AlibabaControl, alibabaControl } from './control-client.ts';
import { controlRoutes } from './control-routes.ts';
import { serveBill } from './files/bills.ts';
import { createGateway } from './gateway.ts';
import { alibabaSeedSchema, stateFromSeed } from './seed-state.ts';
import { alibabaStateSchema } from './state.ts';
import type { World } from './world.ts';

/** How a simulator starts. */
export interface AlibabaSimulatorOptions {
  /** 0 takes a free port. */
  port: number;
  /** Used when there is no state yet; `{}` gives the demo's partners. */
  seed?: z.input<typeof alibabaSeedSchema>;
  /** Keeps the state between runs; what it holds goes before `seed`. */
  stateFile?: string;
  /** The wall clock; tests that compare bytes hold it still. */
  now?: () => Date;
  /** Where registration URLs and bill links point, if not to the server's own address. */
  publicUrl?: string;
}

/** A simulator that runs. */
export interface AlibabaSimulator {
  url: string;
  /** The control API without the way over HTTP. */
  control: AlibabaControl;
  close(): Promise<void>;
}

/** Starts a simulator of the partner API of Alibaba Cloud's international site on 127.0.0.1. */
export async function startAlibabaSimulator(options: AlibabaSimulatorOptions): Promise<AlibabaSimulator> {
  const { stateFile, now = () => new Date() } = options;
  const kept = stateFile === undefined ? undefined : readStateFile(stateFile, alibabaStateSchema);
  let state = kept ?? stateFromSeed(alibabaSeedSchema.parse(options.seed ?? {}), now());
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
    if (pathname === '/') return gateway(request);
    if (/^\/(register|console)(\/|$)/.test(pathname)) {
      const page = await servePretendConsole(partnerConsole, world, request, save);
      // Opening a registration URL is something that the provider remembers.
      if (pathname === '/register') save();
      return page;
    }
    if (pathname.startsWith('/statements/')) return serveBill(world, request.url);
    if (pathname.startsWith('/_control/')) return serveControl(routes, request);
    return jsonReply(404, {
      error: { code: 'not_simulated', message: 'There is /, /register, /console, /statements and /_control/….' },
    });
  };
  const server = await serveLocally(options.port, answer);
  publicUrl ||= server.url;
  save();
  return { url: server.url, control: alibabaControl(callInProcess(routes)), close: () => server.close() };
}
