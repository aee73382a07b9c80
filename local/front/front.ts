import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { host } from '../cloud/ports.ts';
import { readInbox } from './inbox.ts';
import { inboxPage, inboxPolicy } from './inbox-page.ts';

/** The app tags its API with this name, and the engine takes the tag for the API's id. */
const api = '/_aws/execute-api/desk/$default';
/** Headers of one connection, which the next one has of its own (RFC 9110, 7.6.1). */
const ofConnection = new Set(['connection', 'keep-alive', 'te', 'trailer', 'transfer-encoding', 'upgrade']);

export interface Front {
  url: string;
  close(): Promise<void>;
}

/**
 * Gives the desk one address that stays: links in mails work after restarts and redeployments. `/inbox` shows the mail
 * that was sent; everything else is the API.
 */
export async function serveFront({ port, engineUrl }: { port: number; engineUrl: string }): Promise<Front> {
  const server = createServer((incoming, answer) => {
    serve(incoming, answer, engineUrl).catch((error: unknown) => {
      console.error(`${incoming.method} ${incoming.url?.replace(/^\/d\/.*/, '/d/…')}: ${String(error)}`);
      say(answer, 502, 'The local cloud does not answer. Start it with `npm start`.\n');
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, host, resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('A listening server has a port.');
  return {
    url: `http://${host}:${address.port}`,
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

async function serve(incoming: IncomingMessage, answer: ServerResponse, engineUrl: string): Promise<void> {
  // A page elsewhere could give its own name this address and read the one-time links in the inbox.
  const name = (incoming.headers.host ?? '').replace(/:\d+$/, '');
  if (name !== host && name !== 'localhost') {
    say(answer, 421, `This is http://${host}:${incoming.socket.localPort}.\n`);
    return;
  }
  const path = incoming.url ?? '/';
  if (incoming.method === 'GET' && path === '/inbox') {
    const page = await inboxPage(await readInbox(engineUrl));
    answer.writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': inboxPolicy,
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    });
    answer.end(page);
    return;
  }
  await passOn(incoming, answer, `${engineUrl}${api}${path}`);
}

async function passOn(incoming: IncomingMessage, answer: ServerResponse, url: string): Promise<void> {
  const { host: _of, ...headers } = endToEnd(incoming.headers);
  const onward = request(url, { method: incoming.method, headers });
  answer.once('close', () => onward.destroy());
  const received = await new Promise<IncomingMessage>((resolve, reject) => {
    onward.once('response', resolve).once('error', reject);
    incoming.pipe(onward);
  });
  answer.writeHead(received.statusCode ?? 502, endToEnd(received.headers));
  received.pipe(answer);
}

function endToEnd(headers: IncomingMessage['headers']): Record<string, string | string[]> {
  const kept = Object.entries(headers).flatMap(([name, value]) =>
    value === undefined || ofConnection.has(name) ? [] : [[name, value] as const],
  );
  return Object.fromEntries(kept);
}

function say(answer: ServerResponse, status: number, text: string): void {
  if (answer.headersSent) answer.destroy();
  else answer.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(text);
}
