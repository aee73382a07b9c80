import { expect, test } from 'vitest';
import { recordKey } from '../../../functions/timeline/index.ts';
import { partiesDesk } from './parties-desk.ts';

const add = 'POST /v1/members';
const patch = 'PATCH /v1/members/{memberId}';
const read = 'GET /v1/members/{memberId}';
const person = { displayName: 'Jun Hao Koh', email: 'junhao.koh@tamarisk.example.com', rights: ['approver'] };
const admin2 = { ...person, rights: ['admin'] };

test('an added person can sign in under the id of their record', async () => {
  const { send, signIns, org } = await partiesDesk();
  const added = await send(add, { body: { ...person, email: ' JunHao.Koh@Tamarisk.example.com ' } });
  expect(added).toMatchObject({ status: 201, json: { name: person.displayName, email: person.email, kind: 'person' } });
  expect(signIns.get(person.email)).toEqual({ org, member: added.json['id'] });
  expect((await send(read, { params: { memberId: added.json['id'] } })).json).toEqual(added.json);
});

test('what a person is called and where they are reached stands in the private table only', async () => {
  const { send, deps } = await partiesDesk();
  await send(add, { body: person });
  const text = (table: 'desk' | 'timeline' | 'private') => JSON.stringify(deps.tables.items(table));
  expect(text('private')).toContain(person.email);
  for (const table of ['desk', 'timeline'] as const) {
    expect(text(table)).toContain('approver');
    expect(text(table)).not.toContain(person.email);
    expect(text(table)).not.toContain(person.displayName);
  }
});

test('the same call again is answered as the first time', async () => {
  const { send } = await partiesDesk();
  const first = await send(add, { body: person });
  const again = await send(add, { body: person });
  expect(again).toMatchObject({ status: 201, json: first.json, headers: { 'idempotent-replayed': 'true' } });
});

test('an address that is a member’s already is not added twice', async () => {
  const { send } = await partiesDesk();
  await send(add, { body: person });
  expect(await send(add, { body: person, key: 'another-key' })).toMatchObject({
    status: 409,
    json: { code: 'name_taken' },
  });
});

test('an address that signs in for another organisation is not taken over', async () => {
  const { send, deps } = await partiesDesk();
  const before = deps.tables.items('desk');
  const email = 'tom.hale@brindlecove.example.org';
  expect(await send(add, { body: { ...person, email } })).toMatchObject({ status: 409, json: { code: 'name_taken' } });
  expect(deps.tables.items('desk')).toEqual(before);
});

test('a call that broke after the sign-in was made is completed by the next one, under the same id', async () => {
  const { send, deps, signIns } = await partiesDesk();
  deps.tables.failNext(new Error('connection lost'));
  expect((await send(add, { body: person })).status).toBe(500);
  const made = signIns.get(person.email)?.member;
  const added = await send(add, { body: person });
  expect([added.status, added.json['id']]).toEqual([201, made]);
});

test('a person gets no right that is for machines, no right twice, and not none', async () => {
  const { send } = await partiesDesk();
  for (const rights of [['service'], ['admin', 'admin'], []]) {
    expect((await send(add, { body: { ...person, rights } })).status).toBe(400);
  }
});

test('a disabled person can be enabled again, and both stand in the timeline', async () => {
  const { send, ids, org, deps } = await partiesDesk();
  const disabled = await send(patch, { params: ids, body: { disabled: true }, version: 1 });
  expect(disabled).toMatchObject({ status: 200, json: { status: 'disabled', version: 2 } });
  const enabled = await send(patch, { params: ids, body: { disabled: false, rights: ['verifier'] }, version: 2 });
  expect(enabled.json).toMatchObject({ status: 'active', rights: ['verifier'], version: 3 });
  const types = deps.tables.items('timeline', `ORG#${org}#${ids.memberId}`).map((entry) => entry['type']);
  expect(types).toEqual(['member.added', 'member.disabled', 'member.enabled']);
});

test.each([{ disabled: true }, { rights: ['operator'] }])('the last admin stays one: %o', async (body) => {
  const { send, admin } = await partiesDesk();
  const refused = await send(patch, { params: { memberId: admin }, body, version: 1 });
  expect(refused).toMatchObject({ status: 409, json: { code: 'last_admin' } });
  const { json } = await send(read, { params: { memberId: admin } });
  expect(json['actions']).toContainEqual({
    name: 'disable',
    allowed: false,
    because: 'last_admin',
    needs: ['admin'],
  });
});

test('an admin may go once there is another, and the other is the last then', async () => {
  const { send, admin } = await partiesDesk();
  const { json: second } = await send(add, { body: admin2 });
  expect(second['actions']).toContainEqual({ name: 'disable', allowed: true, because: '', needs: ['admin'] });
  const gone = await send(patch, { params: { memberId: admin }, body: { disabled: true }, version: 1 });
  expect(gone.status).toBe(200);
  const last = await send(patch, { params: { memberId: second['id'] }, body: { disabled: true }, version: 1 });
  expect(last).toMatchObject({ status: 409, json: { code: 'last_admin' } });
});

test('of two admins who disable each other at once, one stays', async () => {
  const { send, admin, deps } = await partiesDesk();
  const { json: second } = await send(add, { body: admin2 });
  const disable = (memberId: unknown) => send(patch, { params: { memberId }, body: { disabled: true }, version: 1 });
  let other: Awaited<ReturnType<typeof disable>> | undefined;
  deps.tables.raceNext(async () => {
    other = await disable(second['id']);
  });
  const slower = await disable(admin);
  expect([other?.status, slower.status, slower.json['code']]).toEqual([200, 409, 'last_admin']);
});

test('a machine client is not changed as a person is', async () => {
  const { send, machine } = await partiesDesk();
  const params = { memberId: machine };
  expect((await send(patch, { params, body: { rights: ['admin'] }, version: 1 })).status).toBe(404);
});

test('a list shows persons and machines, and a person whose data is erased without a name', async () => {
  const { send, deps, org, operator } = await partiesDesk();
  await deps.tables.transact([
    {
      op: 'delete',
      table: 'private',
      key: { pk: `ORG#${org}#${operator}`, sk: 'PERSON' },
      expect: [],
      refusal: 'lock',
    },
  ]);
  const { json } = await send('GET /v1/members');
  expect(json['items']).toMatchObject([
    { kind: 'person', name: 'Mei Hua Lim' },
    { kind: 'person', name: null, email: null },
    { kind: 'machine', name: 'CRM', email: null, rights: ['service'] },
  ]);
});

test('whoever asks who they are learns what this token and the next one allow', async () => {
  const { send, operator, ids, deps, org } = await partiesDesk();
  await send(patch, { params: ids, body: { rights: ['verifier'] }, version: 1 });
  expect((await send('GET /v1/me', { as: operator, right: 'operator' })).json).toEqual({
    member: operator,
    kind: 'person',
    name: 'Wei Ling Tan',
    email: 'weiling.tan@tamarisk.example.com',
    organisation: { id: org, name: 'Tamarisk Cloud Services Pte. Ltd.', kind: 'reseller' },
    rights: ['operator'],
    rightsAtRenewal: ['verifier'],
  });
  expect(await deps.tables.get('desk', recordKey(org, operator))).toMatchObject({ rights: ['verifier'] });
});
