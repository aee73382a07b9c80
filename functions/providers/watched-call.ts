import { AsyncLocalStorage } from 'node:async_hooks';
import { subscribe } from 'node:diagnostics_channel';
import { ClientRequest } from 'node:http';
import type { Socket } from 'node:net';
import type { Unanswered } from './answer.ts';
import type { RawAnswer } from './failure.ts';

/** What is known of the connection of one call, whatever its SDK keeps to itself. */
export type Seen = {
  /** A connection was made, which for TLS is the end of the handshake: the request may have left. */
  connected: boolean;
  /** The network's own code, such as `ECONNRESET`. */
  trouble: string | null;
  httpStatus: number | null;
};

export type Watched<T> =
  | { readonly kind: 'returned'; readonly value: T }
  | { readonly kind: 'threw'; readonly error: unknown; readonly seen: Seen }
  | { readonly kind: 'timed_out'; readonly unanswered: Unanswered };

const watched = new AsyncLocalStorage<{ readonly seen: Seen; readonly requests: ClientRequest[] }>();

/**
 * Makes a call of a provider's SDK and sees to its connection and its time: SDKs drop the network's error codes, take no
 * agent, or measure something else than the whole call. Node tells of each request that is made in the call's context.
 * @param timeoutMs from the first byte asked for to the last one answered; then the connection is cut
 */
export async function watchCall<T>(timeoutMs: number, call: () => Promise<T>): Promise<Watched<T>> {
  const seen: Seen = { connected: false, trouble: null, httpStatus: null };
  const requests: ClientRequest[] = [];
  const late = Promise.withResolvers<Watched<T>>();
  const timer = setTimeout(() => {
    const raw = { code: 'timeout', message: `no answer within ${timeoutMs} ms` };
    late.resolve({ kind: 'timed_out', unanswered: silent(seen, raw) });
    for (const request of requests) request.destroy();
  }, timeoutMs);
  const made = watched.run({ seen, requests }, async (): Promise<Watched<T>> => {
    try {
      return { kind: 'returned', value: await call() };
    } catch (error) {
      return { kind: 'threw', error, seen };
    }
  });
  try {
    return await Promise.race([made, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}

/** A call that nobody answered: it may have left only if there was a connection. */
export function silent({ connected }: Pick<Seen, 'connected'>, raw: RawAnswer): Unanswered {
  return { kind: connected ? 'no_answer' : 'not_connected', raw };
}

subscribe('http.client.request.created', (message) => {
  const watch = watched.getStore();
  const request = typeof message === 'object' && message !== null && 'request' in message ? message.request : undefined;
  if (!watch || !(request instanceof ClientRequest)) return;
  const { seen, requests } = watch;
  requests.push(request);
  const troubled = ({ code }: NodeJS.ErrnoException) => {
    seen.trouble = code ?? null;
  };
  request.once('socket', (socket) => follow(seen, socket));
  request.once('error', troubled);
  request.once('response', (response) => {
    seen.httpStatus = response.statusCode ?? null;
    response.once('error', troubled);
  });
});

function follow(seen: Seen, socket: Socket): void {
  const secures = 'secureConnecting' in socket && socket.secureConnecting === true;
  // one that was kept from an earlier call
  if (!socket.connecting && !secures) {
    seen.connected = true;
    return;
  }
  socket.once('encrypted' in socket ? 'secureConnect' : 'connect', () => {
    seen.connected = true;
  });
}
