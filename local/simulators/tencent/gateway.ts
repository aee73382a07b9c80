import * as z from 'zod';
import { logCall } from '../call-log.ts';
import type { Fault, FaultDesk } from '../faults.ts';
import { answerUnderFault, preventsEffect } from '../met-fault.ts';
import { createRateLimiter, type RateLimiter } from '../rate-limiter.ts';
import { jsonReply, type WireReply, type WireRequest } from '../server.ts';
import { ApiError, refusal } from './api-error.ts';
import { chinaProduct } from './china/product.ts';
import { type Callable, internationalProduct, type Product } from './product.ts';
import { verifySignature } from './tc3.ts';
import type { World } from './world.ts';

/** Who wants what, or why that can't be told. */
interface Identified {
  name: string;
  parameters: Readonly<Record<string, unknown>>;
  product: Product;
  account?: string;
  action?: Callable;
  refused?: ApiError;
}

/**
 * Answers `POST /` of both sites: identity, then ordered faults, then rate, role, allowlist, parameters and effect. State is saved
 * before the answer leaves, so that a crash never forgets what a caller was told.
 */
export function createGateway(deps: {
  world: World;
  faults: FaultDesk;
  save: () => void;
}): (request: WireRequest) => Promise<WireReply> {
  const { world, faults, save } = deps;
  const limiter = createRateLimiter(() => world.clock.wall());
  const products = [internationalProduct(world), chinaProduct(world)] as const;
  return async (request) => {
    const requestId = world.random.uuid();
    const call = identify(world, products, request);
    const account = call.account ?? '';
    const fault =
      call.refused === undefined ? faults.take({ action: call.name, account, parameters: call.parameters }) : undefined;
    const met = { request, call: { action: call.name, account, requestId }, fault };
    return answerUnderFault({ faults, save, state: () => world.state }, met, () => {
      const { outcome, response } = perform(limiter, call, fault);
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

function identify(world: World, products: readonly [Product, ...Product[]], request: WireRequest): Identified {
  const header = (name: string) => String(request.headers[name] ?? '');
  const product = products.find(({ version }) => version === header('x-tc-version')) ?? products[0];
  const call: Identified = { name: header('x-tc-action'), parameters: {}, product };
  const because = (error: ApiError) => ({ ...call, refused: error });
  if (request.method !== 'POST') return because(refusal('UnsupportedProtocol'));
  for (const name of ['X-TC-Action', 'X-TC-Version', 'X-TC-Timestamp']) {
    if (header(name.toLowerCase()) === '') return because(refusal('MissingParameter', name));
  }
  const secretKeyOf = (secretId: string) =>
    product.keys().find((key) => key.secretId === secretId && key.status === 'active')?.secretKey;
  const signed = {
    method: request.method,
    path: request.url.pathname,
    query: request.url.search.slice(1),
    headers: request.headers,
    body: request.body,
  };
  const verdict = verifySignature(signed, product.service, secretKeyOf, world.clock.wall());
  if (!verdict.ok) return because(verdict.error);
  // Temporary credentials are not simulated; a token beside a permanent key belongs to nothing.
  if (header('x-tc-token') !== '') return because(refusal('AuthFailure.TokenFailure'));
  const account = product.keys().find(({ secretId }) => secretId === verdict.secretId)?.account ?? '';
  if (!product.hasAccount(account)) return because(refusal('AuthFailure.SecretIdNotFound'));
  const known = { ...call, account };
  if (header('x-tc-version') !== product.version) return { ...known, refused: refusal('NoSuchVersion') };
  if (!/^application\/json\b/i.test(header('content-type'))) {
    return { ...known, refused: refusal('UnsupportedProtocol') };
  }
  const action = product.callable(call.name);
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
  limiter: RateLimiter,
  { name, product, action, account = '', parameters, refused }: Identified,
  fault: Fault | undefined,
): { outcome: string; response: Record<string, unknown> } {
  try {
    if (refused !== undefined) throw refused;
    const ordered = orderedError(product, fault);
    if (ordered !== undefined) throw ordered;
    // the account may have gone while the call was held
    if (action === undefined || !product.hasAccount(account) || preventsEffect(fault)) {
      return { outcome: 'not performed', response: {} };
    }
    if (!limiter.admits(`${product.service} ${account} ${name}`, action.perSecond)) {
      throw refusal('RequestLimitExceeded', `${action.perSecond} per second`);
    }
    return { outcome: 'ok', response: action.answer(account, parameters) };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return { outcome: error.code, response: { Error: { Code: error.code, Message: error.message } } };
  }
}

function orderedError(product: Product, fault: Fault | undefined): ApiError | undefined {
  if (fault?.fault.kind === 'throttle') return refusal('RequestLimitExceeded');
  if (fault?.fault.kind === 'busy') return product.busy();
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
