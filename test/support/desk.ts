import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { AdminSetUserPasswordCommand, CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import {
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  type HistoryEvent,
  SFNClient,
} from '@aws-sdk/client-sfn';
import { vi } from 'vitest';
import { type Client, createClient } from '../../functions/client.ts';
import type { contract } from '../../functions/contract.ts';
import { systemClock } from '../../functions/kernel/clock.ts';
import { newId } from '../../functions/kernel/ids.ts';
import type { Result } from '../../functions/kernel/result.ts';
import type { LinkRequestStatus } from '../../functions/links/index.ts';
import { cognitoIdentities } from '../../functions/parties/adapters/identities-cognito.ts';
import { defaultTerms, foundOrganisation, type PolicyTerms } from '../../functions/parties/index.ts';
import type { Right } from '../../functions/platform/contract.ts';
import type { Tables } from '../../functions/platform/tables.ts';
import { dynamoTables } from '../../functions/platform/tables-dynamo.ts';
import type { Ports } from '../../local/cloud/ports.ts';
import { bringUp, deployed, type LocalCloud } from '../../local/cloud.ts';
import { readInbox } from '../../local/front/inbox.ts';
import { accessToken } from '../../local/sign-in.ts';
import { freePort } from './cloud.ts';
import { type FaultProxy, startFaultProxy } from './fault-proxy.ts';
import { forgetItems } from './forget-items.ts';
import { patience } from './patience.ts';

export type DeskClient = Client<typeof contract>;

/** The deployed desk that all tests of the project share, with a fault proxy between its functions and the engine. */
export type Desk = {
  readonly cloud: LocalCloud;
  readonly faults: FaultProxy;
  readonly tables: Tables;
  readonly machines: SFNClient;
};

/** A reseller of a test's own: nothing that one test does shows in another. */
export type Reseller = {
  readonly org: string;
  readonly name: string;
  readonly accountId: string;
  /** The partner's account at the pretend Tencent Cloud. */
  readonly partner: string;
  /** A client of the API for a member who holds these rights. */
  as(...rights: Right[]): Promise<DeskClient>;
  token(...rights: Right[]): Promise<string>;
};

/** Two runs at once need a folder each: `DESK_TEST_DIR`. */
export const testStateDir = process.env['DESK_TEST_DIR'] ?? resolve(import.meta.dirname, '../../.desk/test');
/** With `DESK_TEST_KEEP=1` the desk stays up for the next run, which deploys only what has changed. */
export const keepsDesk = process.env['DESK_TEST_KEEP'] === '1';
const password = 'Correct-horse-9-battery';

let shared: Promise<Desk> | undefined;

/** Deploys the desk at the first call. The project's global teardown ends it. */
export function sharedDesk(): Promise<Desk> {
  shared ??= start();
  return shared;
}

async function start(): Promise<Desk> {
  const kept = keptPorts();
  const ports = kept ?? {
    desk: await freePort(),
    tencent: await freePort(),
    engine: await freePort(),
    alibaba: await freePort(),
    huawei: await freePort(),
    proxy: await freePort(),
  };
  const faults = await startFaultProxy(`http://127.0.0.1:${ports.engine}`, ports.proxy);
  const fresh = kept === undefined;
  const cloud = await bringUp({ stateDir: testStateDir, fresh, ports, lambdaEndpoint: faults.endpoint });
  writeFileSync(portsFile, JSON.stringify(ports));
  const tables = dynamoTables(deployed.tables, new DynamoDBClient(cloud.aws));
  return { cloud, faults, tables, machines: new SFNClient(cloud.aws) };
}

const portsFile = `${testStateDir}/test-ports.json`;

function keptPorts(): (Ports & { proxy: number }) | undefined {
  return keepsDesk && existsSync(portsFile) ? JSON.parse(readFileSync(portsFile, 'utf8')) : undefined;
}

/** Windows in seconds where production has days. */
export const quickTerms: PolicyTerms = {
  ...defaultTerms,
  windows: {
    customerSeconds: 600,
    applicationSeconds: 600,
    secondPersonSeconds: 600,
    reviewSeconds: 600,
    remedySeconds: 600,
  },
  // seldom when nobody waits: every reseller of every test is looked at for ever
  poll: { firstSeconds: 1, maxSeconds: 60 },
  reminders: { customerSecondsBefore: [] },
};

let founded = 0;
const inUse = new Set<string>();

/** Ends what the desk does by itself for the resellers that were founded so far. */
export async function retireResellers({ cloud }: Desk): Promise<void> {
  await forgetItems(cloud, inUse);
  inUse.clear();
}

/**
 * Founds a reseller with a partner account whose key the pretend Tencent Cloud knows.
 * @param distributor the partner account above it, of a second-level reseller
 */
export async function foundReseller(
  { cloud, tables }: Pick<Desk, 'cloud' | 'tables'>,
  terms: PolicyTerms = quickTerms,
  called?: string,
  tier: 'reseller' | 'distributor' | 'second_level_reseller' = 'reseller',
  distributor?: string,
): Promise<Reseller> {
  founded += 1;
  // made before anything is waited for: resellers that are founded side by side must not share an account
  const partner = `2000${String(Date.now()).slice(-7)}${founded}`;
  const mark = `${Date.now().toString(36)}${founded}`;
  const name = called ?? `Reseller ${mark}`;
  const org = newId('organisation');
  inUse.add(org);
  const cognito = new CognitoIdentityProviderClient(cloud.aws);
  const identities = cognitoIdentities(cloud.userPoolId, cognito);
  const adminEmail = `admin-${mark}@reseller.example`;
  const admin = { displayName: 'Ada Admin', email: adminEmail };
  await expectOk(
    foundOrganisation({ tables, clock: systemClock(), newId, identities }, { org, name, kind: tier, admin, terms }),
  );
  const adminClient = await signedIn(cloud, cognito, adminEmail);
  await cloud.tencent.setAccount({
    uin: partner,
    name,
    role: tier,
    mailIntervalBy: 'address',
    ...(distributor !== undefined && { distributor, boundAt: new Date(Date.now() - 60 * 86_400_000).toISOString() }),
  });
  const key = await cloud.tencent.addKey({ account: partner });
  const account = await expectOk(
    adminClient.client.enterPartnerAccount({
      body: {
        name: 'Tencent Cloud',
        site: 'tencent-intl',
        partnerId: partner,
        tier,
        environment: 'production',
        timeZone: 'Asia/Singapore',
        allowlisted: ['invite', 'listApplications', 'decideApplication'],
      },
    }),
  );
  await expectOk(
    adminClient.client.setCredentials({
      params: { accountId: account.json.id },
      body: { keyId: key.secretId, keySecret: key.secretKey },
    }),
  );
  const tokens = new Map([['admin', Promise.resolve(adminClient.token)]]);
  const token = (...rights: Right[]) => {
    const name = rights.toSorted().join('-');
    const made = tokens.get(name) ?? newMember(name, rights);
    tokens.set(name, made);
    return made;
  };
  const newMember = async (name: string, rights: Right[]) => {
    const short = rights.map((right) => right.slice(0, 3)).toSorted();
    const email = `${short.join('-')}-${mark}@reseller.example`;
    await expectOk(
      adminClient.client.addMember({
        body: { displayName: name, email, rights: rights.filter((right) => right !== 'service') },
      }),
    );
    return (await signedIn(cloud, cognito, email)).token;
  };
  return {
    org,
    name,
    accountId: account.json.id,
    partner,
    token,
    as: async (...rights) => createClient({ baseUrl: cloud.deskUrl, token: await token(...rights) }),
  };
}

async function signedIn(cloud: LocalCloud, cognito: CognitoIdentityProviderClient, email: string) {
  await cognito.send(
    new AdminSetUserPasswordCommand({
      UserPoolId: cloud.userPoolId,
      Username: email,
      Password: password,
      Permanent: true,
    }),
  );
  const token = await accessToken(cloud, email, password);
  return { token, client: createClient({ baseUrl: cloud.deskUrl, token }) };
}

let customers = 0;

/** A customer account of the provider that nobody has linked; no two are one slip of a finger apart. */
export async function newCustomer({ cloud }: Desk) {
  customers += 1;
  const drawn = createHash('sha256').update(`${Date.now()}#${process.pid}#${customers}`).digest().readUIntBE(0, 6);
  const uin = `2001${String(drawn % 1e8).padStart(8, '0')}`;
  const customer = { uin, name: `Customer ${uin} Pte. Ltd.`, email: `it-${uin}@customer.example` };
  await cloud.tencent.setCustomer(customer);
  return customer;
}

type Customer = Awaited<ReturnType<typeof newCustomer>>;

/** What an operator sends to link this customer. */
export function wishFor(reseller: Reseller, { uin, name, email }: Customer) {
  return {
    partnerAccountId: reseller.accountId as `acc_${string}`,
    purpose: 'onboarding' as const,
    types: ['billing' as const],
    gathered: ['account_identifier', 'signatory', 'billing_terms'],
    team: 'onboarding',
    confirm: { customer: true as const, types: true as const },
    customer: { accountId: uin, accountIdAgain: uin, name },
    contact: { email, language: 'en' as const },
  };
}

/** The link in the newest mail to this address: to a customer’s page (`d`), or to a member’s (`n`). */
export async function mailedLink({ cloud }: Pick<Desk, 'cloud'>, to: string, page: 'd' | 'n' = 'd'): Promise<string> {
  const pattern = new RegExp(`http://127\\.0\\.0\\.1:\\d+/${page}/[A-Za-z0-9_-]{43}`);
  return vi.waitFor(async () => {
    const mail = (await readInbox(cloud.engineUrl)).find((one) => one.to.includes(to))?.text;
    const link = mail?.match(pattern)?.[0];
    if (!link) throw new Error(`no mail to ${to} yet`);
    return link;
  }, patience);
}

/** Posts the form of a customer's page: a yes as the page has it, with what stands hidden in it. */
export async function answerPage(link: string, form: Record<string, string>): Promise<Response> {
  const hidden = form['verdict'] === 'confirmed' && form['agreed'] === undefined ? await hiddenFields(link) : {};
  return fetch(link, {
    method: 'POST',
    body: new URLSearchParams({ ...hidden, ...form }),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  });
}

/** What the form for a yes sends besides what is typed: the text that was shown, and its language. */
export async function hiddenFields(link: string): Promise<Record<string, string>> {
  const page = await (await fetch(link)).text();
  const fields = page.matchAll(/<input type="hidden" name="(lang|agreed)" value="([^"]*)">/g);
  return Object.fromEntries([...fields].map(([, name = '', value = '']) => [name, value]));
}

