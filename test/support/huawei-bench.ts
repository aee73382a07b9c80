// The core needs `uuid` without saying so; it stands among our own packages.
import { GlobalCredentials } from '@huaweicloud/huaweicloud-sdk-core';
import { HcClient } from '@huaweicloud/huaweicloud-sdk-core/HcClient.js';
import { DefaultHttpClient } from '@huaweicloud/huaweicloud-sdk-core/http/DefaultHttpClient.js';
import { onTestFinished } from 'vitest';
import { actions } from '../../local/simulators/huawei/actions.ts';
import { type HuaweiSimulatorOptions, startHuaweiSimulator } from '../../local/simulators/huawei/simulator.ts';
import { percentEncoded, sdkDate, signSdkHmac, type UnsignedHmacCall } from './sdk-hmac-signer.ts';

export const partner = '0a71e55e11e54a0cb0a1f8f4a0c30001';
export const distributor = '0d15721b070f4a0cb0a1f8f4a0c30002';
export const secondTier = '0b5e9bb21980d20c0f0fc00874a90003';
export const customer = '06ffbcd46880d3f30f62c001a49be460';

/** Three partners without customers: each test makes the ones it talks about. */
const bareSeed: NonNullable<HuaweiSimulatorOptions['seed']> = {
  seed: 7,
  strangers: 0,
  partners: [
    { id: partner, accountName: 'harbour-lantern', name: 'Harbour Lantern Cloud Ltd' },
    { id: distributor, accountName: 'northquay', name: 'Northquay Distribution', role: 'distributor' },
    { id: secondTier, accountName: 'tidewater', name: 'Tidewater Cloud', role: 'second_tier', parent: distributor },
  ],
};

/** A key as the control API gives it. */
export interface HuaweiKey {
  accessKey: string;
  secretKey: string;
}

type Fields = Record<string, unknown>;

/** A running simulator, its control, and official clients per partner. Closed when the test ends. */
export async function startBench(options: Partial<HuaweiSimulatorOptions> = {}) {
  // Stands still, so that no test depends on how fast it runs; signatures stand 15 minutes of difference.
  const wall = { startedAt: Date.now(), aheadMs: 0 };
  const simulator = await startHuaweiSimulator({
    port: 0,
    seed: bareSeed,
    now: () => new Date(wall.startedAt + wall.aheadMs),
    ...options,
  });
  onTestFinished(() => simulator.close());
  const { control, url } = simulator;
  const keyOf = async (account = partner): Promise<HuaweiKey> => {
    const { accounts } = await control.listAccounts();
    const key = accounts.find(({ id }) => id === account)?.keys.find(({ status }) => status === 'active');
    if (key === undefined) throw new Error(`${account} has no key`);
    return key;
  };
  return {
    simulator,
    control,
    url,
    keyOf,
    /** Calls an operation by the official core: rejects as it does, with `httpStatusCode` and `errorCode`. */
    call: async (name: string, parameters: Fields = {}, account = partner) =>
      officialCall(url, await keyOf(account), name, parameters),
    /** Lets time pass that the limits and the locks of keys count by, without waiting. */
    passSeconds: (seconds: number) => {
      wall.aheadMs += seconds * 1000;
    },
    /** Sends a call signed by the tests' own signer; what is sent may differ from what was signed. */
    send: async (call: Partial<UnsignedHmacCall> & { path: string }, sent: Partial<Sent> = {}) => {
      const signed: UnsignedHmacCall = {
        ...(await keyOf()),
        method: 'POST',
        host: new URL(url).host,
        date: sdkDate(new Date()),
        ...call,
      };
      const { method, path, query = {}, body = '' } = signed;
      return request(url, { method, path, query, body, headers: signSdkHmac(signed), ...sent });
    },
    /** Makes a customer of a partner: of the resale mode, with a budget and not frozen. */
    linked: (id: string = customer, more: object = {}) =>
      control.setCustomer({
        id,
        accountName: `c-${id.slice(0, 12)}`,
        partner,
        budget: { amount: '1000.00', used: '10.00', type: 'MONTHLY', freezesByItself: false },
        ...more,
      }),
  };
}

interface Sent {
  method: string;
  path: string;
  query: Readonly<Record<string, string>>;
  body: string;
  headers: Record<string, string>;
}

/** Calls an operation of the simulator's table by the official core. */
export async function officialCall(
  url: string,
  { accessKey, secretKey }: HuaweiKey,
  name: string,
  parameters: Fields,
  { domainId, timeoutMs = 10_000 }: { domainId?: string; timeoutMs?: number } = {},
): Promise<Fields> {
  const action = actions.find((each) => each.name === name);
  if (action === undefined) throw new Error(`${name} is not simulated`);
  const { method, path } = action;
  const rest = { ...parameters };
  const filled = path.replace(/\{(\w+)\}/g, (_, parameter: string) => {
    const value = String(rest[parameter]);
    delete rest[parameter];
    return value;
  });
  const silent = () => undefined;
  // The default logger prints the whole request on every failure.
  const logger = { debug: silent, info: silent, warn: silent, error: silent } as never;
  const http = new DefaultHttpClient(
    { logger, headers: { 'User-Agent': 'test' }, axiosRequestConfig: { timeout: timeoutMs } },
    [url],
  );
  const credentials = new GlobalCredentials({
    ak: accessKey,
    sk: secretKey,
    ...(domainId !== undefined && { domainId }),
  });
  return new HcClient(http)
    .withEndpoints([url])
    .withCredential(credentials)
    .sendRequest<Fields & { httpStatusCode: number }>({
      method,
      url: filled,
      contentType: 'application/json',
      queryParams: method === 'GET' ? rest : {},
      pathParams: {},
      headers: {},
      ...(method === 'POST' && { data: rest }),
    });
}

async function request(
  url: string,
  { method, path, query, body, headers }: Sent,
): Promise<{ status: number; requestId: string | null; error_code?: string } & Fields> {
  const search = Object.entries(query)
    .map(([name, value]) => `${name}=${percentEncoded(value)}`)
    .join('&');
  const answer = await fetch(`${url}${path}${search && `?${search}`}`, {
    method,
    headers,
    ...(method === 'POST' && { body }),
  });
  const text = await answer.text();
  const requestId = answer.headers.get('x-request-id');
  return { status: answer.status, requestId, ...(text !== '' && (JSON.parse(text) as Fields)) };
}

export const days = (count: number) => ({ advanceMs: count * 86_400_000 });
