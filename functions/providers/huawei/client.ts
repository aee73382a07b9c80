import http from 'node:http';
import https from 'node:https';
import { text } from 'node:stream/consumers';
import * as z from 'zod';
import type { Answer, Unanswered } from '../answer.ts';
import type { Send, SendConfig } from '../calls.ts';
import { readExactJson } from '../exact-json.ts';
import { type Seen, silent, watchCall } from '../watched-call.ts';
import type { Wire } from './actions.ts';
import { signedHeaders, type Unsigned } from './signer.ts';

/** Always named: a region of the official client asks an identity service of the China site first. */
const HOST = 'https://bss-intl.myhuaweicloud.com';

/**
 * One call, signed by the official signer and sent by Node's own client, with answers as text. It does not try again.
 *
 * Effects go out on fresh connections: one that was kept alive while the function was frozen may have been closed by
 * the other side, which can't be told from an answer that was lost.
 */
export function createSend({ endpoint = HOST, timeoutMs }: SendConfig): Send<Wire> {
  const { Agent } = endpoint.startsWith('http:') ? http : https;
  const [kept, single] = [new Agent({ keepAlive: true }), new Agent({ keepAlive: false })];
  return async ({ action, parameters, key, fresh }) => {
    const { method, path } = action.wire;
    const given = Object.entries(parameters).filter(([, value]) => value !== undefined);
    const url = `${endpoint.replace(/\/$/, '')}${path}`;
    const unsigned: Unsigned =
      method === 'GET'
        ? { method, url, query: Object.fromEntries(given.map(([name, value]) => [name, String(value)])) }
        : { method, url, query: {}, body: Object.fromEntries(given) };
    const headers = signedHeaders(unsigned, key);
    const called = await watchCall(timeoutMs, () => exchange(unsigned, headers, fresh ? single : kept));
    if (called.kind === 'timed_out') return called.unanswered;
    return called.kind === 'threw' ? broken(called.seen) : read(called.value);
  };
}

type Came = { readonly status: number; readonly requestId: string | null; readonly body: string };

/** Sends what was signed, byte for byte, and waits for the whole answer. Redirects are not followed. */
async function exchange(
  { method, url, query, body }: Unsigned,
  headers: Record<string, string>,
  agent: http.Agent,
): Promise<Came> {
  const search = Object.entries(query)
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .join('&');
  const address = search ? `${url}?${search}` : url;
  const options = { method, headers, agent };
  const came = Promise.withResolvers<http.IncomingMessage>();
  const sent = url.startsWith('http:')
    ? http.request(address, options, came.resolve)
    : https.request(address, options, came.resolve);
  sent.once('error', came.reject);
  sent.end(body && JSON.stringify(body));
  const answer = await came.promise;
  const requestId = answer.headers['x-request-id'];
  return {
    status: answer.statusCode ?? 0,
    requestId: typeof requestId === 'string' && requestId !== '' ? requestId : null,
    body: await text(answer),
  };
}

const Word = z.string().nullish().catch(null);
const Problem = z.looseObject({ error_code: Word, error_msg: Word });

/** Errors stand at the top, or, where a call was about several customers, beside the one that each is about. */
const Envelope = z.looseObject({
  error_code: Word,
  error_msg: Word,
  request_id: Word,
  error_details: z.array(Problem).nullish(),
});

const SUCCESS = 'CBC.0000';

/**
 * The provider's own no has a status of 400 and more, or none: several stand in an HTTP 200, and what failed of several
 * customers always does. A server's fault leaves open what was carried out, whatever its code.
 */
function read({ status, requestId: ofHeader, body }: Came): Answer {
  const envelope = Envelope.safeParse(body === '' ? {} : readExactJson(body));
  const isAnswer = status >= 200 && status < 300;
  if (!envelope.success) return isAnswer ? unreadable : otherStatus(status);
  const { error_details: details, ...whole } = envelope.data;
  const requestId = ofHeader ?? whole.request_id ?? null;
  const ids = requestId === null ? {} : { requestId };
  for (const { error_code: code, error_msg } of [whole, ...(details ?? [])]) {
    if (!code || code === SUCCESS) continue;
    const raw = { code, message: error_msg ?? '', httpStatus: status, ...ids };
    return { kind: status >= 500 ? 'other_status' : 'failed', raw };
  }
  if (!isAnswer) return otherStatus(status, ids);
  if (details?.some(({ error_code }) => error_code !== SUCCESS)) return { kind: 'unreadable', raw: noErrorCode };
  return { kind: 'answered', response: whole, requestId };
}

function otherStatus(httpStatus: number, ids: { requestId?: string } = {}): Unanswered {
  return { kind: 'other_status', raw: { code: null, message: `HTTP ${httpStatus}`, httpStatus, ...ids } };
}

/** Said in our words: what came may hold names. */
const unreadable: Unanswered = {
  kind: 'unreadable',
  raw: { code: 'no-envelope', message: 'HTTP 200 without the envelope of the API' },
};
const noErrorCode = { code: 'no-error-code', message: 'a customer that failed without saying why' };

function broken(seen: Seen): Unanswered {
  return silent(seen, { code: seen.trouble, message: `the connection failed (${seen.trouble ?? 'unknown'})` });
}
