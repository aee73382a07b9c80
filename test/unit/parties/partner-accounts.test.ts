import { expect, test } from 'vitest';
import { req } from '../../support/requirements.ts';
import { partiesDesk } from './parties-desk.ts';

const entered = {
  name: 'Tencent Cloud International',
  site: 'tencent-intl',
  partnerId: '200031884156',
  tier: 'reseller',
  environment: 'production',
  timeZone: 'Asia/Singapore',
};
const enter = 'POST /v1/partner-accounts';
const read = 'GET /v1/partner-accounts/{accountId}';
const list = 'GET /v1/partner-accounts';
const patch = 'PATCH /v1/partner-accounts/{accountId}';
const pause = { status: 'paused', reason: 'Audit until 5 December' };
const secret = { keyId: 'AKIDexample', keySecret: 'signing-part-of-the-key' };

test('an entered account is active, has a timeline entry, and is read back', async () => {
  const { send, deps, org } = await partiesDesk();
  const { status, json, headers } = await send(enter, { body: entered });
  expect(status).toBe(201);
  expect(json).toMatchObject({ ...entered, status: 'active', version: 1, allowlisted: [] });
  expect(headers).toMatchObject({ location: `/v1/partner-accounts/${String(json['id'])}`, etag: '"1"' });
  expect((await send(read, { params: { accountId: json['id'] } })).json).toEqual(json);
  expect(deps.tables.items('timeline', `ORG#${org}#${String(json['id'])}`)).toMatchObject([
    { type: 'partner_account.created' },
  ]);
});

test('the same call again is answered as the first time, and enters nothing', async () => {
  const { send, deps } = await partiesDesk();
  const first = await send(enter, { body: entered });
  const before = deps.tables.items('desk');
  const again = await send(enter, { body: entered });
  expect(again).toMatchObject({ status: 201, json: first.json, headers: { 'idempotent-replayed': 'true' } });
  expect(deps.tables.items('desk')).toEqual(before);
});

test('one partner identifier of a site and environment is entered once', async () => {
  const { send } = await partiesDesk();
  await send(enter, { body: entered });
  const twice = await send(enter, { body: entered, key: 'another-key' });
  expect(twice).toMatchObject({ status: 409, json: { code: 'name_taken' } });
  const sandbox = await send(enter, { body: { ...entered, environment: 'sandbox' }, key: 'a-third-key' });
  expect(sandbox.status).toBe(201);
});

test.each([
  ['an offset for a time zone', { timeZone: '+08:00' }, '/timeZone'],
  ['a zone that nobody knows', { timeZone: 'Asia/Atlantis' }, '/timeZone'],
  ['spaces inside the identifier', { partnerId: '2000 3188' }, '/partnerId'],
  ['a site that the desk does not know', { site: 'tencent-moon' }, '/site'],
  ['a field that does not exist', { secretKey: 'x' }, '/secretKey'],
])('refuses %s', async (_what, wrong, field) => {
  const { send } = await partiesDesk();
  const { status, json } = await send(enter, { body: { ...entered, ...wrong } });
  expect([status, json['errors']]).toMatchObject([400, [{ field }]]);
});

test('a paused account says why, offers to resume, and can not be paused again', async () => {
  const { send, ids } = await partiesDesk();
  const paused = await send(patch, { params: ids, body: pause, version: 1 });
  expect(paused).toMatchObject({ status: 200, json: { status: 'paused', statusReason: pause.reason, version: 2 } });
  const offered = paused.json['actions'] as { name: string; allowed: boolean }[];
  expect(offered.filter(({ allowed }) => allowed).map(({ name }) => name)).toEqual([
    'resume',
    'change',
    'setCredentials',
  ]);
  expect(await send(patch, { params: ids, body: pause, version: 2 })).toMatchObject({
    status: 409,
    json: { code: 'not_allowed_now', params: { status: 'paused' } },
  });
  const resumed = await send(patch, { params: ids, body: { status: 'active', reason: 'Audit is over' }, version: 2 });
  expect(resumed.json).toMatchObject({ status: 'active', statusReason: 'Audit is over', version: 3 });
});

test('pausing needs a reason, and a reason needs a status', async () => {
  const { send, ids } = await partiesDesk();
  for (const body of [{ status: 'paused' }, { reason: 'because of this' }, {}]) {
    expect((await send(patch, { params: ids, body, version: 1 })).status).toBe(400);
  }
});

test('whoever read an older version is told the version of now', async () => {
  const { send, ids } = await partiesDesk();
  await send(patch, { params: ids, body: { timeZone: 'Asia/Tokyo' }, version: 1 });
  expect(await send(patch, { params: ids, body: { timeZone: 'UTC' }, version: 1 })).toMatchObject({
    status: 409,
    json: { code: 'changed_meanwhile', params: { version: 2 } },
  });
});

