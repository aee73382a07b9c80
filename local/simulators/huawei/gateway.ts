import { logCall } from '../call-log.ts';
import type { Fault, FaultDesk } from '../faults.ts';
import { answerUnderFault, preventsEffect } from '../met-fault.ts';
import { createRateLimiter, type RateLimiter } from '../rate-limiter.ts';
import type { WireReply, WireRequest } from '../server.ts';
import { type Action, type Parameters, pathParameters } from './action.ts';
import { actions } from './actions.ts';
import { ApiError, isOfGateway, orderedRefusal, refusal } from './api-error.ts';
import { settleAssociations } from './associations/associate.ts';
import { createKeyLocks, type KeyLocks } from './key-locks.ts';
import { verifySignature } from './sdk-hmac.ts';
import type { Key, PartnerAccount } from './state.ts';
import { type WireValue, wireText } from './wire-format.ts';
import type { World } from './world.ts';

/** Where the international service answers, and the simulator; China's is another one. */
const hosts = /^(127\.0\.0\.1|localhost|bss-intl\.myhuaweicloud\.com|bss\.myhuaweicloud\.eu)(:\d+)?$/;

/** Who wants what, or why that can't be told. */
interface Identified {
  name: string;
  parameters: Parameters;
  partner?: PartnerAccount;
  key?: Key;
  action?: Action;
  refused?: ApiError;
}

interface Performed {
  outcome: string;
  status: number;
  /** None of HTTP 204. */
  body: Readonly<Record<string, WireValue | undefined>> | null;
}

/**
 * Answers `/v2/…`: the operation, identity, then ordered faults, rate, standing and rights, parameters and effect. State
 * is saved before the answer leaves, so that a crash never forgets what a caller was told.
 */
export function createGateway(deps: {
  world: World;
  faults: FaultDesk;
  save: () => void;
}): (request: WireRequest) => Promise<WireReply> {
  const { world, faults, save } = deps;
  const limiter = createRateLimiter(() => world.clock.wall());
  const locks = createKeyLocks(() => world.clock.wall());
  return async (request) => {
    const requestId = world.random.hex(32);
    const call = identify(world, locks, request);
    const { name: action, parameters, partner } = call;
    const account = partner?.id ?? '';
    const fault = call.refused === undefined ? faults.take({ action, account, parameters }) : undefined;
    const met = { request, call: { action, account, requestId }, fault };
    return answerUnderFault({ faults, save, state: () => world.state }, met, async () => {
      settleAssociations(world);
      const { outcome, status, body } = perform(world, limiter, call, { fault, requestId });
      const at = world.clock.now().toISOString();
      const kind = fault?.fault.kind ?? null;
      logCall(world.state, { at, action, account, parameters: redacted(parameters), outcome, fault: kind, requestId });
      save();
      return {
        kind: 'answer',
        status,
        headers: {
          'x-request-id': requestId,
          ...(body !== null && { 'content-type': 'application/json;charset=UTF-8' }),
        },
        body: body === null ? '' : wireText(body),
      };
    });
  };
}

function identify(world: World, locks: KeyLocks, request: WireRequest): Identified {
  const { pathname: path, searchParams } = request.url;
  const { method, headers, body } = request;
  const action = actions.find((each) => each.method === method && pathParameters(each, path) !== undefined);
  const call: Identified = { name: action?.name ?? `${method} ${path}`, parameters: {} };
  if (action === undefined || !hosts.test(headers.host ?? '')) return { ...call, refused: refusal('APIGW.0101') };
  if (headers.authorization === undefined && headers['x-auth-token'] !== undefined) {
    // Tokens are not simulated: any is as good as an expired one.
    return { ...call, refused: refusal('CBC.0154') };
  }
  const keyOf = (accessKey: string) => world.state.keys.find((key) => key.accessKey === accessKey);
  const signed = { method, path, query: [...searchParams], headers, body };
  const verdict = verifySignature(signed, keyOf, world.clock.wall());
  const tried = verdict.accessKey;
  if (tried !== undefined && !locks.admits(tried))
    return { ...call, refused: refusal('APIGW.0301', 'the key is locked') };
  if (!verdict.ok) {
    if (tried !== undefined) locks.fell(tried);
    return { ...call, refused: refusal('APIGW.0301', verdict.reason) };
  }
  locks.stood(verdict.accessKey);
  // Temporary credentials are not simulated; a token beside a permanent key belongs to nothing.
  if (headers['x-security-token'] !== undefined) return { ...call, refused: refusal('APIGW.0301', 'security token') };
  const key = keyOf(verdict.accessKey);
  const partner = world.state.partners[key?.account ?? ''];
  if (key === undefined || partner === undefined) return { ...call, refused: refusal('APIGW.0301') };
  const read = { ...call, partner, key, action };
  // The domain that is named beside the key has to be the key's; the code for another one is ours.
  const domain = headers['x-domain-id'];
  if (domain !== undefined && domain !== partner.id) return { ...read, refused: refusal('CBC.0155', 'X-Domain-Id') };
  const sent = method === 'POST' ? bodyOf(request) : queryOf(searchParams);
  return sent === undefined
    ? { ...read, refused: refusal('CBC.0100', 'the body is not a JSON object') }
    : { ...read, parameters: { ...sent, ...pathParameters(action, path) } };
}

