import type * as z from 'zod';
import { type ClockOffset, createClock, type SimulatorClock } from './clock.ts';
import { createFaultDesk, type Fault, type FaultDesk } from './faults.ts';
import { createRandom, type RandomCursor, type SeededRandom } from './seed.ts';
import { serveLocally, type WireReply, type WireRequest } from './server.ts';
import { readStateFile, writeStateFile } from './state-file.ts';

/** How a simulator starts. */
export interface SimulatorOptions<Seed> {
  /** 0 takes a free port. */
  port: number;
  /** Used when there is no state yet; `{}` gives the demo's partners. */
  seed?: Seed;
  /** Keeps the state between runs; what it holds goes before `seed`. */
  stateFile?: string;
  /** The wall clock; tests that compare bytes hold it still. */
  now?: () => Date;
  /** Where links to its pages and files point, if not to the server's own address. */
  publicUrl?: string;
}

/** A simulator that runs. */
export interface Simulator<Control> {
  url: string;
  /** The control API without the way over HTTP. */
  control: Control;
  close(): Promise<void>;
}

/** What every action of a simulator works on. */
export interface WorldOf<State> {
  /** Replaced as a whole by a reset; read it anew at every use. */
  readonly state: State;
  readonly clock: SimulatorClock;
  readonly random: SeededRandom;
  /** Where links to its pages and files point. */
  readonly publicUrl: () => string;
}

/** What of a state is the same in all simulators. */
type Kept = { readonly clock: ClockOffset; readonly random: RandomCursor; readonly faults: Fault[] };

/** How a simulator's state is read, and made where there is none. */
type Making<State, SeedIn, SeedOut> = {
  readonly state: z.ZodType<State>;
  readonly seed: z.ZodType<SeedOut, SeedIn>;
  readonly fromSeed: (seed: SeedOut, now: Date) => State;
};

/** A world that stands: `replace` puts a new state in place of the old; `save` keeps what changed. */
export type Standing<State> = {
  readonly world: WorldOf<State>;
  readonly faults: FaultDesk;
  readonly replace: (next: State) => void;
  readonly save: () => void;
  /** Serves it on 127.0.0.1, and keeps its state from then on. */
  readonly serve: (answer: (request: WireRequest) => Promise<WireReply>) => ReturnType<typeof serveLocally>;
};

/** The state of an earlier run or of the seed, with its clock, its chance and its faults. @throws when it can't be read */
export function standUp<State extends Kept, SeedIn, SeedOut>(
  options: SimulatorOptions<SeedIn>,
  making: Making<State, SeedIn, SeedOut>,
): Standing<State> {
  const { stateFile, now = () => new Date() } = options;
  const kept = stateFile === undefined ? undefined : readStateFile(stateFile, making.state);
  let state = kept ?? making.fromSeed(making.seed.parse(options.seed ?? {}), now());
  let publicUrl = options.publicUrl ?? '';
  const random = createRandom(() => state.random);
  const save = () => {
    if (stateFile !== undefined) writeStateFile(stateFile, state);
  };
  return {
    world: {
      get state() {
        return state;
      },
      clock: createClock(now, () => state.clock),
      random,
      publicUrl: () => publicUrl,
    },
    faults: createFaultDesk(
      () => state.faults,
      () => `fault-${random.hex(8)}`,
    ),
    replace: (next) => {
      state = next;
    },
    save,
    serve: async (answer) => {
      const server = await serveLocally(options.port, answer);
      publicUrl ||= server.url;
      save();
      return server;
    },
  };
}
