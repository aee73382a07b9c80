import { describe, expect, test } from 'vitest';
import { noticesDesk } from './setup.ts';

const HOUR = 3600;

/** A request whose customer has been written to, once. */
const setup = async () => {
  const desk = await noticesDesk();
  const id = await desk.asked();
  const notices = async () => (await desk.list({ subject: id })).items.map(({ status }) => status);
  return { desk, id, notices };
};

describe('R034: a mail that comes back', () => {
  test.each([
    ['Bounce', 'bounced'],
    ['Complaint', 'complained'],
    ['Reject', 'bounced'],
  ] as const)(
    'by %s turns the badge of the wait to "contact broken", and its timeline and event tell why',
    async (what, fate) => {
      const { desk, id, notices } = await setup();
      await desk.hear(1, what);
      expect(await notices()).toEqual([fate]);
      const { json } = await desk.request('GET /v1/link-requests/{requestId}', { params: { requestId: id } });
      expect(json.linkRequest.waitingOn).toMatchObject({ party: 'customer', contact: 'broken' });
      expect(json.linkRequest.turn).toContain('mend the contact');
      expect(desk.lastTold(id)).toMatchObject({
        type: `mail.${fate}`,
        data: { mail: 'customer_question#1', contact: 'broken' },
      });
      expect((await desk.list()).items).toMatchObject([{ subject: id, status: fate }]);
      expect(JSON.stringify(desk.tables.items('timeline'))).not.toMatch(/lantern-logistics\.example/);
    },
  );

  test('tells once, however often it is told', async () => {
    const { desk, id } = await setup();
    await desk.hear(1, 'Bounce');
    const told = desk.told(id);
    await Promise.all([desk.hear(1, 'Bounce'), desk.hear(1, 'Delivery')]);
    expect(desk.told(id)).toEqual(told);
  });

  test('for a while only changes nothing', async () => {
    const { desk, id, notices } = await setup();
    await desk.hear(1, 'Bounce', 'Transient');
    expect(await notices()).toEqual(['sent']);
    expect(desk.record(id).waitingOn?.contact).toBeUndefined();
  });

  test('is mended with the contact, and a late bounce of the old one says nothing of the new one', async () => {
    const { desk, id } = await setup();
    await desk.hear(1, 'Bounce');
    const params = { requestId: id };
    const json = { email: 'ops@lantern-logistics.example' };
    expect((await desk.request('PUT /v1/link-requests/{requestId}/contact', { params, json })).status).toBe(200);
    expect(desk.record(id).waitingOn?.contact).toBeUndefined();
    await desk.settle();
    expect(desk.letters).toHaveLength(2);
    await desk.hear(1, 'Complaint');
    expect(desk.record(id).waitingOn?.contact).toBeUndefined();
    await desk.hear(2, 'Bounce');
    expect(desk.record(id).waitingOn?.contact).toBe('broken');
  });

  test('may be sent again, which gives the contact another chance', async () => {
    const { desk, id } = await setup();
    await desk.hear(1, 'Bounce');
    await desk.pass(HOUR);
    expect((await desk.resend(`${id}.customer_question.1`)).status).toBe(202);
    expect(desk.record(id).waitingOn?.contact).toBeUndefined();
    await desk.settle();
    expect(desk.letters).toHaveLength(2);
    await desk.hear(2, 'Bounce');
    expect(desk.record(id).waitingOn?.contact).toBe('broken');
  });

  test('is told although the sender has not noted the mail service’s id yet', async () => {
    const desk = await noticesDesk();
    desk.mailing.before = () => desk.hear(1, 'Bounce');
    const id = await desk.asked();
    expect((await desk.list({ subject: id })).items).toMatchObject([{ status: 'bounced' }]);
    expect(desk.record(id).waitingOn?.contact).toBe('broken');
    expect(desk.told(id).slice(-2)).toEqual(['mail.sent', 'mail.bounced']);
  });

  test('when nobody is waited for any more is told on the timeline only', async () => {
    const { desk, id } = await setup();
    await desk.cancel(id);
    await desk.settle();
    await desk.hear(1, 'Bounce');
    expect(desk.lastTold(id)).toMatchObject({ type: 'mail.bounced', data: { mail: 'customer_question#1' } });
    expect(desk.record(id).status).toBe('cancelled');
  });
});

test('a mail that was delivered is in no list but its record’s', async () => {
  const { desk, notices } = await setup();
  await desk.hear(1, 'Delivery');
  expect(await notices()).toEqual(['delivered']);
  expect((await desk.list()).items).toEqual([]);
});

test('a mail of nobody’s is kept for whoever sends it, and changes nothing', async () => {
  const { desk, id } = await setup();
  const told = desk.told(id);
  await desk.hear(77, 'Bounce');
  await desk.hear(77, 'Complaint');
  expect(desk.tables.items('desk', 'SENT#mail-77')).toMatchObject([{ told: { fate: 'complained' } }]);
  expect(desk.told(id)).toEqual(told);
});

test('the mail service’s greeting to the topic is passed by; what is none of its words is given back', async () => {
  const { desk } = await setup();
  await desk.work.NOTICES_QUEUE('Successfully validated SNS topic for Amazon SES event publishing.');
  await expect(desk.work.NOTICES_QUEUE('something else')).rejects.toThrow('expected object');
  await expect(desk.work.NOTICES_QUEUE({ mail: { messageId: 'mail-1' } })).rejects.toThrow('neither an event');
});
