import { CommonClient } from 'tencentcloud-sdk-nodejs/tencentcloud/common/common_client.js';
import { onTestFinished } from 'vitest';
import { startTencentSimulator, type TencentSimulatorOptions } from '../../local/simulators/tencent/simulator.ts';
import { signTc3, type UnsignedCall } from './tc3-signer.ts';

/** A key as the control API gives it. */
export interface TestKey {
  secretId: string;
  secretKey: string;
}

export const reseller = '200010000001';
export const distributor = '200010000002';
export const secondLevel = '200010000003';

/** Three partners without customers: each test makes the ones it talks about. */
const bareSeed: NonNullable<TencentSimulatorOptions['seed']> = {
  seed: 7,
  strangers: 0,
  partners: [
    { uin: reseller, name: 'Harbour Lantern Cloud Ltd', role: 'reseller', mailIntervalBy: 'address' },
    { uin: distributor, name: '启明汇云分销有限公司', role: 'distributor', credit: '500000.00' },
    { uin: secondLevel, name: 'Tidewater Cloud', role: 'second_level_reseller', distributor },
  ],
};

/** A running simulator, its control, and official clients per partner. Closed when the test ends. */
export async function startBench(options: Partial<TencentSimulatorOptions> = {}) {
  // Stands still, so that no test depends on how fast it runs; signatures stand 300 seconds of difference.
  const wall = { startedAt: Date.now(), aheadMs: 0 };
  const simulator = await startTencentSimulator({
    port: 0,
    seed: bareSeed,
    now: () => new Date(wall.startedAt + wall.aheadMs),
    ...options,
  });
  onTestFinished(() => simulator.close());
  const { control, url } = simulator;
  const keyOf = async (partner = reseller): Promise<TestKey> => {
    const { accounts } = await control.listAccounts();
    const key = accounts.find(({ uin }) => uin === partner)?.keys.find(({ status }) => status === 'active');
    if (key === undefined) throw new Error(`${partner} has no key`);
    return key;
  };
  const clientOf = async (partner = reseller) => officialClient(url, await keyOf(partner));
  return {
    simulator,
    control,
    url,
    keyOf,
    clientOf,
    /** Lets the second pass that the limits count by, without waiting. */
    passASecond: () => {
      wall.aheadMs += 1000;
    },
    /** Sends a body signed by the tests' own signer; what is sent may differ from what was signed. */
    send: async (call: Partial<UnsignedCall> & { action: string }, sentBody?: string) => {
      const body = call.body ?? '{}';
      const signed: UnsignedCall = {
        ...(await keyOf()),
        timestamp: Math.floor(Date.now() / 1000),
        host: new URL(url).host,
        ...call,
        body,
      };
      return post(url, signTc3(signed), sentBody ?? body);
    },
    /** Makes a customer that is linked to `partner`. */
    linked: (uin: string, partner = reseller, more: object = {}) =>
      control.setCustomer({ uin, name: `Customer ${uin}`, email: `c${uin}@example.com`, reseller: partner, ...more }),
  };
}

/** The SDK's generic client, pointed at the simulator. */
export function officialClient(url: string, { secretId, secretKey }: TestKey, timeoutSeconds = 10): CommonClient {
  return new CommonClient('intlpartnersmgt.intl.tencentcloudapi.com', '2022-09-28', {
    credential: { secretId, secretKey },
    profile: { httpProfile: { protocol: 'http://', endpoint: new URL(url).host, reqTimeout: timeoutSeconds } },
  });
}

/** The `Response` of a request that carries these headers. */
export async function post(
  url: string,
  headers: Record<string, string>,
  body: string | Uint8Array,
): Promise<{ RequestId: string; Error?: { Code: string; Message: string } } & Record<string, unknown>> {
  const answer = await fetch(url, { method: 'POST', headers, body: Buffer.from(body) });
  return ((await answer.json()) as { Response: { RequestId: string } }).Response;
}

/** The token in an invitation link. */
export function tokenOf(link: string): string {
  return new URL(link).searchParams.get('RegisterToken') ?? '';
}

export const days = (count: number) => ({ advanceMs: count * 86_400_000 });
