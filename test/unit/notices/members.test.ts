import { describe, expect, test } from 'vitest';
import { DAY } from '../../support/link-desk.ts';
import { noticesDesk } from './setup.ts';

const WINDOW = 900;

/** A desk whose operator's mail shows what needs them; `bounced` makes a request whose customer is not reached. */
const setup = async () => {
  const desk = await noticesDesk();
  const bounced = async (accountId?: string) => {
    const id = await desk.asked(accountId);
    await desk.hear(desk.letters.length, 'Bounce');
    await desk.settle();
    return id;
  };
  const addressOf = (member: string) =>
    desk.tables.items('private').find(({ pk, sk }) => sk === 'PERSON' && pk.endsWith(member))?.['email'];
  const open = (token = desk.memberLetters.at(-1)?.token ?? '', language?: string) =>
    desk.request('GET /n/{token}', { params: { token }, ...(language && { query: { lang: language } }) });
  const take = (token = desk.memberLetters.at(-1)?.token ?? '') =>
    desk.request('POST /n/{token}', { params: { token }, form: {} });
  return { desk, bounced, addressOf, open, take };
};

describe('what needs a member', () => {
  test('is mailed to the owner once for all of a window, when it ends', async () => {
    const { desk, bounced, addressOf } = await setup();
    const ids = [await bounced('200098765432'), await bounced('200098765440'), await bounced('200098765458')];
    expect(desk.memberLetters).toEqual([]);
    await desk.pass(WINDOW);
    expect(desk.memberLetters).toHaveLength(1);
    const [letter] = desk.memberLetters;
    expect(letter?.to).toBe(addressOf(desk.operator));
    expect(letter?.subject).toBe('Your cloud desk: 3 to look at');
    for (const id of ids) expect(letter?.text).toContain(id);
    expect(letter?.text).not.toMatch(/[{}]|undefined|lantern-logistics\.example/);
    await desk.pass(DAY);
    expect(desk.memberLetters.filter(({ text }) => text.includes('mend the contact'))).toHaveLength(1);
  });

  test('is noted once, whatever the bus repeats, and an event that comes late has a mail of its own', async () => {
    const { desk, bounced } = await setup();
    const id = await bounced();
    const entry = desk.lastTold(id);
    const event = { id: String(entry?.['id']), org: desk.org, subject: id, type: 'mail.bounced.v1' };
    const detail = { ...event, occurredAt: entry?.['at'], data: { contact: 'broken' } };
    const message = { 'detail-type': 'mail.bounced.v1', detail };
    await Promise.all([desk.work.NOTICES_QUEUE(message), desk.work.NOTICES_QUEUE(message)]);
    await desk.pass(WINDOW);
    await desk.work.NOTICES_QUEUE(message);
    await desk.pass(60);
    expect(desk.memberLetters).toHaveLength(1);
    await desk.work.NOTICES_QUEUE({ ...message, detail: { ...detail, id: 'tle_late' } });
    await desk.pass(60);
    expect(desk.memberLetters).toHaveLength(2);
  });

  test('is told to the last, where one mail has no room for all of it', async () => {
    const { desk, bounced } = await setup();
    const id = await bounced();
    const [notice] = desk.tables.items('desk').filter(({ sk }) => sk.startsWith('NOTICE#'));
    if (!notice) throw new Error('nothing was noted');
    for (let more = 1; more < 60; more += 1)
      desk.tables.seed('desk', { ...notice, sk: `${notice.sk}${more}`, event: `${String(notice['event'])}${more}` });
    await desk.pass(WINDOW + 2);
    expect(desk.memberLetters.map(({ text }) => text.split(id).length - 1)).toEqual([50, 10]);
  });

  test('is not told any more once it is done', async () => {
    const { desk, bounced } = await setup();
    const id = await bounced();
    const params = { requestId: id };
    const json = { email: 'ops@lantern-logistics.example' };
    await desk.request('PUT /v1/link-requests/{requestId}/contact', { params, json });
    await desk.pass(WINDOW);
    expect(desk.memberLetters).toEqual([]);
  });

  test('is told at once where the policy says so', async () => {
    const desk = await noticesDesk({}, { notices: { digestSeconds: 0 } });
    await desk.asked();
    await desk.hear(1, 'Bounce');
    await desk.settle();
    expect(desk.memberLetters).toHaveLength(1);
  });

  test('goes to approvers other than the initiator, and to admins where there is none', async () => {
    const { desk, addressOf } = await setup();
    const scope = { access: 'manage', because: 'we set its spending limit' };
    const post = (accountId: string) => {
      const customer = { ...desk.wish.customer, accountId, accountIdAgain: accountId };
      return desk.request('POST /v1/link-requests', { json: { ...desk.wish, customer, scope } });
    };
    await post('200098765432');
    await desk.pass(WINDOW);
    expect(desk.memberLetters.map(({ to }) => to)).toEqual([addressOf(desk.admin)]);
    const approver = await desk.member('approver');
    await post('200098765440');
    await desk.pass(WINDOW);
    expect(desk.memberLetters.slice(1).map(({ to }) => to)).toEqual([addressOf(approver)]);
    expect(desk.memberLetters.at(-1)?.text).toContain('a second person has to agree or decline');
  });

  test('is not told to a member who was disabled meanwhile', async () => {
    const { desk, bounced } = await setup();
    await bounced();
    const item = desk.item(desk.operator);
    desk.tables.seed('desk', { ...item, status: 'disabled' });
    await desk.pass(WINDOW);
    expect(desk.memberLetters).toEqual([]);
  });
});

