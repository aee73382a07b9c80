import { EventEmitter, once } from 'node:events';
import * as z from 'zod';

/** Whether the provider did what was asked before the answer went wrong. */
const effect = z.enum(['none', 'done']);

/**
 * What can go wrong with a call, in provider-neutral terms:
 * - `throttle`, `busy`: the provider's own codes for too many requests and for an overloaded service;
 * - `error`: the given code, without effect;
 * - `http`: a status with a body that is no envelope;
 * - `drop`: the connection breaks, before the effect or after it (the answer is lost);
 * - `timeout`: no effect and no answer; held until released, cleared or left by the client, then dropped;
 * - `hold`: held before or after the effect until released or cleared, then done and answered as usual, even when the
 *   client has left;
 * - `malformed`: HTTP 200 with half of the JSON; `no_envelope`: HTTP 200 with `{}`;
 * - `slow`: answered as usual after `ms`.
 */
const faultKindSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('throttle') }),
  z.strictObject({ kind: z.literal('busy') }),
  z.strictObject({ kind: z.literal('error'), code: z.string().min(1), message: z.string().optional() }),
  z.strictObject({ kind: z.literal('http'), status: z.int().min(400).max(599), effect: effect.default('none') }),
  z.strictObject({ kind: z.literal('drop'), effect }),
  z.strictObject({ kind: z.literal('timeout') }),
  z.strictObject({ kind: z.literal('hold'), when: z.enum(['before', 'after']) }),
  z.strictObject({ kind: z.literal('malformed'), effect: effect.default('done') }),
  z.strictObject({ kind: z.literal('no_envelope'), effect: effect.default('done') }),
  z.strictObject({ kind: z.literal('slow'), ms: z.int().min(1).max(600_000) }),
]);

/** A fault as ordered: which calls it meets (every given condition must fit) and how many of them. */
export const faultOrderSchema = z.strictObject({
  fault: faultKindSchema,
  action: z.string().optional(),
  account: z.string().optional(),
  /** The customer's account that the call names, in whichever parameter the action has for it. */
  customer: z.string().optional(),
  /** Parameters that the call must carry with exactly these values. */
  match: z.record(z.string(), z.json()).optional(),
  times: z.int().min(1).max(10_000).default(1),
});
export type FaultOrder = z.output<typeof faultOrderSchema>;

/** A fault that still waits for `remaining` calls. */
export const faultSchema = faultOrderSchema.extend({ id: z.string(), remaining: z.int().min(0) });
export type Fault = z.output<typeof faultSchema>;

/** A call that stands still because of a `hold` or `timeout` fault. */
export const heldCallSchema = z.strictObject({
  faultId: z.string(),
  action: z.string(),
  account: z.string(),
  requestId: z.string(),
});
export type HeldCall = z.output<typeof heldCallSchema>;

/** What a fault is matched against. */
export interface FaultableCall {
  action: string;
  account: string;
  parameters: Readonly<Record<string, unknown>>;
}

/** The faults on order and the calls they hold. */
export interface FaultDesk {
  add(order: FaultOrder): Fault;
  list(): Fault[];
  /** Takes faults off order and lets their held calls go; all of them when no id is given. Returns how many. */
  clear(id?: string): number;
  /** The oldest fault that fits the call, used up by one; `undefined` when none fits. */
  take(call: FaultableCall): Fault | undefined;
  /** Stands still until released, cleared, or `signal` fires. */
  hold(call: HeldCall, signal: AbortSignal): Promise<void>;
  held(): HeldCall[];
  /** The first held call of the fault (or of any), at once or when it arrives; rejects when `signal` fires. */
  awaitHeld(signal: AbortSignal, id?: string): Promise<HeldCall>;
  /** Lets held calls go on; all of them when no id is given. Returns how many. */
  release(id?: string): number;
}

/** A desk over a list that the owner keeps in its state; `newId` comes from the seed, so that ids repeat. */
export function createFaultDesk(faults: () => Fault[], newId: () => string): FaultDesk {
  const standing = new Map<HeldCall, () => void>();
  const arrivals = new EventEmitter();
  const held = () => [...standing.keys()];
  const release = (id?: string) => {
    const going = held().filter((call) => id === undefined || call.faultId === id);
    for (const call of going) standing.get(call)?.();
    return going.length;
  };
  return {
    add: (order) => {
      const fault = { ...order, id: newId(), remaining: order.times };
      faults().push(fault);
      return fault;
    },
    list: () => [...faults()],
    clear: (id) => {
      const going = faults().filter((fault) => id === undefined || fault.id === id);
      for (const fault of going) faults().splice(faults().indexOf(fault), 1);
      release(id);
      return going.length;
    },
    take: (call) => {
      const fault = faults().find((candidate) => meets(candidate, call));
      if (fault === undefined) return undefined;
      fault.remaining -= 1;
      if (fault.remaining === 0) faults().splice(faults().indexOf(fault), 1);
      return fault;
    },
    hold: (call, signal) =>
      new Promise((resolve) => {
        const goOn = () => {
          standing.delete(call);
          signal.removeEventListener('abort', goOn);
          resolve();
        };
        if (signal.aborted) return resolve();
        standing.set(call, goOn);
        signal.addEventListener('abort', goOn);
        arrivals.emit('held');
      }),
    held,
    awaitHeld: async (signal, id) => {
      for (;;) {
        const call = held().find((candidate) => id === undefined || candidate.faultId === id);
        if (call !== undefined) return call;
        await once(arrivals, 'held', { signal });
      }
    },
    release,
  };
}

function meets(fault: Fault, call: FaultableCall): boolean {
  return (
    (fault.action === undefined || fault.action === call.action) &&
    (fault.account === undefined || fault.account === call.account) &&
    (fault.customer === undefined || names(call, fault.customer)) &&
    Object.entries(fault.match ?? {}).every(
      ([name, value]) => JSON.stringify(call.parameters[name]) === JSON.stringify(value),
    )
  );
}

function names({ parameters }: FaultableCall, customer: string): boolean {
  return Object.values(parameters)
    .flat()
    .some((value) => String(value) === customer);
}
