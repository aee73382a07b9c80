import * as z from 'zod';
import type { Answer, Unanswered } from '../answer.ts';
import type { Send, SendConfig } from '../calls.ts';
import { readExactJson } from '../exact-json.ts';
import { type Seen, silent, watchCall } from '../watched-call.ts';
import type { Api, Wire } from './actions.ts';
import { Core, OpenApi, RuntimeOptions } from './sdk.ts';

/** Always named: the region map of the product's own client leads most regions to the China site. */
const AGENCY = 'agency.ap-southeast-1.aliyuncs.com';
const apis: Readonly<Record<Api, { readonly host: string; readonly version: string }>> = {
  agency: { host: AGENCY, version: '2022-12-16' },
  commission: { host: AGENCY, version: '2025-02-27' },
  sts: { host: 'sts.ap-southeast-1.aliyuncs.com', version: '2015-04-01' },
};

/** The SDK's own timers end a call by silence; ours ends it by its whole time, and has to come first. */
const SDK_MARGIN_MS = 1_000;

/**
 * The core of the official SDK, signing by ACS3-HMAC-SHA256, with answers as text. It does not try again.
 *
 * It takes no agent and keeps connections for all its clients together, so each call asks for a connection of its own:
 * one that was kept while the function was frozen may be closed by now, which can't be told from a lost answer.
 */
export function createSend({ endpoint, timeoutMs }: SendConfig): Send<Wire> {
  const silence = timeoutMs + SDK_MARGIN_MS;
  return async ({ action, parameters, key }) => {
    const api = apis[action.wire.api ?? 'agency'];
    const { protocol, host } = new URL(endpoint ?? `https://${api.host}`);
    const client = new Core(
      new OpenApi.Config({
        accessKeyId: key.keyId,
        accessKeySecret: key.keySecret,
        endpoint: host,
        protocol: protocol.slice(0, -1),
        connectTimeout: silence,
        readTimeout: silence,
      }),
    );
    const params = new OpenApi.Params({
      action: action.name,
      version: api.version,
      protocol: 'HTTPS',
      pathname: '/',
      method: action.wire.method,
      authType: 'AK',
      style: 'RPC',
      reqBodyType: 'formData',
      bodyType: 'string',
    });
    const request = new OpenApi.OpenApiRequest({
      query: OpenApi.default.query(parameters),
      headers: { connection: 'close' },
    });
    const called = await watchCall(timeoutMs, () => client.callApi(params, request, new RuntimeOptions({})));
    if (called.kind === 'timed_out') return called.unanswered;
    return called.kind === 'threw' ? told(called.error, called.seen) : read(called.value, action.wire);
  };
}

const Returned = z.object({ statusCode: z.number(), body: z.string() });

/** `Success` is missing from some actions and `Code` from others; numbers have become text. */
const Envelope = z.looseObject({
  RequestId: z.string().optional().catch(undefined),
  Success: z.union([z.boolean(), z.literal(['true', 'false']).transform((word) => word === 'true')]).nullish(),
  Code: z.string().nullish(),
  Message: z.string().nullish().catch(null),
  Msg: z.string().nullish().catch(null),
});
type Envelope = z.output<typeof Envelope>;

/** The API's own no may stand in an HTTP 200, for the whole call or for the one item that it was about. */
function read(returned: unknown, { items }: Wire): Answer {
  const { statusCode, body } = Returned.parse(returned);
  if (statusCode >= 300) return otherStatus(statusCode);
  const envelope = Envelope.safeParse(readExactJson(body));
  if (!envelope.success) return { kind: 'unreadable', raw: { code: 'no-envelope', message: noEnvelope } };
  const { RequestId: requestId } = envelope.data;
  const ids = requestId ? { requestId } : {};
  for (const level of [envelope.data, ...itemsAt(envelope.data, items)]) {
    if (isYes(level)) continue;
    const { Code: code, Message, Msg } = level;
    const message = Message ?? Msg ?? '';
    return isYesCode(code)
      ? { kind: 'unreadable', raw: { code: 'no-error-code', message, ...ids } }
      : { kind: 'failed', raw: { code: code ?? '', message, ...ids } };
  }
  return { kind: 'answered', response: envelope.data, requestId: requestId ?? null };
}

function isYes({ Success, Code }: Envelope): boolean {
  return Success !== false && isYesCode(Code);
}

function isYesCode(code: string | null | undefined): boolean {
  return !code || code === '200' || code.toLowerCase() === 'success';
}

function itemsAt(envelope: Envelope, path: Wire['items']): readonly Envelope[] {
  if (!path) return [];
  const found = path.reduce<unknown>((at, name) => z.looseObject({}).safeParse(at).data?.[name], envelope);
  return z.array(Envelope).safeParse(found).data ?? [];
}

/** The SDK's errors: the provider's own no with its body in `data`, a body that is none, and a broken connection. */
function told(error: unknown, seen: Seen): Unanswered {
  const { statusCode, data, retryAfter } = Thrown.parse(error);
  if (statusCode !== undefined) {
    const { Code: code, Message: message = '', RequestId: requestId } = data;
    if (!code) return otherStatus(statusCode);
    const raw = { code, message, httpStatus: statusCode, ...(requestId && { requestId }) };
    // Where the server is at fault, a code that nobody documents does not say that nothing was carried out.
    if (statusCode >= 500 && !code.startsWith('Throttling')) return { kind: 'other_status', raw };
    return { kind: 'failed', raw, ...(retryAfter && { retryAfterSeconds: Math.ceil(retryAfter / 1000) }) };
  }
  if (seen.httpStatus !== null && seen.httpStatus >= 300) return otherStatus(seen.httpStatus);
  // The SDK's own words quote the address with its query, where names and mail addresses stand.
  const message = `the connection failed (${seen.trouble ?? 'unknown'})`;
  return silent(seen, { code: seen.trouble, message });
}

function otherStatus(httpStatus: number): Unanswered {
  return { kind: 'other_status', raw: { code: null, message: `HTTP ${httpStatus}`, httpStatus } };
}

/** Said in our words: the body may hold the link of an invitation. */
const noEnvelope = 'HTTP 200 without the envelope of the API';

const Word = z.string().optional().catch(undefined);
const Thrown = z.object({
  statusCode: z.number().optional().catch(undefined),
  data: z.object({ Code: Word, Message: Word, RequestId: Word }).catch({}),
  retryAfter: z.number().positive().optional().catch(undefined),
});
