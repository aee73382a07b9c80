import { lookup } from 'node:dns/promises';
import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { isIPv6, type LookupFunction } from 'node:net';
import { type Reach, type Resolve, readTarget, resolveTarget, type Target } from './target.ts';

/** What is sent, and where to. */
export type Posting = {
  readonly url: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
};

/** What came of it. No byte of the answer but its status and `Retry-After` is kept: it is somebody else's text. */
export type Posted =
  | { readonly kind: 'answered'; readonly status: number; readonly retryAfter?: string }
  | { readonly kind: 'address_refused' | 'unreachable' | 'tls_refused' | 'timeout' };

/** Delivers one message to one receiver. Never throws. */
export type Post = (posting: Posting) => Promise<Posted>;

/** Everything together, from the question to the DNS to the last byte that is read. */
const MOST_MILLISECONDS = 10_000;
/** How much of an answer is read, so that a receiver may finish a short one. It is dropped. */
const MOST_ANSWER_BYTES = 64 * 1024;

/** The resolver of the machine, all addresses of both families. */
export const systemResolve: Resolve = async (name, signal) => {
  const answered = lookup(name, { all: true, verbatim: true });
  const found = await Promise.race([answered, aborted(signal)]);
  return found.map(({ address }) => address);
};

/**
 * Posts by HTTPS to the address that was looked at, and to no other: the name is resolved once, every answer is checked,
 * and the connection is made to what was checked. Redirects are answers like any other, there are no proxies, no cookies
 * and no connections that are used twice.
 */
export function createPost(
  deps: { readonly reach: Reach; readonly resolve: Resolve },
  milliseconds = MOST_MILLISECONDS,
): Post {
  return async ({ url, body, headers }) => {
    const signal = AbortSignal.timeout(milliseconds);
    const read = readTarget(url, deps.reach);
    const target = read.ok ? await resolveTarget(read.value, deps, signal) : read;
    if (!target.ok) {
      const { code } = target.error;
      if (code !== 'name_not_found') return { kind: 'address_refused' };
      return { kind: signal.aborted ? 'timeout' : 'unreachable' };
    }
    try {
      return await postTo(target.value, body, headers, signal);
    } catch (error) {
      return { kind: signal.aborted ? 'timeout' : failureOf(error) };
    }
  };
}

/** One exchange with the address of a target, whatever the DNS says by now. Throws when no answer comes. */
export async function postTo(
  { url, address }: Target,
  body: string,
  headers: Posting['headers'],
  signal: AbortSignal,
): Promise<Posted> {
  const answered = Promise.withResolvers<IncomingMessage>();
  const options = {
    method: 'POST',
    lookup: only(address),
    signal,
    headers: {
      'content-type': 'application/json',
      'content-length': String(Buffer.byteLength(body)),
      'user-agent': 'reseller-desk-webhooks/1',
      ...headers,
    },
  };
  const sent =
    url.protocol === 'https:'
      ? httpsRequest(url, { ...options, agent: new HttpsAgent({ keepAlive: false, maxCachedSessions: 0 }) })
      : httpRequest(url, { ...options, agent: new HttpAgent({ keepAlive: false }) });
  sent.on('response', answered.resolve).on('error', answered.reject).end(body);
  try {
    const answer = await answered.promise;
    await drain(answer);
    const retryAfter = answer.headers['retry-after'];
    return { kind: 'answered', status: answer.statusCode ?? 0, ...(retryAfter !== undefined && { retryAfter }) };
  } finally {
    sent.destroy();
  }
}

/** Whatever name is asked for, the address that was checked is answered. */
function only(address: string): LookupFunction {
  const family = isIPv6(address) ? 6 : 4;
  return (_name, { all }, answer) => (all ? answer(null, [{ address, family }]) : answer(null, address, family));
}

/** Reads and drops. How an answer ends changes nothing about its status, so what breaks here is none of our business. */
async function drain(answer: IncomingMessage): Promise<void> {
  let bytes = 0;
  try {
    for await (const chunk of answer) {
      bytes += Buffer.byteLength(chunk);
      if (bytes > MOST_ANSWER_BYTES) return;
    }
  } catch {
    // the status has been told
  }
}

/** Codes of Node and OpenSSL: what TLS does not like is told apart, because waiting does not mend it as often. */
function failureOf(error: unknown): 'tls_refused' | 'unreachable' {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return /CERT|SSL|TLS|SIGNED|SIGNATURE/.test(code) ? 'tls_refused' : 'unreachable';
}

function aborted(signal: AbortSignal): Promise<never> {
  const late = Promise.withResolvers<never>();
  if (signal.aborted) late.reject(signal.reason);
  signal.addEventListener('abort', () => late.reject(signal.reason), { once: true });
  return late.promise;
}
