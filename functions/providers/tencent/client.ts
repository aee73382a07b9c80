import { AsyncLocalStorage } from 'node:async_hooks';
import http from 'node:http';
import https from 'node:https';
// One service only: the root of the package loads every service that the provider has.
import { CommonClient } from 'tencentcloud-sdk-nodejs/tencentcloud/common/common_client.js';
import * as z from 'zod';
import type { ProviderKey } from '../secrets.ts';

/** Host and version of the partner product, international site. */
const HOST = 'intlpartnersmgt.intl.tencentcloudapi.com';
const VERSION = '2022-09-28';

/** What came of one call, before anybody judges what it means. */
export type Answer =
  | { readonly kind: 'answered'; readonly response: unknown; readonly requestId: string | null }
  /** The provider's own error, inside an HTTP 200. */
  | { readonly kind: 'failed'; readonly raw: FailedRaw }
  /** No connection was made, so no byte of the request left. */
  | { readonly kind: 'not_connected'; readonly raw: Raw }
  /** The request may have left, and nothing came back. */
  | { readonly kind: 'no_answer'; readonly raw: Raw }
  /** A status other than 200; the SDK drops the body. */
  | { readonly kind: 'other_status'; readonly raw: Raw & { readonly httpStatus: number } }
  /** An HTTP 200 that is no envelope of the API. */
  | { readonly kind: 'unreadable'; readonly raw: Raw };
export type Unanswered = Exclude<Answer, { readonly kind: 'answered' }>;
type Raw = { readonly code: string | null; readonly message: string; readonly requestId?: string };
type FailedRaw = Raw & { readonly code: string };

export type ClientConfig = {
  /** Another place than the provider's own, such as `http://127.0.0.1:9801`: a simulator. */
  readonly endpoint?: string | undefined;
  /** From the first byte asked for to the last one answered. */
  readonly timeoutMs: number;
};

/** One call with the official SDK. `fresh` makes it on a connection of its own. */
export type Send = (call: {
  readonly action: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly key: ProviderKey;
  readonly fresh: boolean;
}) => Promise<Answer>;

/**
 * The official SDK's generic client, signing by TC3-HMAC-SHA256. It does not try again, and it keeps no error code of
 * the network, so connections are watched by agents of ours.
 *
 * Effects go out on fresh connections: one that was kept alive while the function was frozen may have been closed by
 * the other side, which can't be told from an answer that was lost.
 */
export function createSend({ endpoint = `https://${HOST}`, timeoutMs }: ClientConfig): Send {
  const { protocol, host } = new URL(endpoint);
  const kept = watchedAgent(protocol, true);
  const single = watchedAgent(protocol, false);
  return async ({ action, parameters, key, fresh }) => {
    const client = new CommonClient(HOST, VERSION, {
      credential: { secretId: key.keyId, secretKey: key.keySecret },
      profile: {
        language: 'en-US',
        httpProfile: { protocol: `${protocol}//`, endpoint: host, agent: fresh ? single : kept },
      },
    });
    const watch: Watch = { connected: false, trouble: null };
    const signal = AbortSignal.timeout(timeoutMs);
    try {
      const response: unknown = await watched.run(watch, () => client.request(action, parameters, { signal }));
      return { kind: 'answered', response, requestId: WithRequestId.safeParse(response).data?.RequestId ?? null };
    } catch (error) {
      if (signal.aborted) return silent(watch, { code: 'timeout', message: `no answer within ${timeoutMs} ms` });
      return told(error, watch);
    }
  };
}

const WithRequestId = z.object({ RequestId: z.string() });

/** What is known of the connection of one call. */
type Watch = { connected: boolean; trouble: string | null };
const watched = new AsyncLocalStorage<Watch>();

/** Notes for the call that runs whether it got as far as a connection, which for TLS is the end of the handshake. */
function watchedAgent(protocol: string, keepAlive: boolean): http.Agent {
  const [agent, ready] =
    protocol === 'http:'
      ? [new http.Agent({ keepAlive }), 'connect']
      : [new https.Agent({ keepAlive }), 'secureConnect'];
  const create = agent.createConnection.bind(agent);
  const reuse = agent.reuseSocket.bind(agent);
  agent.createConnection = (options, done) => {
    const watch = watched.getStore();
    const socket = create(options, done);
    socket?.once(ready, () => {
      if (watch) watch.connected = true;
    });
    socket?.once('error', (error: NodeJS.ErrnoException) => {
      if (watch) watch.trouble = error.code ?? null;
    });
    return socket;
  };
  agent.reuseSocket = (socket, request) => {
    const watch = watched.getStore();
    if (watch) watch.connected = true;
    reuse(socket, request);
  };
  return agent;
}

/** The error shapes of the SDK: the provider's error, a bare status, an unreadable body, and a broken connection. */
function told(error: unknown, watch: Watch): Unanswered {
  const { code, message, requestId, httpCode, type } = Thrown.parse(error);
  const ids = requestId ? { requestId } : {};
  if (httpCode !== undefined) return { kind: 'other_status', raw: { code: null, message, httpStatus: httpCode } };
  if (error instanceof TypeError) return { kind: 'unreadable', raw: { code: 'no-envelope', message: noEnvelope } };
  if (type === 'invalid-json') return { kind: 'unreadable', raw: { code: type, message: notJson } };
  if (type !== undefined) return silent(watch, { code: code ?? type, message });
  if (code !== undefined) return { kind: 'failed', raw: { code, message, ...ids } };
  if (requestId) return { kind: 'unreadable', raw: { code: 'no-error-code', message, ...ids } };
  return silent(watch, { code: watch.trouble, message });
}

/** The SDK's own words for these quote the body, where the link of an invitation may stand. */
const noEnvelope = 'HTTP 200 without the envelope of the API';
const notJson = 'HTTP 200 whose body is not JSON';

const Thrown = z.object({
  message: z.string().catch(''),
  code: z.string().optional().catch(undefined),
  requestId: z.string().optional().catch(undefined),
  httpCode: z.number().optional().catch(undefined),
  type: z.string().optional().catch(undefined),
});

function silent(watch: Watch, raw: Raw): Unanswered {
  return { kind: watch.connected ? 'no_answer' : 'not_connected', raw };
}
