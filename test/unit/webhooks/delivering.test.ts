import { Webhook } from 'standardwebhooks';
import { describe, expect, test, vi } from 'vitest';
import { pauses } from '../../../functions/webhooks/retry.ts';
import { webhooksDesk } from './webhooks-desk.ts';

const whk = '/v1/webhooks/{webhookId}';
const HOUR = 3600;
const answered = (status: number, retryAfter?: string) =>
  ({ kind: 'answered', status, ...(retryAfter !== undefined && { retryAfter }) }) as const;
const outcomesIn = (log: readonly { tries: readonly { outcome: string }[] }[]) =>
  log.map(({ tries }) => tries.map(({ outcome }) => outcome));

describe('an event', () => {
  test('B20: goes at once, signed, to every webhook that wants it and to no other', async () => {
    const { enter, bring, sent, log } = await webhooksDesk();
    const all = await enter();
    const exact = await enter({ types: ['link_request.completed.v1'] });
    await enter({ types: ['link.*', 'link_request.created.v1'] });
    const event = await bring();
    expect(sent.map(({ headers }) => headers['webhook-id'])).toEqual([event.id, event.id]);
    const [first] = sent;
    expect(JSON.parse(first?.body ?? '')).toEqual({ type: event.type, timestamp: event.occurredAt, data: event });
    expect(first?.headers['webhook-signature']).toMatch(/^v1,[^ ]+$/);
    for (const { id } of [all, exact])
      expect(await log(id)).toMatchObject([{ status: 'delivered', eventId: event.id }]);
  });

  test('that comes twice is sent once', async () => {
    const { enter, bring, sent } = await webhooksDesk();
    await enter();
    await bring(await bring());
    expect(sent).toHaveLength(1);
  });

  test('costs an organisation without webhooks one read', async () => {
    const { bring, event, other, tables } = await webhooksDesk();
    tables.calls.splice(0);
    await bring(event(undefined, { org: other.org }));
    expect(tables.calls.map(({ op }) => op)).toEqual(['query']);
  });

  test('that is taken costs two reads and two transactions, and leaves nothing due', async () => {
    const { enter, bring, event, due, tables } = await webhooksDesk();
    await enter();
    const one = event();
    tables.calls.splice(0);
    await bring(one);
    expect(tables.calls.map(({ op }) => op)).toEqual(['query', 'transact', 'get', 'transact']);
    expect(due()).toEqual([]);
  });

  test('never reaches another organisation', async () => {
    const { enter, bring, event, other, sent } = await webhooksDesk();
    await enter();
    await bring(event(undefined, { org: other.org }));
    expect(sent).toEqual([]);
  });

  test('with much data is sent without it, and says so', async () => {
    const { enter, bring, event, sent } = await webhooksDesk();
    await enter();
    await bring(event(undefined, { data: { long: 'x'.repeat(70_000) } }));
    expect(JSON.parse(sent[0]?.body ?? '')).toMatchObject({ data: { data: {}, dataLeftOut: true } });
  });

  test('survives a worker that dies before it has sent: due work sends it, once', async () => {
    const { enter, bring, event, sent, pass, log, answers } = await webhooksDesk();
    const { id } = await enter();
    const one = event();
    answers(() => {
      throw new Error('killed');
    });
    await expect(bring(one)).rejects.toThrow('killed');
    answers(answered(200));
    await bring(one);
    expect(sent).toHaveLength(1);
    await pass(61);
    expect(sent.map(({ headers }) => headers['webhook-id'])).toEqual([one.id, one.id]);
    expect(await log(id)).toMatchObject([{ status: 'delivered' }]);
  });
});

