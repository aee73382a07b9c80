import { Webhook } from 'standardwebhooks';
import { describe, expect, test, vi } from 'vitest';
import { answered, outcomesIn, webhooksDesk } from './webhooks-desk.ts';

const whk = '/v1/webhooks/{webhookId}';
const HOUR = 3600;

describe('a replay', () => {
  test('B20: delivers the same message under the same id, with a try and a signature of its own', async () => {
    const { enter, bring, send, sent, pass, log } = await webhooksDesk();
    const { id } = await enter();
    const event = await bring();
    const [delivery] = await log(id);
    await pass(HOUR);
    const params = { webhookId: id, deliveryId: delivery?.id ?? '' };
    const replay = (key: string) => send(`POST ${whk}/deliveries/{deliveryId}/replays`, { params, key });
    expect(await replay('replay-it-once')).toMatchObject({ status: 202, json: { status: 'pending', replays: 1 } });
    expect(await replay('replay-it-once')).toMatchObject({ status: 202, json: { status: 'pending', replays: 1 } });
    expect(await replay('replay-it-again')).toMatchObject({ status: 409, json: { code: 'not_allowed_now' } });
    await pass(1);
    const [first, again, ...more] = sent;
    expect(more).toEqual([]);
    expect(again?.headers['webhook-id']).toBe(event.id);
    expect(again?.body).toBe(first?.body);
    expect(again?.headers['webhook-timestamp']).not.toBe(first?.headers['webhook-timestamp']);
    expect(outcomesIn(await log(id))).toEqual([['delivered', 'delivered']]);
  });

  test('of a span of time takes what failed then, oldest first, and says how many', async () => {
    const { enter, bring, send, sent, pass, answers, deps, log } = await webhooksDesk();
    const { id } = await enter();
    await bring();
    const since = deps.clock.now();
    answers(answered(400));
    const lost = [await bring(), await bring()];
    await pass(2 * HOUR);
    const until = deps.clock.now();
    await bring();
    answers(answered(200));
    sent.splice(0);
    const body = { since, until };
    const replays = (more: object, key: string) =>
      send(`POST ${whk}/replays`, { params: { webhookId: id }, body: { ...body, ...more }, key });
    expect(await replays({}, 'what-failed')).toMatchObject({ status: 202, json: { replayed: 2, more: false } });
    await pass(2 * HOUR);
    expect(new Set(sent.map(({ headers }) => headers['webhook-id']))).toEqual(new Set(lost.map((one) => one.id)));
    expect(sent).toHaveLength(2);
    expect(await replays({}, 'what-failed')).toMatchObject({ json: { replayed: 2 } });
    expect(await replays({}, 'what-failed-anew')).toMatchObject({ json: { replayed: 0 } });
    expect((await log(id, { status: 'failed' })).length).toBe(1);
  });

  test('of everything goes on where it broke, when the same request comes again', async () => {
    const { enter, bring, send, sent, pass, deps, tables } = await webhooksDesk();
    const { id } = await enter();
    const since = deps.clock.now();
    for (let count = 0; count < 60; count += 1) await bring();
    await pass(61);
    const body = { since, until: deps.clock.now(), of: 'all' };
    const ask = () => send(`POST ${whk}/replays`, { params: { webhookId: id }, body, key: 'everything' });
    sent.splice(0);
    let writes = 0;
    const transact = tables.transact.bind(tables);
    tables.transact = async (intents) => {
      writes += 1;
      if (writes === 40) throw new Error('the store is gone');
      return transact(intents);
    };
    expect(await ask()).toMatchObject({ status: 500 });
    await pass(61);
    expect(await ask()).toMatchObject({ status: 202 });
    await pass(61);
    expect(new Set(sent.map(({ headers }) => headers['webhook-id'])).size).toBe(60);
    expect(sent).toHaveLength(60);
  });

  test('is refused while the webhook is off, and for a delivery of another webhook', async () => {
    const { enter, bring, send, log, event } = await webhooksDesk();
    const [one, other] = [await enter(), await enter({ types: ['link.*'] })];
    await bring(event());
    const [delivery] = await log(one.id);
    const deliveryId = delivery?.id ?? '';
    const route = `POST ${whk}/deliveries/{deliveryId}/replays`;
    expect(await send(route, { params: { webhookId: other.id, deliveryId } })).toMatchObject({ status: 404 });
    await send(`PATCH ${whk}`, { params: { webhookId: one.id }, body: { disabled: true }, version: 1 });
    expect(await send(route, { params: { webhookId: one.id, deliveryId } })).toMatchObject({ status: 409 });
  });
});

describe('a test', () => {
  test('goes the way of all events, to the webhook that it was asked of and to no other', async () => {
    const { enter, bring, send, sent, told } = await webhooksDesk();
    const asked = await enter({ types: ['link.broken.v1'] });
    await enter({ types: ['webhook.*'] });
    const { status, json } = await send(`POST ${whk}/test`, { params: { webhookId: asked.id } });
    expect(status).toBe(202);
    const event = told().find(({ type }) => type === 'webhook.test.v1');
    expect(event?.id).toBe(json['eventId']);
    await bring(event);
    expect(sent.map(({ headers }) => headers['webhook-id'])).toEqual([json['eventId']]);
  });
});

describe('a rotated secret', () => {
  test('signs at once, beside the one before for a day; each is opened once in five minutes', async () => {
    const { enter, bring, send, sent, pass, opened } = await webhooksDesk();
    const { id, secret } = await enter();
    const rotate = await send(`POST ${whk}/secret-rotations`, { params: { webhookId: id }, version: 1 });
    const fresh = String(rotate.json['secret']);
    expect(rotate.json).toMatchObject({ version: 2, oldSecretUntil: '2026-11-03T01:30:00.000Z' });
    vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-11-02T01:30:00.000Z') });
    try {
      await bring();
      await bring();
      expect(opened).toHaveLength(2);
      const [first] = sent;
      for (const known of [fresh, secret])
        expect(new Webhook(known).verify(first?.body ?? '', first?.headers ?? {})).toMatchObject({
          type: expect.any(String),
        });
      await pass(24 * HOUR);
      vi.setSystemTime(Date.parse('2026-11-03T01:30:00.000Z'));
      await bring();
      const { body = '', headers = {} } = sent.at(-1) ?? {};
      expect(() => new Webhook(secret).verify(body, headers)).toThrow('No matching signature');
      expect(new Webhook(fresh).verify(body, headers)).toMatchObject({ type: expect.any(String) });
    } finally {
      vi.useRealTimers();
    }
  });
});
