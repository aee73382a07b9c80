import agencyModule, * as Agency from '@alicloud/agency20221216';
import commissionModule, * as Commission from '@alicloud/agency20250227';
import openApiModule, { $OpenApiUtil } from '@alicloud/openapi-core';
import { onTestFinished } from 'vitest';
import { type AlibabaSimulatorOptions, startAlibabaSimulator } from '../../local/simulators/alibaba/simulator.ts';
import { encoded, signAcs3, type UnsignedAcsCall } from './acs3-signer.ts';

// Node gives such a module's default as its exports, vitest as what they call default.
const AgencyClient = 'default' in agencyModule ? agencyModule.default : agencyModule;
const CommissionClient = 'default' in commissionModule ? commissionModule.default : commissionModule;
const OpenApiClient = 'default' in openApiModule ? openApiModule.default : openApiModule;

/** The request models of the official clients. */
export { Agency, Commission };

export const partner = '5100010000000001';
export const secondTier = '5100010000000002';

/** Two partners without customers: each test makes the ones it talks about. */
const bareSeed: NonNullable<AlibabaSimulatorOptions['seed']> = {
  seed: 7,
  strangers: 0,
  partners: [
    { uid: partner, name: 'Harbour Lantern Cloud Ltd' },
    { uid: secondTier, name: 'Tidewater Cloud', tier: 'T2', parent: partner, sells: ['agency'] },
  ],
};

/** A key as the control API gives it. */
export interface AcsKey {
  accessKeyId: string;
  accessKeySecret: string;
}

/** Keys of a role as AssumeRole gives them. */
export interface RoleKeys {
  AccessKeyId: string;
  AccessKeySecret: string;
  SecurityToken: string;
}

/** A running simulator, its control, and official clients per partner. Closed when the test ends. */
export async function startBench(options: Partial<AlibabaSimulatorOptions> = {}) {
  // Stands still, so that no test depends on how fast it runs; signatures stand 15 minutes of difference.
  const wall = { startedAt: Date.now(), aheadMs: 0 };
  const simulator = await startAlibabaSimulator({
    port: 0,
    seed: bareSeed,
    now: () => new Date(wall.startedAt + wall.aheadMs),
    ...options,
  });
  onTestFinished(() => simulator.close());
  const { control, url } = simulator;
  const keyOf = async (account = partner): Promise<AcsKey> => {
    const { accounts } = await control.listAccounts();
    const key = accounts.find(({ uid }) => uid === account)?.keys.find(({ status }) => status === 'active');
    if (key === undefined) throw new Error(`${account} has no key`);
    return key;
  };
  const clientOf = async (account = partner) => agencyClient(url, await keyOf(account));
  /** By the official core and the key of the bucket's user. */
  async function assumeRole(
    of: { readonly bucket: { readonly role: string }; readonly key: AcsKey },
    policy: string,
    more: Record<string, string> = {},
  ) {
    const query = { RoleArn: of.bucket.role, RoleSessionName: 'desk', DurationSeconds: '900', Policy: policy, ...more };
    const call = { action: 'AssumeRole', version: '2015-04-01', query, method: 'POST' };
    return JSON.parse(await textCall(url, of.key, call)) as { RequestId: string; Credentials: RoleKeys };
  }
  return {
    simulator,
    control,
    url,
    keyOf,
    clientOf,
    /** The official client of the second version. */
    commissionClientOf: async (account = partner) => commissionClient(url, await keyOf(account)),
    /** The official core's answer as text: ids keep all their digits. */
    text: async (action: string, query: Record<string, string>, method: 'GET' | 'POST' = 'GET', account = partner) =>
      textCall(url, await keyOf(account), { action, query, method }),
    assumeRole,
    /** Keys of a bucket's role for one thing. */
    roleKeys: async (...of: Parameters<typeof assumeRole>) => (await assumeRole(...of)).Credentials,
    /** Lets the second pass that the limits count by, without waiting. */
    passASecond: () => {
      wall.aheadMs += 1000;
    },
    /** Sends a call signed by the tests' own signer; what is sent may differ from what was signed. */
    send: async (call: Partial<UnsignedAcsCall> & { action: string }, sent: Partial<Sent> = {}) => {
      const signed: UnsignedAcsCall = {
        ...(await keyOf()),
        host: new URL(url).host,
        date: new Date().toISOString().replace(/\.\d+/, ''),
        ...call,
      };
      return post(url, {
        method: call.method ?? 'POST',
        query: call.query ?? {},
        body: call.body ?? '',
        headers: signAcs3(signed),
        ...sent,
      });
    },
    /** Makes a customer of a partner. */
    linked: (uid: string, more: object = {}) =>
      control.setCustomer({
        uid,
        nickname: `Customer ${uid}`,
        email: `c${uid}@example.com`,
        partner,
        creditLine: '1000.00',
        ...more,
      }),
    /** Makes a customer's record and invites it, by the official client. */
    invite: async (more: Partial<Agency.InviteSubAccountRequestAccountInfoList> = {}) => {
      const client = await clientOf();
      const made = await client.createCustomer(new Agency.CreateCustomerRequest(newCustomer));
      const answer = await client.inviteSubAccount(
        new Agency.InviteSubAccountRequest({
          accountInfoList: [new Agency.InviteSubAccountRequestAccountInfoList(invited(made.body?.message ?? '', more))],
        }),
      );
      const { invitations } = await control.readState();
      const invitation = invitations.at(-1);
      if (invitation === undefined) throw new Error(JSON.stringify(answer.body));
      return { invitation, answer: answer.body };
    },
  };
}

