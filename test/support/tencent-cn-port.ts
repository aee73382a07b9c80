import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import type { TencentSimulatorOptions } from '../../local/simulators/tencent/simulator.ts';
import { signTc3, type UnsignedCall } from './tc3-signer.ts';
import { post, startBench, type TestKey } from './tencent-bench.ts';
import { portAt } from './tencent-port.ts';

export const ref = { org: 'org_1', account: 'acc_1', site: 'tencent-cn', environment: 'production' } as const;
export const account = '100099990001';
export const partner = '100020000001';
export const otherPartner = '100020000002';

/** What came of a call: its code where it was a no, and else the fields of the answer. */
type Sent = { readonly code: string | undefined } & Record<string, unknown>;

/** The China site of a simulator, with two partners and no customers: each test makes the ones it talks about. */
export async function startChinaBench(options: Partial<TencentSimulatorOptions> = {}) {
  const bench = await startBench({
    seed: {
      seed: 7,
      strangers: 0,
      partners: [],
      china: {
        strangers: 0,
        partners: [
          { uin: partner, name: '海灯云计算有限公司' },
          { uin: otherPartner, name: '橙舟云服务有限公司' },
        ],
      },
    },
    ...options,
  });
  const { china } = bench.control;
  const chinaKey = async (of = partner): Promise<TestKey> => {
    const { accounts } = await china.listAccounts();
    const key = accounts.find(({ uin }) => uin === of)?.keys.find(({ status }) => status === 'active');
    if (key === undefined) throw new Error(`${of} has no key`);
    return key;
  };
  return {
    ...bench,
    china,
    chinaKey,
    /** Sends a body signed by the tests' own signer, with what came of it: the fields, and the code where it was a no. */
    send: async (call: Partial<UnsignedCall> & { action: string }, sentBody?: string): Promise<Sent> => {
      const body = call.body ?? '{}';
      const signed: UnsignedCall = {
        ...(await chinaKey()),
        version: '2018-03-21',
        service: 'partners',
        timestamp: Math.floor(Date.now() / 1000),
        host: new URL(bench.url).host,
        ...call,
        body,
      };
      const response = await post(bench.url, signTc3(signed), sentBody ?? body);
      return { ...response, code: response.Error?.Code };
    },
    /** Makes an account: associated with `of`, or with nobody. */
    client: (uin: string, of: string | null = partner, more: object = {}) =>
      china.setClient({ uin, name: `客户 ${uin}`, mail: `c${uin}@example.com`, partner: of, ...more }),
  };
}

/** The bench and the port pointed at it, with the key of one of its partners. */
export async function startChina(options: Partial<TencentSimulatorOptions> = {}, timeoutMs = 10_000) {
  const bench = await startChinaBench(options);
  const keyOf = async () => {
    const { secretId, secretKey } = await bench.chinaKey();
    return { keyId: secretId, keySecret: secretKey };
  };
  const at = portAt(bench.url, keyOf, { onPause: bench.passASecond, timeoutMs, site: 'tencent-cn' });
  return { ...bench, ...at };
}

/** One request as it came. */
export type Came = { readonly action: string; readonly version: string; readonly parameters: Record<string, unknown> };

/** What to answer: the fields of `Response`, or a status and text byte for byte. `drop` closes, `hold` never answers. */
export type Scripted = 'drop' | 'hold' | { readonly status?: number; readonly text: string };

export function says(fields: object): Scripted {
  return { text: JSON.stringify({ Response: { ...fields, RequestId: 'r-1' } }) };
}

export function no(code: string, message = `${code} in words`): Scripted {
  return says({ Error: { Code: code, Message: message } });
}

/** A bare server on the loopback interface that answers what it is told to, request by request. */
export async function scriptChina(answer: (came: Came, number: number) => Scripted, timeoutMs = 10_000) {
  const came: Came[] = [];
  const keys: object[] = [{ keyId: 'AKIDexampleOfOne', keySecret: 'secret-of-the-example' }];
  const server = createServer((message, reply) => {
    message.setEncoding('utf8');
    let body = '';
    message.on('data', (chunk: string) => (body += chunk));
    message.on('end', () => {
      const one = {
        action: String(message.headers['x-tc-action']),
        version: String(message.headers['x-tc-version']),
        parameters: JSON.parse(body) as Record<string, unknown>,
      };
      came.push(one);
      const scripted = answer(one, came.length);
      if (scripted === 'drop') return message.socket.destroy();
      if (scripted === 'hold') return;
      reply.writeHead(scripted.status ?? 200, { 'content-type': 'application/json' });
      return reply.end(scripted.text);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    return new Promise<void>((resolve) => server.close(() => resolve()));
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { came, keys, ...portAt(url, async () => keys.at(-1) ?? {}, { timeoutMs, site: 'tencent-cn' }) };
}

/** The value of an answer that a test relies on. */
export async function valueOf<T>(answer: Promise<{ ok: true; value: T } | { ok: false; error: unknown }>): Promise<T> {
  const result = await answer;
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.error)}`);
  return result.value;
}
