import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { instant } from '../../functions/kernel/clock.ts';
import { actions } from '../../functions/providers/huawei/actions.ts';
import type { CallNote } from '../../functions/providers/port-deps.ts';
import { portsBySite } from '../../functions/providers/ports.ts';
import { cachedSecrets } from '../../functions/providers/secrets.ts';
import { memoryTables } from './memory-tables.ts';

export const ref = { org: 'org_1', account: 'acc_1', site: 'huawei-intl', environment: 'production' } as const;
export const key = { keyId: 'HPUAEXAMPLEOFONE0001', keySecret: 'secret-of-the-example' };
export const account = '06ffbcd46880d3f30f62c001a49be460';
export const other = '0b5e9bb21980d20c0f0fc00874a90999';

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
    { huawei: endpoint },
  )('huawei-intl');
  return { port, notes, time };
}

/** One request as it came: the operation by its path, the parameters of its query or body. */
export type Came = {
  readonly action: string;
  readonly method: string;
  readonly path: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
};

/** What to answer: text byte for byte, or fields as JSON. `drop` reads the request and closes, `hold` never answers. */
export type Scripted =
  | 'drop'
  | 'hold'
  | { readonly status?: number; readonly headers?: Readonly<Record<string, string>>; readonly text: string };

export function json(fields: object, status = 200): Scripted {
  return { status, text: JSON.stringify(fields) };
}

/** The provider's no, with the status of its code. */
export function no(error_code: string, status = 400, error_msg = `${error_code} in words`): Scripted {
  return json({ error_code, error_msg }, status);
}

/** Answers by the operation that was asked. */
export const byAction =
  (answers: Readonly<Record<string, Scripted>>) =>
  ({ action }: Came): Scripted =>
    answers[action] ?? no('APIGW.0101', 404);

/** A bare server on the loopback interface that answers what it is told to, request by request. */
export async function startHuawei(answer: (came: Came, number: number) => Scripted, timeoutMs = 10_000) {
  const came: Came[] = [];
  const keys: object[] = [key];
  const server = createServer((message, reply) => {
    message.setEncoding('utf8');
    let body = '';
    message.on('data', (chunk: string) => (body += chunk));
    message.on('end', () => {
      const { pathname: path, searchParams } = new URL(message.url ?? '', 'http://host');
      const action = Object.values(actions).find(({ wire }) => wire.path === path && wire.method === message.method);
      const parameters = body === '' ? Object.fromEntries(searchParams) : (JSON.parse(body) as object);
      const one = {
        action: action?.name ?? '',
        method: message.method ?? '',
        path,
        parameters: { ...parameters },
        headers: message.headers,
        body,
      };
      came.push(one);
      const scripted = answer(one, came.length);
      if (scripted === 'drop') return message.socket.destroy();
      if (scripted === 'hold') return;
      const headers = { 'content-type': 'application/json;charset=UTF-8', 'x-request-id': 'r-1', ...scripted.headers };
      reply.writeHead(scripted.status ?? 200, headers);
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