interface Sent {
  method: string;
  query: Readonly<Record<string, string>>;
  body: string;
  headers: Record<string, string>;
}

/** What CreateCustomer takes. */
export const newCustomer = {
  customerName: 'Wrenhollow Games Ltd',
  customerSource: 'website',
  customerTrade: '01',
  nation: 'SG',
};

/** An item of InviteSubAccount. */
export const invited = (customerId: string, more: object = {}) => ({
  customerId,
  emailAddress: 'ops@wrenhollow.example.com',
  accountNickname: 'Wrenhollow Games (Asia) *!',
  subAccountType: '2',
  creditLine: '500',
  zeroCreditShutdownPolicy: '3',
  newBuyStatus: 'normal',
  ...more,
});

/** The official client of Agency 2022-12-16. */
export function agencyClient(url: string, key: AcsKey, timeoutMs = 10_000) {
  return new AgencyClient(configOf(url, key, timeoutMs));
}

function commissionClient(url: string, key: AcsKey) {
  return new CommissionClient(configOf(url, key, 10_000));
}

async function textCall(
  url: string,
  key: AcsKey,
  {
    action,
    query,
    method,
    version = '2022-12-16',
  }: { action: string; query: Record<string, string>; method: string; version?: string },
): Promise<string> {
  const params = new $OpenApiUtil.Params({
    action,
    version,
    protocol: 'HTTPS',
    pathname: '/',
    method,
    authType: 'AK',
    style: 'RPC',
    reqBodyType: 'formData',
    bodyType: 'string',
  });
  const client = new OpenApiClient(configOf(url, key, 10_000));
  const answer = await client.callApi(params, new $OpenApiUtil.OpenApiRequest({ query }), {
    toMap: () => ({}),
  } as never);
  return String(answer['body']);
}

function configOf(url: string, key: AcsKey, timeoutMs: number) {
  return new $OpenApiUtil.Config({
    accessKeyId: key.accessKeyId,
    accessKeySecret: key.accessKeySecret,
    endpoint: new URL(url).host,
    protocol: 'http',
    connectTimeout: timeoutMs,
    readTimeout: timeoutMs,
  });
}

async function post(
  url: string,
  { method, query, body, headers }: Sent,
): Promise<{ status: number; Code?: string; RequestId?: string } & Record<string, unknown>> {
  const search = Object.entries(query)
    .map(([name, value]) => `${name}=${encoded(value)}`)
    .join('&');
  const answer = await fetch(`${url}/?${search}`, { method, headers, ...(body !== '' && { body }) });
  return { status: answer.status, ...((await answer.json()) as Record<string, unknown>) };
}

export const days = (count: number) => ({ advanceMs: count * 86_400_000 });