/** Does what was asked, unless a fault prevents it; `outcome` is `ok`, an error code, or `not performed`. */
function perform(
  world: World,
  limiter: RateLimiter,
  { action, partner: caller, key, parameters, refused }: Identified,
  { fault, requestId }: { fault: Fault | undefined; requestId: string },
): Performed {
  // Read anew: the account may have changed while the call was held.
  const partner = world.state.partners[caller?.id ?? ''];
  try {
    if (refused !== undefined) throw refused;
    if (action === undefined || partner === undefined || key === undefined) {
      return { outcome: 'not performed', status: 200, body: {} };
    }
    const ordered = orderedError(fault);
    if (ordered !== undefined) throw ordered;
    if (preventsEffect(fault)) return { outcome: 'not performed', status: 200, body: {} };
    if (!limiter.admits(`${partner.id} ${action.name}`, action.perSecond)) throw refusal('CBC.0250');
    mustBeEntitled(action, partner, key);
    const body = action.answer({ world, partner }, parameters);
    if (body === null) return { outcome: 'ok', status: 204, body };
    const isSaid = partner.readings.saysSuccess && body['error_details'] === undefined;
    return {
      outcome: 'ok',
      status: 200,
      body: { ...(isSaid && { error_code: 'CBC.0000', error_msg: 'Success' }), ...body },
    };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const { code, message, status, more } = error;
    const isHidden = status === 400 && partner?.readings.businessErrors === 'ok';
    const body = {
      error_code: code,
      error_msg: message,
      ...(isOfGateway(error) && { request_id: requestId }),
      ...more,
    };
    return { outcome: code, status: isHidden ? 200 : status, body };
  }
}

/** A second-tier reseller does not call for itself. Source: constraints of the pages; its code is ours. */
function mustBeEntitled({ permissions }: Action, partner: PartnerAccount, key: Key): void {
  if (!partner.active) throw refusal('CBC.5001');
  if (partner.role === 'second_tier') throw refusal('CBC.0155');
  const has = key.permissions;
  if (has === null || permissions.length === 0 || permissions.some((code) => has.includes(code))) return;
  throw refusal('CBC.0151', permissions.join(' or '));
}

function orderedError(fault: Fault | undefined): ApiError | undefined {
  if (fault?.fault.kind === 'throttle') return refusal('CBC.0250');
  if (fault?.fault.kind === 'busy') return refusal('CBC.0999');
  if (fault?.fault.kind !== 'error') return undefined;
  return orderedRefusal(fault.fault.code, fault.fault.message ?? 'Ordered through the control API.');
}

/** An empty parameter is one that was not sent. Source: descriptions of the parameters. */
function queryOf(query: URLSearchParams): Record<string, string> {
  return Object.fromEntries([...query].filter(([, value]) => value !== ''));
}

function bodyOf({ headers, body }: WireRequest): Record<string, unknown> | undefined {
  if (headers['content-type']?.startsWith('application/json') !== true) return undefined;
  try {
    const read: unknown = JSON.parse(body.toString());
    return typeof read === 'object' && read !== null && !Array.isArray(read) ? { ...read } : undefined;
  } catch {
    return undefined;
  }
}

/** What opens an account is not kept. */
function redacted(parameters: Parameters): Record<string, unknown> {
  const secret = ['password', 'verification_code'];
  return Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => [name, secret.includes(name) ? '…' : value]),
  );
}
