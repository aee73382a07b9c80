import { logCall } from '../call-log.ts';
import type { Fault, FaultDesk } from '../faults.ts';
import { answerUnderFault, preventsEffect } from '../met-fault.ts';
import { createRateLimiter, type RateLimiter } from '../rate-limiter.ts';
import type { WireReply, WireRequest } from '../server.ts';
import { type WireValue, wireText } from '../wire-text.ts';
import { verifySignature } from './acs3.ts';
import type { Action } from './action.ts';
import { actions } from './actions.ts';
import { BusinessError, failure, GatewayError, refusal } from './api-error.ts';
import { doneEnvelope, errorEnvelope, failedEnvelope } from './envelope.ts';
import { createNonces, type Nonces } from './nonces.ts';
import type { Key, PartnerAccount } from './state.ts';
import type { World } from './world.ts';

/** Requests per second, account and action. The provider calls its rates undisclosed; this one is ours. */
const perSecond = 20;
/** Told with a throttled call; the header is optional. */
const retryAfterMs = 1000;

/** Who wants what, or why that can't be told. */
interface Identified {
  name: string;
  parameters: Readonly<Record<string, string>>;
  partner?: PartnerAccount;
  key?: Key;
  action?: Action;
  refused?: GatewayError;
}

interface Performed {
  outcome: string;
  status: number;
  body: Readonly<Record<string, WireValue>>;
}

/**
 * Answers `/`: identity, then ordered faults, then rate, standing of the account, parameters and effect. State is saved
 * before the answer leaves, so that a crash never forgets what a caller was told.
 */
export function createGateway(deps: {
  world: World;
  faults: FaultDesk;
  save: () => void;
}): (request: WireRequest) => Promise<WireReply> {
  const { world, faults, save } = deps;
  const limiter = createRateLimiter(() => world.clock.wall());
  const nonces = createNonces(() => world.clock.wall());
  return async (request) => {
    const requestId = world.random.uuid().toUpperCase();
    const call = identify(world, nonces, request);
    const { name: action, parameters, partner } = call;
    const account = partner?.uid ?? '';
    const fault = call.refused === undefined ? faults.take({ action, account, parameters }) : undefined;
    const met = { request, call: { action, account, requestId }, fault };
    return answerUnderFault({ faults, save, state: () => world.state }, met, async () => {
      const { outcome, status, body } = await perform(world, limiter, call, {
        fault,
        host: request.headers.host ?? '',
      });
      const at = world.clock.now().toISOString();
      logCall(world.state, {
        at,
        action,
        account,
        parameters: redacted(parameters),
        outcome,
        fault: fault?.fault.kind ?? null,
        requestId,
      });
      save();
      const isThrottled = outcome.startsWith('Throttling');
      return {
        kind: 'answer',
        status,
        headers: {
          'content-type': 'application/json;charset=utf-8',
          'x-acs-request-id': requestId,
          ...(isThrottled && { 'x-acs-retry-after': String(retryAfterMs) }),
        },
        body: wireText({ RequestId: requestId, ...body }),
      };
    });
  };
}

