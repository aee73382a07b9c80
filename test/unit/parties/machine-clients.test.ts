import { expect, test } from 'vitest';
import { partiesDesk } from './parties-desk.ts';

const add = 'POST /v1/machine-clients';
const remove = 'DELETE /v1/machine-clients/{memberId}';
const client = { name: 'Billing export', clientId: '2b7c9d', clientSecret: 'secret of 2b7c9d' };

test('a client that is proved by its secret speaks for the organisation, and the secret is kept nowhere', async () => {
  const { send, deps, org } = await partiesDesk();
  const added = await send(add, { body: client });
  expect(added).toMatchObject({ status: 201, json: { kind: 'machine', rights: ['service'], clientId: '2b7c9d' } });
  expect(await deps.tables.get('desk', { pk: 'CLIENT#2b7c9d', sk: 'CLIENT' })).toMatchObject({
    org,
    member: added.json['id'],
  });
  const tables = ['desk', 'timeline', 'private'] as const;
  expect(JSON.stringify([added, tables.map((table) => deps.tables.items(table))])).not.toContain(client.clientSecret);
});

test('a client whose secret the caller does not know is not taken', async () => {
  const { send, deps } = await partiesDesk();
  const before = deps.tables.items('desk');
  expect(await send(add, { body: { ...client, clientSecret: 'guessed' } })).toMatchObject({
    status: 400,
    json: { errors: [{ field: '/clientSecret', code: 'not_proved' }] },
  });
  expect(deps.tables.items('desk')).toEqual(before);
});

test('a client speaks for one organisation only, and a repeated call is answered as the first time', async () => {
  const { send } = await partiesDesk();
  const first = await send(add, { body: client });
  expect((await send(add, { body: client })).json).toEqual(first.json);
  expect(await send(add, { body: client, key: 'another-key' })).toMatchObject({
    status: 409,
    json: { code: 'name_taken' },
  });
});

test('a removed client is free to be added again; removing it twice changes nothing more', async () => {
  const { send, machine, clientId, deps } = await partiesDesk();
  const params = { memberId: machine };
  const removed = await send(remove, { params });
  expect(removed).toMatchObject({ status: 200, json: { status: 'disabled', version: 2 } });
  expect(await deps.tables.get('desk', { pk: `CLIENT#${clientId}`, sk: 'CLIENT' })).toBeUndefined();
  expect((await send(remove, { params })).json).toEqual(removed.json);
  const body = { name: 'CRM', clientId, clientSecret: `secret of ${clientId}` };
  expect((await send(add, { body })).status).toBe(201);
});

test('removing an old client leaves alone whom its id speaks for since', async () => {
  const { send, machine, clientId, deps } = await partiesDesk();
  await send(remove, { params: { memberId: machine } });
  const body = { name: 'CRM', clientId, clientSecret: `secret of ${clientId}` };
  await send(add, { body });
  await send(remove, { params: { memberId: machine } });
  expect(await deps.tables.get('desk', { pk: `CLIENT#${clientId}`, sk: 'CLIENT' })).toBeDefined();
});

test('a person is not removed as a machine client is', async () => {
  const { send, ids } = await partiesDesk();
  expect((await send(remove, { params: ids })).status).toBe(404);
});
