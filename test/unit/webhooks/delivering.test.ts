import { describe, expect, test, vi } from 'vitest';
import { pauses } from '../../../functions/webhooks/retry.ts';
import { answered, outcomesIn, webhooksDesk } from './webhooks-desk.ts';

const whk = '/v1/webhooks/{webhookId}';
const HOUR = 3600;

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