describe('the page that a member’s mail leads to', () => {
  test('shows what needs somebody, in both languages, and changes nothing by being opened', async () => {
    const { desk, bounced, open } = await setup();
    const id = await bounced();
    await desk.pass(WINDOW);
    const before = desk.snapshot();
    const [en, zh] = [await open(), await open(undefined, 'zh-CN')];
    expect([en.status, zh.status]).toEqual([200, 200]);
    expect(en.text).toContain('I take care of it');
    expect(zh.text).toContain('由我处理');
    expect(en.text).toContain(id);
    expect(en.text).not.toContain('<script');
    expect(desk.snapshot()).toBe(before);
  });

  test('takes "I take care of it" onto the timeline, once, and gives them what nobody has in hand', async () => {
    const { desk, bounced, take, open } = await setup();
    const mine = await bounced('200098765432');
    const nobodys = await bounced('200098765440');
    await desk.pass(WINDOW);
    const json = { owner: 'unowned', reason: 'on leave' };
    await desk.request('PUT /v1/link-requests/{requestId}/owner', { params: { requestId: nobodys }, json });
    const [first, second] = [await take(), await take()];
    expect([first.status, second.status]).toEqual([200, 200]);
    expect(first.text).toContain('data-code="taken_in_hand"');
    expect((await open()).text).toContain('data-code="taken_in_hand"');
    const taken = (id: string) => desk.told(id).filter((type) => type === 'link_request.taken_in_hand');
    expect([taken(mine), taken(nobodys)]).toEqual([['link_request.taken_in_hand'], ['link_request.taken_in_hand']]);
    expect(desk.record(nobodys).owner).toBe(desk.operator);
    expect(desk.lastTold(nobodys)).toMatchObject({
      actor: { kind: 'member', id: desk.operator },
      data: { matter: 'contact_broken', from: { owner: 'unowned' }, to: { owner: desk.operator } },
    });
  });

  test('leads nowhere by a customer’s token, an unknown one, after 30 days, or for who is no member any more', async () => {
    const { desk, bounced, open, take } = await setup();
    await bounced();
    await desk.pass(WINDOW);
    const token = desk.memberLetters.at(-1)?.token ?? '';
    expect((await open(desk.letters[0]?.token)).status).toBe(404);
    expect((await open('x'.repeat(43))).status).toBe(404);
    expect((await desk.request('GET /d/{token}', { params: { token } })).status).toBe(404);
    const item = desk.item(desk.operator);
    desk.tables.seed('desk', { ...item, status: 'disabled' });
    expect([(await open(token)).status, (await take(token)).status]).toEqual([404, 404]);
    desk.tables.seed('desk', item);
    expect((await open(token)).status).toBe(200);
    desk.time.now += 31 * DAY * 1000;
    expect((await open(token)).status).toBe(404);
  });
});

test('a mail to a member of which nobody knows whether it went is sent again by a person', async () => {
  const { desk, bounced } = await setup();
  await bounced();
  desk.mailing.before = async () => {
    throw new Error('killed');
  };
  await desk.pass(WINDOW).catch(() => undefined);
  desk.mailing.before = async () => undefined;
  await desk.pass(3600);
  const { items } = await desk.list({ status: 'unknown' });
  expect(items).toMatchObject([{ subject: desk.operator, template: 'member_digest', to: 'member' }]);
  expect((await desk.resend(items[0]?.id ?? '')).status).toBe(202);
  await desk.settle();
  expect(desk.memberLetters).toHaveLength(1);
});

describe('R036: when a request expires', () => {
  test('its customer, who was asked, is told that nothing has changed, and its owner by the next mail', async () => {
    const { desk } = await setup();
    const id = await desk.asked();
    await desk.pass(14 * DAY + WINDOW);
    expect(desk.record(id).status).toBe('expired');
    expect(desk.letters.at(-1)?.subject).toBe('Nothing has changed on your Tencent Cloud account');
    expect(desk.memberLetters.at(-1)?.text).toContain('the time was over and nothing has changed');
    await desk.pass(DAY);
    expect(desk.letters.filter(({ subject }) => subject.startsWith('Nothing has changed'))).toHaveLength(1);
  });

  test('a customer that our mail did not reach is not written to', async () => {
    const { desk, bounced } = await setup();
    await bounced();
    await desk.pass(14 * DAY + WINDOW);
    expect(desk.letters).toHaveLength(1);
  });

  test('a customer that was never asked is not written to', async () => {
    const { desk } = await setup();
    await desk.member('approver');
    const scope = { access: 'manage', because: 'we set its spending limit' };
    const { json } = await desk.request('POST /v1/link-requests', { json: { ...desk.wish, scope } });
    await desk.pass(8 * DAY);
    expect(desk.record(json.linkRequest.id).status).toBe('expired');
    expect(desk.letters).toEqual([]);
  });
});
