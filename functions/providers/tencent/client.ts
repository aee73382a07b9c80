import http from 'node:http';
import https from 'node:https';
// One service only: the root of the package loads every service that the provider has.
import { CommonClient } from 'tencentcloud-sdk-nodejs/tencentcloud/common/common_client.js';
import * as z from 'zod';
import type { Unanswered } from '../answer.ts';
import type { Send, SendConfig } from '../calls.ts';
import { type Seen, silent, watchCall } from '../watched-call.ts';

/** A partner product: where its API is, in which version, and in which language it words its refusals. */
export type Product = { readonly host: string; readonly version: string; readonly language: 'en-US' | 'zh-CN' };

/**
 * The official SDK's generic client, signing by TC3-HMAC-SHA256. It does not try again, and it keeps no error code of
 * the network, so its connections are watched.
 *
 * Effects go out on fresh connections: one that was kept alive while the function was frozen may have been closed by
 * the other side, which can't be told from an answer that was lost.
 */
export const sendTo = (product: Product) =>
  function createSend({ endpoint = `https://${product.host}`, timeoutMs }: SendConfig): Send<null> {
    const { protocol, host } = new URL(endpoint);
    const { Agent } = protocol === 'http:' ? http : https;
    const [kept, single] = [new Agent({ keepAlive: true }), new Agent({ keepAlive: false })];
    return async ({ action, parameters, key, fresh }) => {
      const client = new CommonClient(product.host, product.version, {
        credential: { secretId: key.keyId, secretKey: key.keySecret },
        profile: {
          language: product.language,
          httpProfile: { protocol: `${protocol}//`, endpoint: host, agent: fresh ? single : kept },
        },
      });
      const called = await watchCall<unknown>(timeoutMs, () => client.request(action.name, parameters));
      if (called.kind === 'timed_out') return called.unanswered;
      if (called.kind === 'threw') return told(called.error, called.seen);
      const { value: response } = called;
      return { kind: 'answered', response, requestId: WithRequestId.safeParse(response).data?.RequestId ?? null };
    };
  };

const WithRequestId = z.object({ RequestId: z.string() });

/** The error shapes of the SDK: the provider's error, a bare status, an unreadable body, and a broken connection. */
function told(error: unknown, seen: Seen): Unanswered {
  const { code, message, requestId, httpCode, type } = Thrown.parse(error);
  const ids = requestId ? { requestId } : {};
  if (httpCode !== undefined) return { kind: 'other_status', raw: { code: null, message, httpStatus: httpCode } };
  if (error instanceof TypeError) return { kind: 'unreadable', raw: { code: 'no-envelope', message: noEnvelope } };
  if (type === 'invalid-json') return { kind: 'unreadable', raw: { code: type, message: notJson } };
  if (type !== undefined) return silent(seen, { code: code ?? type, message });
  if (code !== undefined) return { kind: 'failed', raw: { code, message, ...ids } };
  if (requestId) return { kind: 'unreadable', raw: { code: 'no-error-code', message, ...ids } };
  return silent(seen, { code: seen.trouble, message });
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
