import { setTimeout } from 'node:timers/promises';
import * as z from 'zod';
import type { Fault, FaultDesk } from '../faults.ts';
import { jsonReply, type WireReply, type WireRequest } from '../server.ts';
import type { Action } from './action.ts';
import { actions } from './actions.ts';
import { ApiError, refusal } from './api-error.ts';
import { createRateLimiter, type RateLimiter } from './rate-limiter.ts';
import type { Call, PartnerAccount } from './state.ts';
import { verifySignature } from './tc3.ts';
import type { World } from './world.ts';

/** The only version there is. */
const version = '2022-09-28';
/** The log in the state keeps this many calls. */
const keptCalls = 2000;

/** Who wants what, or why that can't be told. */
interface Identified {
  name: string;
  parameters: Readonly<Record<string, unknown>>;
  partner?: PartnerAccount;
  action?: Action;
  refused?: ApiError;
}

/**
 * Answers `POST /`: identity, then ordered faults, then rate, role, allowlist, parameters and effect. State is saved
 * before the answer leaves, so that a crash never forgets what a caller was told.
 */
export function createGateway(deps: {
  world: World;
  faults: FaultDesk;
  save: () => void;
}): (request: WireRequest) => Promise<WireReply> {
  const { world, faults, save } = deps;
  const limiter = createRateLimiter(() => world.clock.wall());
  return async (request) => {
    const requestId = world.random.uuid();
    const call = identify(world, request);
    const account = call.partner?.uin ?? '';
    const fault =
      call.refused === undefined ? faults.take({ action: call.name, account, parameters: call.parameters }) : undefined;
    const held = (until: AbortSignal) =>
      faults.hold({ faultId: fault?.id ?? '', action: call.name, account, requestId }, until);
    const kind = fault?.fault.kind;
    const when = fault?.fault.kind === 'hold' ? fault.fault.when : undefined;
    if (kind === 'timeout' || when === 'before') {
      const { state } = world;
      save();
      await held(kind === 'timeout' ? request.gone : request.closing);
      // A reset or the end of the simulator meanwhile: this call belongs to a world that is gone.
      if (world.state !== state || request.closing.aborted) return { kind: 'drop' };
    }
    const { outcome, response } = perform(world, limiter, call, fault);
    log(world, { call, account, requestId, outcome, fault });
    save();
    if (when === 'after') await held(request.closing);
    if (fault?.fault.kind === 'slow') await passed(fault.fault.ms, request.gone);
    return spoiled(fault, jsonReply(200, { Response: { ...response, RequestId: requestId } }));
  };
}

function identify(world: World, request: WireRequest): Identified {
  const header = (name: string) => String(request.headers[name] ?? '');
  const call: Identified = { name: header('x-tc-action'), parameters: {} };
  const because = (error: ApiError) => ({ ...call, refused: error });
  if (request.method !== 'POST') return because(refusal('UnsupportedProtocol'));
  for (const name of ['X-TC-Action', 'X-TC-Version', 'X-TC-Timestamp']) {
    if (header(name.toLowerCase()) === '') return because(refusal('MissingParameter', name));
  }
  const secretKeyOf = (secretId: string) =>
    world.state.keys.find((key) => key.secretId === secretId && key.status === 'active')?.secretKey;
  const signed = {
    method: request.method,
    path: request.url.pathname,
    query: request.url.search.slice(1),
    headers: request.headers,
    body: request.body,
  };
  const verdict = verifySignature(signed, secretKeyOf, world.clock.wall());
  if (!verdict.ok) return because(verdict.error);
  // Temporary credentials are not simulated; a token beside a permanent key belongs to nothing.
  if (header('x-tc-token') !== '') return because(refusal('AuthFailure.TokenFailure'));
  const account = world.state.keys.find(({ secretId }) => secretId === verdict.secretId)?.account ?? '';
  const partner = world.state.partners[account];
  if (partner === undefined) return because(refusal('AuthFailure.SecretIdNotFound'));
  const known = { ...call, partner };
  if (header('x-tc-version') !== version) return { ...known, refused: refusal('NoSuchVersion') };
  if (!/^application\/json\b/i.test(header('content-type'))) {
    return { ...known, refused: refusal('UnsupportedProtocol') };
  }
  const action = actions.get(call.name);
  if (action === undefined) return { ...known, refused: refusal('InvalidAction', call.name) };
  const parameters = readBody(request.body);
  return parameters === undefined
    ? { ...known, refused: refusal('InvalidParameter', 'The body is not a JSON object.') }
    : { ...known, action, parameters };
}

