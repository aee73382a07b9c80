import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SFNClient } from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import * as z from 'zod';
import { dynamoTables } from '../../functions/platform/tables-dynamo.ts';
import { deployed, type LocalCloud } from '../../local/cloud.ts';
import { answerPage, foundReseller, mailedLink, runDueWork, statesEntered } from '../support/desk.ts';
import { copyDesk, type DeskCopy } from '../support/desk-copy.ts';
import { patience } from '../support/patience.ts';
import { startToyCloud, type ToyCloud } from '../support/toy-cloud.ts';

/*
 * A provider that nobody has heard of is added to a copy of the project as `docs/adding-a-provider.md` says, and links a
 * customer through the desk that is deployed from the copy.
 */

const fixture = join(import.meta.dirname, '../fixtures/toy-provider');
/** The site's line of the registry, and the import that it needs. */
const registered = ["import { toyIntl } from './toy/capabilities.ts';", "  'toy-intl': toyIntl,"] as const;
const key = { keyId: 'toy-key-1', keySecret: 'toy-secret-of-twenty-four-characters' };

let copy: DeskCopy;
let toy: ToyCloud;
let cloud: LocalCloud;
let compilerSays: string;

beforeAll(async () => {
  toy = await startToyCloud(key);
  copy = await copyDesk();
  await copy.add(fixture);
  await copy.edit('functions/providers/registry.ts', (text) =>
    text
      .replace(/^(import .*\n)(?!import )/m, `$1${registered[0]}\n`)
      .replace(/^} satisfies /m, `${registered[1]}\n$&`),
  );
  [cloud, compilerSays] = await Promise.all([copy.bringUp({ toy: toy.url }), compile()]);
}, 600_000);

/** Production code alone: the tests of the project know nothing of the toy. */
async function compile(): Promise<string> {
  const code = { extends: '../tsconfig.json', include: ['../functions', '../infra'] };
  await copy.write('.desk/tsconfig.json', JSON.stringify(code));
  return copy.run('node_modules/typescript/bin/tsc', '--noEmit', '-p', '.desk');
}

afterAll(async () => {
  await copy?.remove();
  await toy?.close();
}, 60_000);

test('a provider is added by its folder, a line of the registry and a run sheet', async () => {
  expect(await copy.changes()).toEqual({
    added: [
      'functions/links/sheets/toy-intl/index.ts',
      'functions/providers/toy/adapter.ts',
      'functions/providers/toy/capabilities.ts',
    ],
    lines: {
      'functions/providers/registry.ts': registered.map((line) => `+${line}`),
    },
  });
});

test('the compiler asks for nothing else', () => {
  expect(compilerSays).toBe('');
});

test('a customer is linked there end to end, from the request to the active link', { timeout: 120_000 }, async () => {
  const desk = {
    cloud,
    tables: dynamoTables(deployed.tables, new DynamoDBClient(cloud.aws)),
    machines: new SFNClient(cloud.aws),
  };
  const reseller = await foundReseller(desk);
  const [admin, operator] = [api(await reseller.token('admin')), api(await reseller.token('operator'))];
  const account = { name: 'Toy Cloud', site: 'toy-intl', partnerId: 'partner-1', tier: 'reseller' };
  const entered = { ...account, environment: 'production', timeZone: 'Asia/Singapore' };
  const partner = await admin('POST', '/v1/partner-accounts', z.object({ id: z.string() }), entered);
  await admin('PUT', `/v1/partner-accounts/${partner.id}/credentials`, z.unknown(), key);

  const [accountId, email] = ['toy-20481024', 'it@lantern.example'];
  const wish = {
    partnerAccountId: partner.id,
    purpose: 'onboarding',
    types: ['billing'],
    gathered: [],
    team: 'onboarding',
    confirm: { customer: true, types: true },
    customer: { accountId, accountIdAgain: accountId, name: 'Lantern Logistics Pte. Ltd.' },
    contact: { email, language: 'en' },
  };
  const { linkRequest } = await operator('POST', '/v1/link-requests', z.object({ linkRequest: Request }), wish);
  const path = `/v1/link-requests/${linkRequest.id}`;
  const until = (status: string) =>
    vi.waitFor(async () => {
      await runDueWork(desk);
      const { linkRequest: now } = await operator('GET', path, z.object({ linkRequest: Request }));
      if (now.status !== status) throw new Error(`is ${now.status}, not ${status}: ${JSON.stringify(now)}`);
      return now;
    }, patience);

  await until('awaiting_customer');
  const page = await mailedLink(desk, email);
  expect((await answerPage(page, { verdict: 'confirmed', accountId })).status).toBe(200);
  await until('awaiting_operator');
  const { sheet, invite } = await operator('GET', `${path}/sheet`, Sheet);
  expect(sheet).toMatchObject({ title: 'Invite the customer', next: 1 });
  await operator('POST', `${path}/sheet/steps/1`, z.unknown(), {});
  toy.invite(invite.email, 'Lantern Logistics Pte. Ltd.');
  const seen = { choice: 'invited', time: new Date().toISOString() };
  await operator('POST', `${path}/sheet/steps/2`, z.unknown(), seen);
  await until('awaiting_application');
  toy.accept(email, accountId);

  const done = await until('completed');
  expect(done).toMatchObject({ group: 'active', flags: [] });
  expect(await statesEntered(desk, done.execution)).toEqual([
    'LoadRequest',
    'CheckRequest',
    'AwaitCustomer',
    'RecordCustomerAnswer',
    'InviteCustomer',
    'AwaitOperator',
    'RecordInvitation',
    'AwaitApplication',
    'RecordApplication',
    'PrepareAccount',
    'Activate',
    'Completed',
  ]);
  const { link } = await operator('GET', `/v1/links/${done.linkId}`, z.object({ link: z.looseObject({}) }));
  expect(link).toMatchObject({ status: 'active', customer: { accountId }, partnerAccount: { site: 'toy-intl' } });
});

const Request = z.looseObject({
  id: z.string(),
  status: z.string(),
  execution: z.string(),
  linkId: z.string().optional(),
});
const Sheet = z.object({ sheet: z.looseObject({}), invite: z.object({ email: z.string() }) });

/** The API as it is on the wire: the client of this project does not know the site. */
function api(token: string) {
  return async <S extends z.ZodType>(method: string, path: string, schema: S, body?: object): Promise<z.output<S>> => {
    const response = await fetch(`${cloud.deskUrl}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'idempotency-key': randomUUID(),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    const answer = response.status === 204 ? {} : await response.json();
    if (!response.ok) throw new Error(`${method} ${path} answers ${response.status}: ${JSON.stringify(answer)}`);
    return schema.parse(answer);
  };
}