/** Hands out what is due now, as the schedule does every minute. */
export async function runDueWork({ cloud }: Pick<Desk, 'cloud'>): Promise<void> {
  const lambda = new LambdaClient(cloud.aws);
  await lambda.send(new InvokeCommand({ FunctionName: `${deployed.functionPrefix}due`, Payload: '{}' }));
}

/** Waits until the request has this status, handing out due work meanwhile. */
export async function untilStatus(
  desk: Desk,
  client: DeskClient,
  requestId: `lreq_${string}`,
  status: LinkRequestStatus,
  timeout = 60_000,
) {
  return vi.waitFor(
    async () => {
      await runDueWork(desk);
      const { linkRequest } = (await expectOk(client.getLinkRequest({ params: { requestId } }))).json;
      if (linkRequest.status !== status)
        throw new Error(`${requestId} is ${linkRequest.status}, not ${status}: ${JSON.stringify(linkRequest)}`);
      return linkRequest;
    },
    { timeout, interval: 300 },
  );
}

/** The states that an execution entered from its start to its end, in order, without the one that routes. */
export async function statesEntered(desk: Pick<Desk, 'machines'>, execution: string): Promise<string[]> {
  const events = await historyOf(desk, execution);
  return stateNames(events).filter((name) => name !== 'NextStep');
}

