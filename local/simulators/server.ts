import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

/** A request with its body as the bytes that arrived: signatures cover bytes, not parsed values. */
export interface WireRequest {
  method: string;
  url: URL;
  headers: IncomingMessage['headers'];
  body: Buffer;
  /** Fires when the client has gone or the server closes. */
  gone: AbortSignal;
  /** Fires when the server closes. */
  closing: AbortSignal;
}

/** What goes back: a whole answer, the first bytes of one that was announced as longer, or nothing at all because the connection breaks. */
export type WireReply =
  | { kind: 'answer'; status: number; headers: Record<string, string>; body: string | Buffer }
  | { kind: 'cut'; headers: Record<string, string>; body: string | Buffer; bytes: number }
  | { kind: 'drop' };

/** A server that runs. */
export interface LocalServer {
  url: string;
  /** Breaks open connections and frees the port. */
  close(): Promise<void>;
}

/** The most that the provider APIs take, too: Tencent Cloud names 10 MB for signed JSON. */
const maxBodyBytes = 10 * 1024 * 1024;

/** Serves on 127.0.0.1 only. `port` 0 takes a free one. An exception in `handle` answers 500 and is printed. */
export async function serveLocally(
  port: number,
  handle: (request: WireRequest) => Promise<WireReply>,
): Promise<LocalServer> {
  const closing = new AbortController();
  const server = createServer((message, response) => {
    answer(message, response, handle, closing.signal).catch((error: unknown) => {
      console.error(error);
      if (response.headersSent) response.destroy();
      else response.writeHead(500, { 'content-type': 'text/plain' }).end('The simulator failed; see its output.');
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: async () => {
      closing.abort();
      const closed = new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
      server.closeAllConnections();
      await closed;
    },
  };
}

/** An answer with a JSON body. */
export function jsonReply(status: number, value: unknown): WireReply {
  return { kind: 'answer', status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) };
}

async function answer(
  message: IncomingMessage,
  response: ServerResponse,
  handle: (request: WireRequest) => Promise<WireReply>,
  closing: AbortSignal,
): Promise<void> {
  const left = new AbortController();
  response.once('close', () => left.abort());
  const body = await readBody(message);
  if (body === undefined) {
    response.writeHead(413, { connection: 'close' }).end();
    return;
  }
  const reply = await handle({
    method: message.method ?? 'GET',
    url: new URL(message.url ?? '/', 'http://127.0.0.1'),
    headers: message.headers,
    body,
    gone: AbortSignal.any([left.signal, closing]),
    closing,
  });
  if (reply.kind === 'drop') message.socket.destroy();
  else if (reply.kind === 'cut') {
    response.writeHead(200, reply.headers);
    response.write(Buffer.from(reply.body).subarray(0, reply.bytes), () => message.socket.destroy());
  } else if (!response.destroyed) response.writeHead(reply.status, reply.headers).end(reply.body);
}

async function readBody(message: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > maxBodyBytes) return undefined;
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}