describe('a receiver that does not take a message', () => {
  test.each([
    ['500', answered(500)],
    ['429', answered(429)],
    ['408', answered(408)],
    ['nothing for ten seconds', { kind: 'timeout' } as const],
    ['no connection', { kind: 'unreachable' } as const],
  ])('with %s is tried eight times over some 31 hours, then the delivery has failed', async (_what, posted) => {
    const { enter, bring, sent, pass, log, answers, time } = await webhooksDesk();
    const { id } = await enter();
    answers(posted);
    const began = time.now;
    await bring();
    // pauses of a receiver that fails in a row move its tries by up to two hours each
    await pass(48 * HOUR);
    expect(sent).toHaveLength(1 + pauses.length);
    const [{ status, tries, ...rest } = { status: '', tries: [] }] = (await log(id)) as never as {
      status: string;
      tries: { at: string }[];
    }[];
    expect({ status, made: tries.length }).toEqual({ status: 'failed', made: 8 });
    expect(rest).not.toHaveProperty('nextTryAt');
    const last = (Date.parse(tries.at(-1)?.at ?? '') - began) / 1000;
    expect(last).toBeGreaterThanOrEqual(pauses.reduce((sum, pause) => sum + pause, 0));
    expect(last).toBeLessThan(40 * HOUR);
    expect(new Set(sent.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect(new Set(sent.map(({ headers }) => headers['webhook-timestamp'])).size).toBe(8);
  });

  test.each([
    ['400', answered(400), 'refused_status'],
    ['404', answered(404), 'refused_status'],
    ['a redirect', answered(302), 'redirect_refused'],
    ['an address that is not public any more', { kind: 'address_refused' } as const, 'address_refused'],
  ])('with %s is not tried again by itself', async (_what, posted, outcome) => {
    const { enter, bring, sent, pass, log, answers } = await webhooksDesk();
    const { id } = await enter();
    answers(posted);
    await bring();
    await pass(48 * HOUR);
    expect(sent).toHaveLength(1);
    expect(await log(id)).toMatchObject([{ status: 'failed', tries: [{ outcome }] }]);
  });

  test.each([
    ['120', 120],
    ['Mon, 02 Nov 2026 01:40:00 GMT', 600],
    ['999999999', 24 * HOUR],
    ['soon', 5],
    ['1', 5],
  ])('and says Retry-After: %s is left alone for %i seconds', async (retryAfter, seconds) => {
    const { enter, bring, due, answers, time } = await webhooksDesk();
    await enter();
    answers(answered(429, retryAfter));
    const began = time.now;
    await bring();
    const next = due().at(seconds < 60 ? 0 : -1)?.work.at ?? '';
    expect((Date.parse(next) - began) / 1000).toBe(seconds);
  });

  test('and then does is told by the next try, and its failures are forgotten', async () => {
    const { enter, bring, sent, pass, log, read, answers } = await webhooksDesk();
    const { id } = await enter();
    answers(answered(500));
    await bring();
    expect(await read(id)).toMatchObject({ failures: 1, failingSince: expect.any(String) });
    answers(answered(200));
    await pass(6);
    expect(sent).toHaveLength(2);
    expect(outcomesIn(await log(id))).toEqual([['refused_status', 'delivered']]);
    expect(await read(id)).toMatchObject({ failures: 0, version: 1 });
    expect(await read(id)).not.toHaveProperty('failingSince');
  });

  test('that is gone (410) is switched off at once, and its organisation is told', async () => {
    const { enter, bring, sent, read, told, answers } = await webhooksDesk();
    const { id } = await enter();
    const watcher = await enter({ types: ['webhook.*'] });
    answers(answered(410));
    await bring();
    expect(await read(id)).toMatchObject({ status: 'disabled', disabledBecause: 'gone' });
    const [disabled] = told().filter(({ type, subject }) => type === 'webhook.disabled.v1' && subject === id);
    expect(disabled?.data).toEqual({ because: 'gone', actor: { kind: 'desk', part: 'webhooks' } });
    answers(answered(200));
    await bring(disabled);
    expect(sent.at(-1)?.headers['webhook-id']).toBe(disabled?.id);
    expect(await read(watcher.id)).toMatchObject({ status: 'active' });
  });

  test('for five days, whatever it is sent, is switched off, and its organisation is told', async () => {
    const { enter, bring, read, told, pass, answers } = await webhooksDesk();
    const { id } = await enter();
    answers({ kind: 'unreachable' });
    for (let day = 0; day < 5; day += 1) {
      await bring();
      await pass(24 * HOUR);
      expect(await read(id)).toMatchObject({ status: 'active' });
    }
    await bring();
    await pass(2 * HOUR);
    expect(await read(id)).toMatchObject({ status: 'disabled', disabledBecause: 'failing' });
    expect(told().at(-1)).toMatchObject({ type: 'webhook.disabled.v1', subject: id, data: { because: 'failing' } });
  });

  test('several times in a row is left alone for a while, so that its events cost nobody else a place', async () => {
    const { enter, bring, sent, pass, log, answers } = await webhooksDesk();
    const { id } = await enter();
    answers({ kind: 'timeout' });
    for (let failures = 0; failures < 3; failures += 1) await bring();
    expect(sent).toHaveLength(3);
    for (let more = 0; more < 20; more += 1) await bring();
    expect(sent).toHaveLength(3);
    answers(answered(200));
    await pass(HOUR);
    expect((await log(id)).map(({ status }) => status)).toEqual(Array.from({ length: 23 }, () => 'delivered'));
  });

  test('never holds back another: both are tried side by side', async () => {
    const { enter, bring, sent, answers, names, log } = await webhooksDesk();
    names.set('slow.example.com', ['93.184.215.15']);
    const slow = await enter({ url: 'https://slow.example.com/' });
    const quick = await enter();
    const hanging = Promise.withResolvers<{ kind: 'timeout' }>();
    answers(({ url }) => (url.includes('slow') ? hanging.promise : answered(200)));
    const brought = bring();
    await vi.waitFor(async () => expect(await log(quick.id)).toMatchObject([{ status: 'delivered' }]));
    expect(sent).toHaveLength(2);
    hanging.resolve({ kind: 'timeout' });
    await brought;
    expect(await log(slow.id)).toMatchObject([{ status: 'pending', tries: [{ outcome: 'timeout' }] }]);
  });

  test('because it was switched off meanwhile is sent nothing more', async () => {
    const { enter, bring, send, sent, pass, log, answers } = await webhooksDesk();
    const { id } = await enter();
    answers(answered(500));
    await bring();
    await send(`PATCH ${whk}`, { params: { webhookId: id }, body: { disabled: true }, version: 1 });
    await pass(HOUR);
    expect(sent).toHaveLength(1);
    expect(outcomesIn(await log(id))).toEqual([['refused_status', 'webhook_off']]);
  });
});

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
