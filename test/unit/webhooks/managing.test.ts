import { describe, expect, test } from 'vitest';
import { webhookEvents } from '../../../functions/webhooks/events.ts';
import { webhooksDesk } from './webhooks-desk.ts';

const whk = '/v1/webhooks/{webhookId}';

describe('a webhook', () => {
  test('B20: is answered with its signing secret once, and the desk keeps it nowhere in the clear', async () => {
    const { send, enter, read, tables } = await webhooksDesk();
    const { id, secret } = await enter();
    expect(secret).toMatch(/^whsec_/);
    expect(JSON.stringify([...tables.items('desk'), ...tables.items('timeline')])).not.toContain(secret);
    const shown = JSON.stringify([await read(id), (await send('GET /v1/webhooks')).json]);
    expect(shown).not.toMatch(/whsec_|sealed|secrets/);
  });

  test('is made once by a request that comes twice, and the repeat is told no secret', async () => {
    const { send } = await webhooksDesk();
    const body = { url: 'https://hooks.tamarisk.example.com/desk', types: ['link.broken.v1'] };
    const first = await send('POST /v1/webhooks', { body, key: 'the-same-key' });
    const again = await send('POST /v1/webhooks', { body, key: 'the-same-key' });
    expect(first).toMatchObject({ status: 201, json: { status: 'active', secret: expect.stringMatching(/^whsec_/) } });
    expect(again.json).toEqual({ ...first.json, secret: undefined });
    expect(again.headers).toMatchObject({ 'idempotent-replayed': 'true' });
    expect((await send('GET /v1/webhooks')).json['items']).toHaveLength(2);
  });

  test.each([
    ['http', 'http://hooks.tamarisk.example.com/'],
    ['another port', 'https://hooks.tamarisk.example.com:8443/'],
    ['a user and a password', 'https://me:secret@hooks.tamarisk.example.com/'],
    ['a fragment', 'https://hooks.tamarisk.example.com/#top'],
    ['loopback', 'https://127.0.0.1/'],
    ['an address written as one number', 'https://2130706433/'],
    ['an address in octal', 'https://0177.0.0.1/'],
    ['a public address in hexadecimal', 'https://0x01010101/'],
    ['the metadata of a cloud', 'https://169.254.169.254/latest/meta-data'],
    ['loopback of version 6', 'https://[::1]/'],
    ['a mapped private address', 'https://[::ffff:10.0.0.1]/'],
    ['a name that leads inside', 'https://inside.example.com/'],
    ['a name of which one address leads inside', 'https://both.example.com/'],
    ['a name that nobody knows', 'https://nowhere.example.com/'],
    ['no address at all', 'hooks.tamarisk.example.com'],
  ])('is refused to lead to %s, with the field and what to do', async (_what, url) => {
    const { send, names } = await webhooksDesk();
    names.set('inside.example.com', ['10.0.0.7']).set('both.example.com', ['93.184.215.14', 'fd00::7']);
    const refused = await send('POST /v1/webhooks', { body: { url, types: ['link_request.*'] } });
    expect(refused).toMatchObject({ status: 400, json: { code: 'invalid_input', errors: [{ field: '/url' }] } });
    expect(JSON.stringify(refused.json['errors'])).toMatch(/(send|leave|use|write) /);
  });

  test('is refused events that there are not, with those that there are', async () => {
    const { send } = await webhooksDesk();
    const url = 'https://hooks.tamarisk.example.com/desk';
    for (const type of ['link_request.complete.v1', 'link_request', 'invoice.*', '*', 'link_request.completed'])
      expect(await send('POST /v1/webhooks', { body: { url, types: [type] } })).toMatchObject({
        status: 400,
        json: { errors: [{ field: '/types/0', detail: expect.stringContaining('link_request.*') }] },
      });
  });

  test('is one of at most twenty', async () => {
    const { send, enter } = await webhooksDesk();
    for (let more = 0; more < 19; more += 1) await enter();
    const body = { url: 'https://hooks.tamarisk.example.com/desk', types: ['link.*'] };
    expect(await send('POST /v1/webhooks', { body })).toMatchObject({ status: 409, json: { code: 'too_many' } });
  });

  test('is changed, switched off and on under the version that was read, and its timeline says so', async () => {
    const { send, enter, read, told } = await webhooksDesk();
    const { id } = await enter();
    const params = { webhookId: id };
    const patch = (body: object, version: number) => send(`PATCH ${whk}`, { params, body, version });
    expect((await patch({ types: ['link.*'] }, 1)).json).toMatchObject({ types: ['link.*'], version: 2 });
    expect(await patch({ types: ['link_draft.*'] }, 1)).toMatchObject({
      status: 409,
      json: { code: 'changed_meanwhile' },
    });
    expect(await patch({ url: 'https://169.254.169.254/' }, 2)).toMatchObject({ status: 400 });
    expect((await patch({ disabled: true }, 2)).json).toMatchObject({ status: 'disabled', disabledBecause: 'asked' });
    expect(await patch({ disabled: true }, 3)).toMatchObject({ status: 409, json: { code: 'not_allowed_now' } });
    expect((await patch({ disabled: false }, 3)).json).toMatchObject({ status: 'active', failures: 0 });
    expect(await read(id)).not.toHaveProperty('disabledBecause');
    expect(
      told()
        .filter(({ subject }) => subject === id)
        .map(({ type }) => type),
    ).toEqual(['webhook.created.v1', 'webhook.changed.v1', 'webhook.disabled.v1', 'webhook.enabled.v1']);
  });

  test('that is deleted is listed no more, has no secrets, and can’t be used', async () => {
    const { send, enter, tables } = await webhooksDesk();
    const { id } = await enter();
    const params = { webhookId: id };
    expect(await send(`DELETE ${whk}`, { params })).toMatchObject({
      status: 200,
      json: { status: 'deleted', version: 2 },
    });
    expect(await send(`DELETE ${whk}`, { params })).toMatchObject({ status: 200, json: { version: 2 } });
    expect(JSON.stringify((await send('GET /v1/webhooks')).json)).not.toContain(id);
    expect(tables.items('desk').find((item) => item['id'] === id)).toMatchObject({ secrets: [] });
    for (const [route, more] of [
      [`PATCH ${whk}`, { body: { disabled: false }, version: 2 }],
      [`POST ${whk}/secret-rotations`, { version: 2 }],
      [`POST ${whk}/test`, {}],
    ] as const)
      expect(await send(route, { params, ...more })).toMatchObject({ status: 409, json: { code: 'not_allowed_now' } });
  });

  test('tells of itself what the catalogue says, and nothing else: no address, no secret', async () => {
    const { send, enter, told, bring, answers } = await webhooksDesk();
    const { id } = await enter();
    const params = { webhookId: id };
    const patch = (body: object, version: number) => send(`PATCH ${whk}`, { params, body, version });
    await patch({ description: 'CRM' }, 1);
    await patch({ disabled: true, types: ['link.*'] }, 2);
    await patch({ disabled: false, types: ['link_request.*'] }, 3);
    await send(`POST ${whk}/secret-rotations`, { params, version: 4 });
    await send(`POST ${whk}/test`, { params });
    answers({ kind: 'answered', status: 410 });
    await bring();
    await send(`DELETE ${whk}`, { params });
    const events = told().filter(({ subject }) => subject === id);
    expect(new Set(events.map(({ type }) => type.replace('.v1', '')))).toEqual(new Set(Object.keys(webhookEvents)));
    for (const { type, data } of events) {
      const { actor: _actor, ...own } = data;
      expect(webhookEvents[type.replace('.v1', '')]?.data.safeParse(own)).toMatchObject({ success: true });
    }
    expect(JSON.stringify(events)).not.toMatch(/hooks\.tamarisk|whsec_|sealed/);
  });

  test('tells what can be done with it by the rules of the operations', async () => {
    const { send, enter } = await webhooksDesk();
    const { id } = await enter();
    const off = (await send(`PATCH ${whk}`, { params: { webhookId: id }, body: { disabled: true }, version: 1 })).json;
    const allowed = (off['actions'] as { name: string; allowed: boolean }[]).filter((one) => one.allowed);
    expect(allowed.map(({ name }) => name)).toEqual(['change', 'enable', 'rotateSecret', 'delete']);
  });
});
