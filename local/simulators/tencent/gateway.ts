import * as z from 'zod';
import { logCall } from '../call-log.ts';
import type { Fault, FaultDesk } from '../faults.ts';
import { answerUnderFault, preventsEffect } from '../met-fault.ts';
import { createRateLimiter, type RateLimiter } from '../rate-limiter.ts';
import { jsonReply, type WireReply, type WireRequest } from '../server.ts';
import type { Action } from './action.ts';
import { actions } from './actions.ts';
import { ApiError, refusal } from './api-error.ts';
import type { PartnerAccount } from './state.ts';
import { verifySignature } from './tc3.ts';
import type { World } from './world.ts';

/** The only version there is. */
const version = '2022-09-28';

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
    const met = { request, call: { action: call.name, account, requestId }, fault };
    return answerUnderFault({ faults, save, state: () => world.state }, met, () => {
      const { outcome, response } = perform(world, limiter, call, fault);
      logCall(world.state, {
        at: world.clock.now().toISOString(),
        action: call.name,
        account,
        parameters: redacted(call.parameters),
        outcome,
        fault: fault?.fault.kind ?? null,
        requestId,
      });
      save();
      return jsonReply(200, { Response: { ...response, RequestId: requestId } });
    });
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

/** Whoever has an invitation token can start binding, so the log keeps only its end. */
function redacted(parameters: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { InvitationToken: tokens, ...rest } = parameters;
  if (tokens === undefined) return rest;
  const texts = z.array(z.string()).catch([]).parse(tokens);
  return { ...rest, InvitationToken: texts.map((token) => `…${token.slice(-4)}`) };
}
