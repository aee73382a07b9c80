import { describe, expect, test } from 'vitest';
import { MailRefused } from '../../../functions/notices/send-mail.ts';
import { noticesDesk } from './setup.ts';

const HOUR = 3600;

/** A request whose mail was begun by a worker that was killed before it noted anything. */
const setup = async () => {
  const desk = await noticesDesk();
  desk.mailing.before = async () => {
    throw new Error('killed');
  };
  const id = await desk.ask();
  await desk.settle().catch(() => undefined);
  desk.mailing.before = async () => undefined;
  await desk.settle();
  const notice = `${id}.customer_question.1`;
  return { desk, id, notice };
};

describe('a mail of which nobody knows whether it went', () => {
  test('is being sent for as long as its worker may live, then unknown, and never goes again by itself', async () => {
    const { desk, id, notice } = await setup();
    expect((await desk.list({ subject: id })).items).toMatchObject([{ id: notice, status: 'sending' }]);
    expect((await desk.list()).items).toEqual([]);
    await desk.pass(61);
    const { items } = await desk.list({ status: 'unknown' });
    expect(items).toMatchObject([
      { id: notice, subject: id, template: 'customer_question', number: 1, to: 'customer', status: 'unknown' },
    ]);
    const detail = { org: desk.org, subject: id, data: { waitingOn: { kind: 'customer', round: 1 } } };
    await desk.work.NOTICES_QUEUE({ 'detail-type': 'link_request.awaiting_customer.v1', detail });
    expect(desk.letters).toEqual([]);
  });

  test('is sent again by a person, once, with a fresh link, as the question’s next mail', async () => {
    const { desk, id, notice } = await setup();
    expect((await desk.resend(notice)).json).toMatchObject({ code: 'not_allowed_now', params: { status: 'sending' } });
    await desk.pass(61);
    expect(await desk.resend(notice)).toMatchObject({ status: 429, json: { code: 'resend_too_soon' } });
    await desk.pass(HOUR);
    const [one, same] = [await desk.resend(notice, 'key-of-the-click'), await desk.resend(notice, 'key-of-the-click')];
    expect([one.status, same.status]).toEqual([202, 202]);
    expect(one.json.notice).toMatchObject({ id: notice, resentAt: desk.now() });
    await desk.settle();
    expect(desk.letters).toHaveLength(1);
    expect((await desk.resend(notice)).json).toMatchObject({ params: { status: 'sent again' } });
    expect((await desk.list({ subject: id })).items).toMatchObject([
      { id: notice, status: 'unknown' },
      { id: `${notice}.2`, status: 'sent', number: 2 },
    ]);
    expect((await desk.list()).items).toEqual([]);
    expect(desk.told(id).slice(-2)).toEqual(['link_request.resend_asked', 'mail.sent']);
    const page = await desk.request('GET /d/{token}', { params: { token: desk.letters[0]?.token ?? '' } });
    expect(page.status).toBe(200);
  });

  test('counts against the policy as the question’s own mails do', async () => {
    const { desk, id, notice } = await setup();
    await desk.pass(HOUR + 61);
    await desk.resend(notice);
    const params = { requestId: id };
    expect(
      (await desk.request('POST /v1/link-requests/{requestId}/reminders', { params, json: {} })).json,
    ).toMatchObject({ code: 'resend_too_soon' });
    expect(desk.record(id).mails).toMatchObject({ asked: 2, resent: 1 });
  });

  test.each(['answered', 'withdrawn'])('is not sent again once the question was %s', async (what) => {
    const { desk, id, notice } = await setup();
    await desk.pass(HOUR + 61);
    if (what === 'withdrawn') await desk.cancel(id);
    else await desk.pass(14 * 24 * HOUR);
    expect((await desk.resend(notice)).status).toBe(409);
  });
});

test('a mail that went is not sent again by its notice', async () => {
  const desk = await noticesDesk();
  const id = await desk.asked();
  await desk.pass(HOUR);
  expect((await desk.resend(`${id}.customer_question.1`)).json).toMatchObject({
    code: 'not_allowed_now',
    params: { status: 'sent' },
  });
});

test('a mail that the mail service refused goes when the queue brings it again', async () => {
  const desk = await noticesDesk();
  desk.mailing.before = async () => {
    throw new MailRefused('the mail service refused it: TooManyRequestsException');
  };
  const id = await desk.ask();
  await expect(desk.settle()).rejects.toThrow('refused');
  expect((await desk.list()).items).toMatchObject([{ subject: id, status: 'refused' }]);
  desk.mailing.before = async () => undefined;
  const detail = { org: desk.org, subject: id, data: { waitingOn: { kind: 'customer', round: 1 } } };
  await desk.work.NOTICES_QUEUE({ 'detail-type': 'link_request.awaiting_customer.v1', detail });
  expect(desk.letters).toHaveLength(1);
  expect((await desk.list({ subject: id })).items).toMatchObject([{ status: 'sent' }]);
});

describe('lists of notices', () => {
  test('name no address and no person, and are the organisation’s own', async () => {
    const { desk, notice } = await setup();
    await desk.pass(61);
    const { text } = await desk.list();
    expect(text).not.toMatch(/lantern-logistics|Mei Tan/);
    expect((await desk.list({}, 'operator', 'org_01kb8q3y7tf4mx6z9w1c5v8r99')).items).toEqual([]);
    const stranger = { org: 'org_01kb8q3y7tf4mx6z9w1c5v8r99' };
    const params = { noticeId: notice };
    expect((await desk.request('POST /v1/notices/{noticeId}/resend', { params, json: {}, ...stranger })).status).toBe(
      404,
    );
  });

  test('are for those who follow up, audit or administer; sending again is for those who follow up', async () => {
    const { desk, notice } = await setup();
    const may = async (rights: string) => [
      (await desk.list({}, rights)).status,
      (await desk.resend(notice, undefined, rights)).status,
    ];
    expect(await may('auditor')).toEqual([200, 403]);
    expect(await may('admin')).toEqual([200, 403]);
    expect(await may('follow-up')).toEqual([200, 409]);
    expect(await may('approver')).toEqual([403, 403]);
  });

  test('come in pages, newest first', async () => {
    const desk = await noticesDesk();
    const ids = [await desk.asked('200098765432'), await desk.asked('200098765440'), await desk.asked('200098765458')];
    for (const number of [1, 2, 3]) await desk.hear(number, 'Bounce');
    const first = await desk.list({ limit: '2' });
    const rest = await desk.list({ limit: '2', cursor: first.json.next });
    const seen = [...first.items, ...rest.items].map(({ subject }) => subject);
    expect([first.items.length, rest.json.next]).toEqual([2, undefined]);
    expect(seen.toSorted()).toEqual(ids.toSorted());
  });
});
