import * as z from 'zod';
import { type Call, callSchema } from './call-log.ts';
import type { ClockOffset, SimulatorClock } from './clock.ts';
import { type ControlCaller, ControlRefusal, type ControlRoute, operation, route } from './control.ts';
import { type FaultDesk, faultOrderSchema, faultSchema, heldCallSchema } from './faults.ts';

const nothing = z.strictObject({});
const clockSchema = z.strictObject({ wall: z.iso.datetime(), now: z.iso.datetime(), offsetMs: z.number() });
const faultId = z.strictObject({ id: z.string().optional() });

/** The operations that every simulator has: its log of calls, its clock, its faults. */
export const instrumentContract = {
  listCalls: operation(
    'GET /_control/calls',
    z.strictObject({
      action: z.string().optional(),
      account: z.string().optional(),
      after: z.coerce.number().default(0),
    }),
    z.strictObject({ calls: z.array(callSchema) }),
  ),
  readClock: operation('GET /_control/clock', nothing, clockSchema),
  moveClock: operation(
    'POST /_control/clock',
    z.union([
      z.strictObject({ advanceMs: z.number() }),
      z.strictObject({ set: z.iso.datetime() }),
      z.strictObject({ offsetMs: z.number() }),
    ]),
    clockSchema,
  ),
  addFault: operation('POST /_control/faults', faultOrderSchema, faultSchema),
  listFaults: operation(
    'GET /_control/faults',
    nothing,
    z.strictObject({ faults: z.array(faultSchema), held: z.array(heldCallSchema) }),
  ),
  clearFaults: operation('POST /_control/faults/clear', faultId, z.strictObject({ cleared: z.int() })),
  releaseCalls: operation('POST /_control/faults/release', faultId, z.strictObject({ released: z.int() })),
  awaitHeldCall: operation(
    'POST /_control/faults/await-held',
    faultId.extend({ timeoutMs: z.int().min(1).max(600_000).default(10_000) }),
    heldCallSchema,
  ),
};
const does = instrumentContract;
type Input<K extends keyof typeof does> = z.input<(typeof does)[K]['input']>;

/** What those operations do. `saved` keeps the change that was made while its value was computed. */
export function instrumentRoutes(deps: {
  clock: SimulatorClock;
  state: () => { clock: ClockOffset; calls: readonly Call[] };
  faults: FaultDesk;
  saved: <T>(value: T) => T;
  /** Does what has fallen due by a moved clock. */
  passTime: () => void;
}): ControlRoute[] {
  const { clock, state, faults, saved } = deps;
  const hands = () => ({
    wall: clock.wall().toISOString(),
    now: clock.now().toISOString(),
    offsetMs: state().clock.offsetMs,
  });
  return [
    route(does.listCalls, ({ action, account, after }) => ({
      calls: state().calls.filter(
        (call) =>
          call.n > after &&
          (action === undefined || call.action === action) &&
          (account === undefined || call.account === account),
      ),
    })),
    route(does.readClock, hands),
    route(does.moveClock, (to) => {
      const offset = state().clock;
      if ('advanceMs' in to) offset.offsetMs += to.advanceMs;
      else if ('offsetMs' in to) offset.offsetMs = to.offsetMs;
      else offset.offsetMs = Date.parse(to.set) - clock.wall().getTime();
      deps.passTime();
      return saved(hands());
    }),
    route(does.addFault, (order) => saved(faults.add(order))),
    route(does.listFaults, () => ({ faults: faults.list(), held: faults.held() })),
    route(does.clearFaults, ({ id }) => saved({ cleared: faults.clear(id) })),
    route(does.releaseCalls, ({ id }) => ({ released: faults.release(id) })),
    route(does.awaitHeldCall, async ({ id, timeoutMs }, gone) => {
      try {
        return await faults.awaitHeld(AbortSignal.any([gone, AbortSignal.timeout(timeoutMs)]), id);
      } catch {
        throw new ControlRefusal(408, 'not_held', `No call was held within ${timeoutMs} ms.`);
      }
    }),
  ];
}

/** Their typed client. */
export function instrumentClient(call: ControlCaller) {
  return {
    /** The latest 2000 calls, oldest first; `after` gives those with a greater `n`. */
    listCalls: (filter: Input<'listCalls'> = {}) => call(does.listCalls, filter),
    readClock: () => call(does.readClock, {}),
    /** `{ advanceMs }`, `{ set: ISO 8601 }` or `{ offsetMs }`; the clock goes on running from there. */
    moveClock: (to: Input<'moveClock'>) => call(does.moveClock, to),
    addFault: (order: Input<'addFault'>) => call(does.addFault, order),
    /** Faults that still wait, and calls that stand still. */
    listFaults: () => call(does.listFaults, {}),
    /** Takes one fault, or all, off order and lets held calls go. */
    clearFaults: (id?: string) => call(does.clearFaults, id === undefined ? {} : { id }),
    /** Lets the held calls of one fault, or all, go on. */
    releaseCalls: (id?: string) => call(does.releaseCalls, id === undefined ? {} : { id }),
    /** Answers when a call is held; `ControlRefusal` 408 after `timeoutMs` (10 s). */
    awaitHeldCall: (wanted: Input<'awaitHeldCall'> = {}) => call(does.awaitHeldCall, wanted),
  };
}