test('a change that loses the race against another is judged on what is true then', async () => {
  const { send, ids, deps } = await partiesDesk();
  deps.tables.raceNext(() => send(patch, { params: ids, body: pause, version: 1 }));
  expect(await send(patch, { params: ids, body: { timeZone: 'UTC' }, version: 1 })).toMatchObject({
    status: 409,
    json: { code: 'changed_meanwhile', params: { version: 2 } },
  });
});

test(req('R037', 'an account says since when something more is switched on at the provider'), async () => {
  const { send, ids, time } = await partiesDesk();
  const change = async (version: number, allowlisted: string[]) =>
    (await send(patch, { params: ids, body: { allowlisted }, version })).json['allowlistedAt'];
  expect((await send(read, { params: ids })).json['allowlistedAt']).toBeUndefined();
  expect(await change(1, ['invite', 'listApplications'])).toBe('2026-11-02T01:30:00.000Z');
  time.now += 3_600_000;
  expect(await change(2, ['listApplications'])).toBe('2026-11-02T01:30:00.000Z');
  expect(await change(3, ['listApplications', 'invite'])).toBe('2026-11-02T02:30:00.000Z');
});

test('credentials go to their own secret and stand nowhere else', async () => {
  const { send, ids, org, deps } = await partiesDesk();
  const put = await send('PUT /v1/partner-accounts/{accountId}/credentials', { params: ids, body: secret });
  expect(put).toMatchObject({ status: 200, json: { accountId: ids.accountId } });
  expect(deps.credentials.put.mock.calls).toEqual([[org, ids.accountId, secret]]);
  const everything = JSON.stringify([
    put,
    ...(['desk', 'timeline', 'private'] as const).map((table) => deps.tables.items(table)),
  ]);
  expect(everything).not.toContain(secret.keySecret);
  expect(everything).not.toContain(secret.keyId);
});

const rebateBucket = {
  name: 'commission-files',
  region: 'ap-southeast-1',
  role: 'acs:ram::5113766248601929:role/commission-files',
  keyId: 'LTAI5tUserOfTheBucket',
  keySecret: 'signing-part-of-the-bucket',
};

test('R116: a bucket that rebate files are pushed into is stored with the key, and stands nowhere else', async () => {
  const { send, org, deps } = await partiesDesk();
  const account = await send(enter, { body: { ...entered, site: 'alibaba-intl' } });
  const params = { accountId: String(account.json['id']) };
  const body = { ...secret, rebateBucket };
  const put = await send('PUT /v1/partner-accounts/{accountId}/credentials', { params, body });
  expect(put.status).toBe(200);
  const stored = { ...secret, rebateBucket: { ...rebateBucket, prefix: '' } };
  expect(deps.credentials.put.mock.calls).toEqual([[org, params.accountId, stored]]);
  const everything = JSON.stringify(
    (['desk', 'timeline', 'private'] as const).map((table) => deps.tables.items(table)),
  );
  for (const part of [secret.keySecret, rebateBucket.keySecret, rebateBucket.role])
    expect(everything).not.toContain(part);
});

test.each([
  ['at a site that pushes nothing', {}, '/rebateBucket'],
  ['with a wildcard in its prefix', { prefix: 'a*' }, '/rebateBucket/prefix'],
  ['with a role of another form', { role: 'admin' }, '/rebateBucket/role'],
])('a bucket %s is refused, and nothing is stored', async (_what, more, field) => {
  const { send, ids, deps } = await partiesDesk();
  const body = { ...secret, rebateBucket: { ...rebateBucket, ...more } };
  const put = await send('PUT /v1/partner-accounts/{accountId}/credentials', { params: ids, body });
  expect([put.status, put.json['errors']]).toMatchObject([400, [{ field }]]);
  expect(deps.credentials.put).not.toHaveBeenCalled();
});

test('R024: with its credentials an account is looked at for customers who apply by themselves', async () => {
  const { send, ids, org, deps } = await partiesDesk();
  await send('PUT /v1/partner-accounts/{accountId}/credentials', { params: ids, body: secret });
  const looks = deps.tables.items('desk').filter(({ kind }) => kind === 'link.poll');
  expect(looks).toMatchObject([{ org, id: ids.accountId, at: deps.clock.now() }]);
});

test('credentials of an account that is not there are stored nowhere', async () => {
  const { send, deps } = await partiesDesk();
  const params = { accountId: deps.newId('partnerAccount') };
  const put = await send('PUT /v1/partner-accounts/{accountId}/credentials', { params, body: secret });
  expect(put.status).toBe(404);
  expect(deps.credentials.put).not.toHaveBeenCalled();
});

test('a list goes on where its cursor stands, and refuses a cursor that is none', async () => {
  const { send } = await partiesDesk();
  await send(enter, { body: entered });
  const first = await send(list, { query: { limit: '1' } });
  const second = await send(list, { query: { limit: '1', cursor: String(first.json['next']) } });
  const names = [first, second].map(({ json }) => (json['items'] as { partnerId: string }[])[0]?.partnerId);
  expect(names).toEqual(['200031884999', '200031884156']);
  expect((await send(list, { query: { cursor: 'nonsense' } })).status).toBe(400);
});
