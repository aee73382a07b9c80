import { setTimeout } from 'node:timers/promises';
import type { Fault, FaultDesk, HeldCall } from './faults.ts';
import type { WireReply, WireRequest } from './server.ts';

/** A call and the fault that met it. */
export interface MetCall {
  request: WireRequest;
  call: Omit<HeldCall, 'faultId'>;
  fault: Fault | undefined;
}

/** Answers a call the way its fault wants it: held, late, spoiled, or not at all; without one, as `perform` does. */
export async function answerUnderFault(
  deps: {
    faults: FaultDesk;
    save: () => void;
    /** Another object after a reset. */
    state: () => unknown;
  },
  { request, call, fault }: MetCall,
  perform: () => WireReply | Promise<WireReply>,
): Promise<WireReply> {
  const held = (until: AbortSignal) => deps.faults.hold({ faultId: fault?.id ?? '', ...call }, until);
  const kind = fault?.fault.kind;
  const when = fault?.fault.kind === 'hold' ? fault.fault.when : undefined;
  if (kind === 'timeout' || when === 'before') {
    const state = deps.state();
    deps.save();
    await held(kind === 'timeout' ? request.gone : request.closing);
    // A reset or the end of the simulator meanwhile: this call belongs to a world that is gone.
    if (deps.state() !== state || request.closing.aborted) return { kind: 'drop' };
  }
  const reply = await perform();
  if (when === 'after') await held(request.closing);
  if (fault?.fault.kind === 'slow') await passed(fault.fault.ms, request.gone);
  return spoiled(fault, reply);
}

/** Whether the fault keeps the provider from doing what was asked. */
export function preventsEffect(fault: Fault | undefined): boolean {
  if (fault === undefined) return false;
  return fault.fault.kind === 'timeout' || ('effect' in fault.fault && fault.fault.effect === 'none');
}

function spoiled(fault: Fault | undefined, reply: WireReply): WireReply {
  if (fault === undefined || reply.kind !== 'answer') return reply;
  switch (fault.fault.kind) {
    case 'timeout':
    case 'drop':
      return { kind: 'drop' };
    case 'http':
      return {
        kind: 'answer',
        status: fault.fault.status,
        headers: { 'content-type': 'text/html' },
        body: '<html><body>The simulated gateway failed.</body></html>',
      };
    case 'malformed':
      return { ...reply, body: Buffer.from(reply.body).subarray(0, Math.ceil(Buffer.byteLength(reply.body) / 2)) };
    case 'no_envelope':
      return { ...reply, body: '{}' };
    case 'throttle':
    case 'busy':
    case 'error':
    case 'hold':
    case 'slow':
      return reply;
  }
}

/** Waits, but not for a client that has gone. */
async function passed(ms: number, gone: AbortSignal): Promise<void> {
  await setTimeout(ms, undefined, { signal: gone }).catch(() => undefined);
}
