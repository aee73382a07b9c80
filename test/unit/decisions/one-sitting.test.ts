import { describe, expect, test } from 'vitest';
import { DAY, linkDesk } from '../../support/link-desk.ts';
import { codeOf } from './page-structure.ts';

/** What the customer sees under the link of its mail, from its yes to the end. */
const setup = async () => {
  const desk = await linkDesk();
  const id = await desk.ask();
  await desk.settle();
  const token = desk.letters.at(-1)?.token ?? '';
  const open = (query: Record<string, string> = {}) => desk.request('GET /d/{token}', { params: { token }, query });
  const code = async () => codeOf((await open()).text);
  return { desk, id, token, open, code };
};
const account = '200098765432';

describe('after a yes, the same link', () => {
  test('shows the provider’s own invitation as soon as it is there, and asks again by itself until then', async () => {
    const { desk, token, open } = await setup();
    const answered = await desk.sayYes();
    expect([codeOf(answered.text), answered.headers['refresh']]).toEqual(['in_preparation', '5; url=?lang=en']);
    expect((await open()).headers['refresh']).toBe('5; url=?lang=en');
    await desk.settle();

    const { text, headers } = await open();
    expect(codeOf(text)).toBe('invitation_ready');
    expect(text).toContain(
      'href="https://www.tencentcloud.com/register?RegisterToken=handle-1" rel="noopener noreferrer"',
    );
    expect(text).toContain('Opens www.tencentcloud.com');
    expect(headers['refresh']).toBeUndefined();
    const again = await desk.sayYes(account, token);
    expect([again.status, codeOf(again.text)]).toEqual([200, 'invitation_ready']);
  });

  test('asks again in the first five minutes only, and not once it was told to stop', async () => {
    const { desk, open } = await setup();
    await desk.sayYes();
    expect((await open({ look: 'once' })).headers['refresh']).toBeUndefined();
    expect((await open({ look: 'twice' })).headers['refresh']).toBeDefined();
    desk.time.now += 300_000;
    expect((await open()).headers['refresh']).toBeUndefined();
  });

  test('writes nothing, in any state, and needs four reads at most', async () => {
    const { desk, open } = await setup();
    await desk.sayYes();
    for (let state = 0; state < 2; state += 1) {
      desk.tables.calls.splice(0);
      await open();
      expect(desk.tables.calls.every(({ op }) => op === 'get')).toBe(true);
      expect(desk.tables.calls.length).toBeLessThanOrEqual(4);
      await desk.settle();
    }
  });

  test('sends to the provider’s mail where nobody knows whether the invitation went out', async () => {
    const { desk, open } = await setup();
    desk.provider.will('invite', 'lost_done');
    await desk.sayYes();
    await desk.settle();
    const { text } = await open();
    expect(codeOf(text)).toBe('invitation_mailed');
    expect(text).not.toContain('RegisterToken');
  });

  test('is not shown the invitation when it went to an earlier contact', async () => {
    const { desk, id, token } = await setup();
    const contact = { email: 'cfo@lantern-logistics.example', language: 'en' };
    const changed = await desk.request('PUT /v1/link-requests/{requestId}/contact', {
      params: { requestId: id },
      json: contact,
    });
    expect(changed.status).toBeLessThan(300);
    await desk.settle();
    await desk.sayYes();
    await desk.settle();
    const { status, text } = await desk.request('GET /d/{token}', { params: { token } });
    expect([status, codeOf(text)]).toEqual([410, 'link_superseded']);
    expect(text).not.toContain('RegisterToken');
  });

  test('tells how it goes on, to the end: linked', async () => {
    const { desk, code } = await setup();
    await desk.sayYes();
    await desk.settle();
    desk.provider.apply(account);
    await desk.pass(DAY);
    expect(await code()).toBe('linked');
  });

  test('tells that the reseller has withdrawn it', async () => {
    const { desk, id, code } = await setup();
    await desk.sayYes();
    await desk.settle();
    await desk.cancel(id);
    await desk.pass(60);
    expect(await code()).toBe('request_withdrawn');
  });

  test('tells that the invitation was not completed in time', async () => {
    const { desk, code } = await setup();
    await desk.sayYes();
    await desk.pass(40 * DAY);
    expect(await code()).toBe('request_expired');
  });

  test('tells that the provider refused', async () => {
    const { desk, code } = await setup();
    desk.provider.will('invite', 'refused');
    await desk.sayYes();
    await desk.settle();
    expect(await code()).toBe('request_failed');
  });
});

test('R031: a question that the reseller withdraws before it is answered says so', async () => {
  const { desk, id, open } = await setup();
  await desk.cancel(id);
  await desk.settle();
  const { status, text } = await open();
  expect([status, codeOf(text)]).toEqual([410, 'link_withdrawn']);
  expect(codeOf((await desk.sayYes()).text)).toBe('link_withdrawn');
});
