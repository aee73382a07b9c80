import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { instant } from '../../functions/kernel/clock.ts';
import type { CallNote } from '../../functions/providers/port-deps.ts';
import { portsBySite } from '../../functions/providers/ports.ts';
import { cachedSecrets } from '../../functions/providers/secrets.ts';
import { memoryTables } from './memory-tables.ts';

export const ref = { org: 'org_1', account: 'acc_1', site: 'alibaba-intl', environment: 'production' } as const;
export const key = { keyId: 'LTAI5tExampleOfOne', keySecret: 'secret-of-the-example' };

/** The port at some address, with a clock that goes on by its own pauses only. */
export function portAt(
  endpoint: string,
  keyOf: () => Promise<object> = async () => key,
  timeoutMs = 10_000,
  onPause = () => {},
) {
  const time = { ms: Date.parse('2026-03-10T04:00:00.000Z') };
  const notes: CallNote[] = [];
  const clock = { now: () => instant(time.ms) };
  const port = portsBySite(
    {
      tables: memoryTables(),
      clock,
      pause: async (ms) => {
        time.ms += ms;
        onPause();
      },
      secrets: cachedSecrets({ fetch: async () => JSON.stringify(await keyOf()), clock, prefix: 'desk' }),
      note: (call) => notes.push(call),
      timeoutMs,
    },
    { alibaba: endpoint },
  )('alibaba-intl');
  return { port, notes, time };
}

/** One request as it came: the action of its header, the parameters of its query. */
export type Came = {
  readonly action: string;
  readonly method: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
};

/** What to answer: text byte for byte, or fields as JSON. `drop` reads the request and closes, `hold` never answers. */
export type Scripted =
  | 'drop'
  | 'hold'
  | { readonly status?: number; readonly headers?: Readonly<Record<string, string>>; readonly text: string };

export function json(fields: object, status = 200, headers: Readonly<Record<string, string>> = {}): Scripted {
  return { status, headers, text: JSON.stringify({ RequestId: 'r-1', ...fields }) };
}

export const success = { Code: '200', Message: 'success', Success: true };

/** A bare server on the loopback interface that answers what it is told to, request by request. */
export async function startAlibaba(answer: (came: Came, number: number) => Scripted, timeoutMs = 10_000) {
  const came: Came[] = [];
  const keys: object[] = [key];
  const server = createServer((message, reply) => {
    message.setEncoding('utf8');
    let body = '';
    message.on('data', (chunk: string) => (body += chunk));
    message.on('end', () => {
      const parameters = Object.fromEntries(new URL(message.url ?? '', 'http://host').searchParams);
      const action = String(message.headers['x-acs-action']);
      const one = { action, method: message.method ?? '', parameters, headers: message.headers, body };
      came.push(one);
      const scripted = answer(one, came.length);
      if (scripted === 'drop') return message.socket.destroy();
      if (scripted === 'hold') return;
      reply.writeHead(scripted.status ?? 200, { 'content-type': 'application/json', ...scripted.headers });
      return reply.end(scripted.text);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const stop = () => {
    server.closeAllConnections();
    return new Promise<void>((resolve) => server.close(() => resolve()));
  };
  onTestFinished(stop);
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const keyOf = async () => keys.at(-1) ?? {};
  return { url, came, keys, stop, ...portAt(url, keyOf, timeoutMs) };
}

/** The value of an answer that a test relies on. */
export async function valueOf<T>(answer: Promise<{ ok: true; value: T } | { ok: false; error: unknown }>): Promise<T> {
  const result = await answer;
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.error)}`);
  return result.value;
}