function readBody(body: Buffer): Record<string, unknown> | undefined {
  try {
    return z.record(z.string(), z.unknown()).safeParse(JSON.parse(body.toString())).data;
  } catch {
    return undefined;
  }
}

/** Does what was asked, unless a fault prevents it; `outcome` is `ok`, an error code, or `not performed`. */
function perform(
  world: World,
  limiter: RateLimiter,
  { action, partner: caller, parameters, refused }: Identified,
  fault: Fault | undefined,
): { outcome: string; response: Record<string, unknown> } {
  // Read anew: the account may have changed while the call was held.
  const partner = world.state.partners[caller?.uin ?? ''];
  try {
    if (refused !== undefined) throw refused;
    const ordered = orderedError(fault);
    if (ordered !== undefined) throw ordered;
    if (action === undefined || partner === undefined || preventsEffect(fault)) {
      return { outcome: 'not performed', response: {} };
    }
    if (!limiter.admits(`${partner.uin} ${action.name}`, action.rate.perSecond)) {
      throw refusal('RequestLimitExceeded', `${action.rate.perSecond} per second`);
    }
    // Neither code is documented for a role or an allowlist entry that is missing; UinNoAuth says it in words.
    if (!action.roles.includes(partner.role)) throw refusal('UnauthorizedOperation.UinNoAuth', 'role');
    if (action.allowlist !== undefined && !partner.allowlist.includes(action.allowlist)) {
      throw refusal('UnauthorizedOperation.UinNoAuth', 'allowlist');
    }
    return { outcome: 'ok', response: action.answer({ world, partner }, parameters) };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return { outcome: error.code, response: { Error: { Code: error.code, Message: error.message } } };
  }
}

function orderedError(fault: Fault | undefined): ApiError | undefined {
  if (fault?.fault.kind === 'throttle') return refusal('RequestLimitExceeded');
  if (fault?.fault.kind === 'busy') return refusal('OperationDenied.ServiceBusy');
  if (fault?.fault.kind !== 'error') return undefined;
  return new ApiError(fault.fault.code, fault.fault.message ?? 'Ordered through the control API.');
}

function preventsEffect(fault: Fault | undefined): boolean {
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
      return { ...reply, body: reply.body.slice(0, Math.ceil(reply.body.length / 2)) };
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

function log(
  world: World,
  entry: { call: Identified; account: string; requestId: string; outcome: string; fault: Fault | undefined },
): void {
  const { state } = world;
  state.callCount += 1;
  const call: Call = {
    n: state.callCount,
    at: world.clock.now().toISOString(),
    action: entry.call.name,
    account: entry.account,
    parameters: redacted(entry.call.parameters),
    outcome: entry.outcome,
    fault: entry.fault?.fault.kind ?? null,
    requestId: entry.requestId,
  };
  state.calls.push(call);
  if (state.calls.length > keptCalls) state.calls.shift();
}

/** Whoever has an invitation token can start binding, so the log keeps only its end. */
function redacted(parameters: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { InvitationToken: tokens, ...rest } = parameters;
  if (tokens === undefined) return rest;
  const texts = z.array(z.string()).catch([]).parse(tokens);
  return { ...rest, InvitationToken: texts.map((token) => `…${token.slice(-4)}`) };
}
