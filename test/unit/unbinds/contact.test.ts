import { describe, expect, test } from 'vitest';
import { readContact } from '../../../functions/links/contact.ts';
import { contactOfUnbind } from '../../../functions/unbinds/contact.ts';
import { linkDesk } from '../../support/link-desk.ts';
import { unbindAsked } from './asked.ts';

const unbind = 'ubd_01k9x3m6f2e8ts5c0v9w1y3z5a';
const given = { email: 'finance@lantern-logistics.example', language: 'zh-CN' } as const;

describe('whom an unbind writes to at the customer', () => {
  test.each([
    ['whoever was named when it was submitted', given, given],
    [
      'else whoever answered when the link was asked for',
      undefined,
      { email: 'it@lantern-logistics.example', name: 'Mei Tan', language: 'en' },
    ],
  ])('is %s', async (_who, named, written) => {
    const desk = await linkDesk();
    const requestId = (await desk.ask()) as `lreq_${string}`;
    await desk.tables.transact(await contactOfUnbind(desk.tables, { org: desk.org, requestId }, unbind, named));
    expect(await readContact(desk.tables, desk.org, unbind)).toEqual({
      ...written,
      org: desk.org,
      subject: unbind,
      generation: 1,
    });
  });

  test('is nobody where nobody is known', async () => {
    const desk = await linkDesk();
    expect(await contactOfUnbind(desk.tables, { org: desk.org }, unbind)).toEqual([]);
  });
});

/** A customer that was asked to confirm, once. */
async function asked() {
  const { desk, id, mails } = await unbindAsked();
  await desk.observe(id, 'submitted');
  await desk.settle();
  return {
    desk,
    id,
    mails,
    contact: (json: object, as: { member?: string; rights?: string } = {}) =>
      desk.request('PUT /v1/unbinds/{unbindId}/contact', { params: { unbindId: id }, json, rights: 'operator', ...as }),
    /** What the mail service tells of the mail that went as number so and so. */
    hear: (number: number, eventType: 'Bounce' | 'Complaint') =>
      desk.work.NOTICES_QUEUE({
        eventType,
        mail: { messageId: `mail-${number}`, destination: [given.email] },
        ...(eventType === 'Bounce' && { bounce: { bounceType: 'Permanent', bouncedRecipients: [] } }),
      }),
    open: (token = '') => desk.request('GET /d/{token}', { params: { token } }),
    badge: () => desk.unbind(id).waitingOn?.contact,
  };
}

describe('R034: a customer whom our mail does not reach during an unbind', () => {
  test('is a badge on the wait, told on the timeline and to whoever has it in hand', async () => {
    const { desk, id, hear, badge } = await asked();
    await hear(1, 'Bounce');
    expect(badge()).toBe('broken');
    expect(desk.lastTold(id)).toMatchObject({ type: 'mail.bounced', data: { contact: 'broken' } });
    const { json } = await desk.request('GET /v1/unbinds/{unbindId}', { params: { unbindId: id } });
    expect(json.unbind.waitingOn).toMatchObject({ party: 'customer', contact: 'broken' });
    expect(json.unbind.turn).toContain('mend the contact');
    await desk.pass(3600);
    expect(desk.memberLetters.at(-1)?.text).toContain('our mail does not reach the customer');
    const told = desk.told(id);
    await hear(1, 'Complaint');
    expect(desk.told(id).filter((type) => type === 'mail.bounced')).toEqual(['mail.bounced']);
    expect(told).toContain('mail.bounced');
  });

  test('is mended by another contact: asked anew at once, in its language, while earlier links are void', async () => {
    const { desk, id, hear, badge, contact, open, mails } = await asked();
    await hear(1, 'Bounce');
    const before = desk.unbind(id).waitingOn;
    const first = desk.letters[0]?.token;
    const { status, json } = await contact(given);
    expect([status, json.unbind.waitingOn.until, badge()]).toEqual([200, before?.until, undefined]);
    expect((await open(first)).status).toBe(410);
    await desk.settle();
    expect(desk.letters.map(({ to }) => to)).toEqual(['it@lantern-logistics.example', given.email]);
    expect(desk.letters[1]?.text).toContain('您好');
    expect((await open(desk.letters[1]?.token)).status).toBe(200);
    expect(mails()).toEqual(['unbind_question#confirmation#1', 'unbind_question#confirmation#1#contact_2']);
    await hear(1, 'Complaint');
    expect(badge()).toBeUndefined();
    await hear(2, 'Bounce');
    expect(badge()).toBe('broken');
    await desk.pass(3600);
    const again = `${id}.unbind_question.confirmation.1.contact_2`;
    expect(
      (await desk.request('POST /v1/notices/{noticeId}/resend', { params: { noticeId: again }, json: {} })).status,
    ).toBe(202);
    expect(badge()).toBeUndefined();
    await desk.settle();
    expect(desk.letters.map(({ to }) => to).slice(2)).toEqual([given.email]);
    expect(JSON.stringify([desk.tables.items('desk'), desk.tables.items('timeline')])).not.toContain(given.email);
  });

  test('one who is named before anything is asked is asked once, and nobody after it has ended', async () => {
    const { desk, id, mails } = await unbindAsked();
    const put = () =>
      desk.request('PUT /v1/unbinds/{unbindId}/contact', { params: { unbindId: id }, json: given, rights: 'operator' });
    expect((await put()).status).toBe(200);
    await desk.observe(id, 'submitted');
    await desk.settle();
    expect([mails(), desk.letters.map(({ to }) => to)]).toEqual([
      ['unbind_question#confirmation#1#contact_2'],
      [given.email],
    ]);
    await desk.observe(id, 'customer_rejected', { observedBy: 'api' });
    expect((await put()).json).toMatchObject({ status: 409, code: 'not_allowed_now' });
  });
});
