import { describe, expect, test } from 'vitest';
import { phraseOf } from '../../../functions/decisions/phrase.ts';
import { DAY } from '../../support/link-desk.ts';
import { noticesDesk } from './setup.ts';

const HOUR = 3600;

/** A request whose customer is asked for 14 days, and reminded five, three days and one day before their end. */
const setup = async (...given: Parameters<typeof noticesDesk>) => {
  const desk = await noticesDesk(...given);
  const id = await desk.asked();
  const mailed = () =>
    desk.tables.items('desk').flatMap(({ pk, sk }) => (pk.endsWith(id) && sk.startsWith('MAIL#') ? [sk.slice(5)] : []));
  const reminders = () => mailed().filter((name) => name.includes('reminder'));
  return { desk, id, mailed, reminders };
};

describe('R131: a customer who has not answered', () => {
  test('is reminded at each step of the policy, politely, with a fresh link and its phrase', async () => {
    const { desk, id, mailed } = await setup();
    const seen: number[] = [];
    for (let day = 1; day < 14; day += 1) {
      await desk.pass(DAY);
      seen.push(desk.letters.length);
    }
    expect(seen).toEqual([1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 3, 3, 4]);
    expect(mailed()).toEqual([
      'customer_question#1',
      'customer_reminder#1#1',
      'customer_reminder#1#2',
      'customer_reminder#1#3',
    ]);
    const [, reminder] = desk.letters;
    expect(reminder?.to).toBe('it@lantern-logistics.example');
    expect(reminder?.subject).toBe(
      'A reminder: Tamarisk Cloud Services Pte. Ltd. asks to link your Tencent Cloud account',
    );
    expect(reminder?.text).toContain(
      `The page that opens shows the same words: ${phraseOf(reminder?.token ?? '', 'en')}`,
    );
    expect(new Set(desk.letters.map(({ token }) => token)).size).toBe(4);
    expect(desk.told(id).slice(-3)).toEqual(['mail.sent', 'mail.sent', 'mail.sent']);
    await desk.sayYes();
    await desk.settle();
    expect(desk.record(id).status).toBe('awaiting_application');
  });

  test.each(['a yes', 'a no', 'an end by us'])('is not reminded any more after %s', async (what) => {
    const { desk, id } = await setup();
    if (what === 'a yes') await desk.sayYes();
    else if (what === 'a no') await desk.answer({ verdict: 'rejected' });
    else await desk.cancel(id);
    await desk.settle();
    await desk.pass(14 * DAY);
    expect(desk.letters).toHaveLength(1);
  });

  test('is not reminded once the time is over, although the reminder is handed out again', async () => {
    const { desk, id, reminders } = await setup();
    const item = { kind: 'notice.remind', org: desk.org, id: `${id}#customer#1#3`, at: desk.now() };
    await desk.pass(14 * DAY);
    expect(desk.record(id).status).toBe('expired');
    await desk.work.NOTICES_QUEUE(item);
    expect(reminders()).toHaveLength(3);
  });

  test('is reminded once for a step, however often and at once that is handed out', async () => {
    const { desk, id } = await setup();
    await desk.pass(9 * DAY - 60);
    const item = { kind: 'notice.remind', org: desk.org, id: `${id}#customer#1#1`, at: desk.now() };
    await Promise.all([1, 2, 3].map(() => desk.work.NOTICES_QUEUE(item)));
    await desk.pass(DAY);
    expect(desk.letters).toHaveLength(2);
  });

  test('is reminded by the last of the steps that an outage has put off', async () => {
    const { desk, id, mailed } = await setup();
    desk.time.now += 13.5 * DAY * 1000;
    await desk.settle();
    expect(mailed()).toEqual(['customer_question#1', 'customer_reminder#1#3']);
    expect(desk.record(id).status).toBe('awaiting_customer');
  });

  test('is left alone for the policy’s pause after another mail; the reminder comes after it', async () => {
    const { desk, id, mailed } = await setup();
    await desk.pass(9 * DAY - HOUR / 2);
    const params = { requestId: id };
    await desk.request('POST /v1/link-requests/{requestId}/reminders', { params, json: {} });
    await desk.pass(HOUR / 2 + 60);
    expect(mailed()).toEqual(['customer_question#1', 'customer_question#1#2']);
    await desk.pass(HOUR / 2);
    expect(mailed()).toEqual(['customer_question#1', 'customer_question#1#2', 'customer_reminder#1#1']);
  });

  test('whom our mail does not reach is left to a person', async () => {
    const { desk } = await setup();
    await desk.hear(1, 'Bounce');
    await desk.pass(13 * DAY);
    expect(desk.letters).toHaveLength(1);
  });

  test('is reminded by the steps of the policy that its request began with', async () => {
    const begun = await setup({ customerSeconds: 600 }, { reminders: { customerSecondsBefore: [700, 200] } });
    await begun.desk.pass(HOUR);
    expect(begun.reminders()).toEqual([]);
    const other = await setup(
      { customerSeconds: 600 },
      { reminders: { customerSecondsBefore: [700, 200] }, resend: { pauseSeconds: 1, most: 1 } },
    );
    await other.desk.pass(HOUR);
    expect(other.reminders()).toEqual(['customer_reminder#1#2']);
  });
});

describe('R131: a customer who has agreed, and not applied', () => {
  test('is reminded of the provider’s invitation before its time is over, by the page that shows it', async () => {
    const { desk, id, reminders } = await setup({ applicationSeconds: 6 * DAY });
    await desk.sayYes();
    await desk.settle();
    expect(desk.record(id).status).toBe('awaiting_application');
    await desk.pass(2 * DAY);
    expect(reminders()).toEqual(['application_reminder#1#1']);
    const letter = desk.letters.at(-1);
    expect(letter?.subject).toBe('A reminder: one step is left at Tencent Cloud');
    const page = await desk.request('GET /d/{token}', { params: { token: letter?.token ?? '' } });
    expect([page.status, page.text.includes('data-code="')]).toEqual([200, true]);
    expect(page.text).toContain(phraseOf(letter?.token ?? '', 'en'));
    desk.provider.apply(desk.wish.customer.accountId);
    await desk.pass(DAY / 2);
    expect(desk.record(id).status).toBe('completed');
    await desk.pass(3 * DAY);
    expect(reminders()).toHaveLength(1);
  });

  test('has that reminder sent again by a person, where nobody knows whether it went', async () => {
    const { desk, id, mailed } = await setup({ applicationSeconds: 6 * DAY });
    await desk.sayYes();
    await desk.settle();
    await desk.pass(DAY - 60);
    desk.mailing.before = async () => {
      throw new Error('killed');
    };
    await desk.pass(120).catch(() => undefined);
    desk.mailing.before = async () => undefined;
    await desk.settle();
    await desk.pass(HOUR);
    expect(desk.letters).toHaveLength(1);
    expect((await desk.resend(`${id}.application_reminder.1.1`)).status).toBe(202);
    await desk.settle();
    expect(desk.letters).toHaveLength(2);
    expect(mailed()).toContain('application_reminder#1#1#2');
    expect(desk.told(id).slice(-2)).toEqual(['mail.resend_asked', 'mail.sent']);
  });
});