function identify(world: World, nonces: Nonces, request: WireRequest): Identified {
  const header = (name: string) => String(request.headers[name] ?? '');
  const query = [...request.url.searchParams];
  const call: Identified = { name: header('x-acs-action'), parameters: {} };
  const { method, headers, body } = request;
  const signed = { method, path: request.url.pathname, query, headers, body };
  const keyOf = (id: string) => world.state.keys.find(({ accessKeyId }) => accessKeyId === id);
  const verdict = verifySignature(signed, keyOf, world.clock.wall());
  if (!verdict.ok) return { ...call, refused: verdict.error };
  if (!nonces.takes(verdict.accessKeyId, verdict.nonce)) return { ...call, refused: refusal('SignatureNonceUsed') };
  // Temporary credentials are not simulated; a token beside a permanent key belongs to nothing.
  if (header('x-acs-security-token') !== '') {
    return { ...call, refused: refusal('InvalidSecurityToken.MismatchWithAccessKey') };
  }
  const key = keyOf(verdict.accessKeyId);
  const partner = world.state.partners[key?.account ?? ''];
  if (key === undefined || partner === undefined) return { ...call, refused: refusal('InvalidAccessKeyId.NotFound') };
  const version = header('x-acs-version');
  const action = actions.find((each) => each.name === call.name && each.version === version && each.method === method);
  const parameters = Object.fromEntries(query);
  if (action === undefined) {
    return { ...call, partner, refused: refusal('InvalidApi.NotFound', `${method} ${version} ${call.name}`) };
  }
  // The user of a bucket may take on its role, and nothing else.
  const refused = key.bucket !== undefined && action.name !== 'AssumeRole' && refusal(noRight(action));
  return { ...call, partner, key, action, parameters, ...(refused && { refused }) };
}

/** Does what was asked, unless a fault prevents it; `outcome` is `ok`, an error code, or `not performed`. */
async function perform(
  world: World,
  limiter: RateLimiter,
  { action, partner: caller, key, parameters, refused }: Identified,
  { fault, host }: { fault: Fault | undefined; host: string },
): Promise<Performed> {
  // Read anew: the account may have changed while the call was held.
  const partner = world.state.partners[caller?.uid ?? ''];
  try {
    if (refused !== undefined) throw refused;
    if (action === undefined || partner === undefined || key === undefined)
      return { outcome: 'not performed', status: 200, body: {} };
    const ordered = orderedError(fault);
    if (ordered !== undefined) throw ordered;
    if (preventsEffect(fault)) return { outcome: 'not performed', status: 200, body: {} };
    if (!limiter.admits(`${partner.uid} ${action.name}`, perSecond)) throw refusal('Throttling.User');
    // An invitation has a code of its own for this: 3015.
    if (!partner.active && !['InviteSubAccount', 'AssumeRole'].includes(action.name)) throw notPartner(action);
    const answer = await action.answer({ world, partner, key }, parameters);
    return { outcome: 'ok', status: 200, body: doneEnvelope(action.envelope, answer) };
  } catch (error) {
    if (error instanceof GatewayError) {
      return { outcome: error.code, status: error.status, body: errorEnvelope(error, host) };
    }
    if (!(error instanceof BusinessError) || action === undefined) throw error;
    if (partner?.readings.businessErrors === 'http') {
      const spelled = new BusinessError(`Error${error.code}`, error.message);
      return { outcome: error.code, status: 400, body: errorEnvelope(spelled, host) };
    }
    return { outcome: error.code, status: 200, body: failedEnvelope(action.envelope, error) };
  }
}

function notPartner({ version }: Action): GatewayError {
  return refusal(version === '2022-12-16' ? 'InvalidRequest.NoPermissions' : 'InvalidRequest.NoPermissions.NotPartner');
}

function noRight({ version }: Action) {
  return version === '2025-02-27' ? 'InvalidRequest.NoPermissions.RamNoPermission' : 'InvalidRequest.NoPermissions';
}

/** A code of digits is one of the business layer, any other one of the gateway. */
function orderedError(fault: Fault | undefined): GatewayError | BusinessError | undefined {
  if (fault?.fault.kind === 'throttle') return refusal('Throttling.User');
  if (fault?.fault.kind === 'busy') return failure('1109');
  if (fault?.fault.kind !== 'error') return undefined;
  const { code, message = 'Ordered through the control API.' } = fault.fault;
  return /^-?\d+$/.test(code) ? new BusinessError(code, message) : new GatewayError(400, code, message);
}

/** The credentials of a bucket travel in the query; the log keeps none of them. */
function redacted(parameters: Readonly<Record<string, string>>): Record<string, string> {
  const secret = ['OssAccessKeyId', 'OssAccessKeySecret', 'OssSecurityToken'];
  return Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => [name, secret.includes(name) ? '…' : value]),
  );
}