export function executionArnOf(execution: string): string {
  return `${machineOf(execution).replace(':stateMachine:', ':execution:')}:${execution}`;
}

function machineOf(execution: string): string {
  if (execution.startsWith('ubd_')) return deployed.unbindMachineArn;
  return execution.startsWith('rsy_') ? deployed.rebateMachineArn : deployed.linkMachineArn;
}

/** Each entry is a transition that Step Functions charges for. */
export function stateNames(events: readonly HistoryEvent[]): string[] {
  return events.flatMap(({ stateEnteredEventDetails }) => stateEnteredEventDetails?.name ?? []);
}

/** Everything that an execution went through, once it has ended. */
export async function historyOf({ machines }: Pick<Desk, 'machines'>, execution: string): Promise<HistoryEvent[]> {
  const executionArn = executionArnOf(execution);
  await vi.waitFor(async () => {
    const { status } = await machines.send(new DescribeExecutionCommand({ executionArn }));
    if (status === 'RUNNING') throw new Error(`${execution} is still running`);
  }, patience);
  const events: HistoryEvent[] = [];
  let nextToken: string | undefined;
  do {
    const page = await machines.send(
      new GetExecutionHistoryCommand({ executionArn, maxResults: 500, ...(nextToken && { nextToken }) }),
    );
    events.push(...(page.events ?? []));
    nextToken = page.nextToken;
  } while (nextToken);
  return events;
}

/** @throws with the refusal, which the test did not expect. */
export async function expectOk<T>(answer: Promise<Result<T, unknown>>): Promise<T> {
  const result = await answer;
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.error)}`);
  return result.value;
}
