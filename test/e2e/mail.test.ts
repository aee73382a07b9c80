import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { mailKey } from '../../functions/notices/mail.ts';
import { readInbox } from '../../local/front/inbox.ts';
import { type Desk, expectOk, mailedLink, quickTerms, sharedDesk } from '../support/desk.ts';
import { killWorkers, mentions } from '../support/desk-faults.ts';
import { beatDueWork } from '../support/due-beat.ts';
import { patience } from '../support/patience.ts';
import { follow } from './follow.ts';
import { renew } from './rights/probe.ts';
import { sites } from './sites.ts';

let desk: Desk;

/** Customers are reminded ten seconds after they were asked, and written to again at once. */
const terms = {
  ...quickTerms,
  resend: { pauseSeconds: 1, most: 5 },
  reminders: { customerSecondsBefore: [quickTerms.windows.customerSeconds - 10] },
};

beforeAll(async () => {
  desk = await sharedDesk();
});
afterEach(() => desk.faults.reset());

const begin = () => follow(desk, sites['tencent-intl'](desk), terms);

/**
 * Says what SES says on AWS, by the topic of its configuration set: the local cloud sends mail and tells nothing of it.
 * No client of ours speaks to topics.
 */
async function tellOf(mail: Parameters<typeof mailKey>[0], event: object): Promise<void> {
  const messageId = await vi.waitUntil(
    async () => (await desk.tables.get('desk', mailKey(mail)))?.['providerId'],
    patience,
  );
  const body = new URLSearchParams({
    Action: 'Publish',
    Version: '2010-03-31',
    TopicArn: 'arn:aws:sns:us-east-1:000000000000:local-desk-mail',
    Message: JSON.stringify({ ...event, mail: { messageId } }),
  });
  const scope = `${new Date().toISOString().slice(0, 10).replaceAll('-', '')}/us-east-1/sns/aws4_request`;
  const authorization = `AWS4-HMAC-SHA256 Credential=test/${scope}, SignedHeaders=host, Signature=none`;
  const answer = await fetch(desk.cloud.engineUrl, { method: 'POST', body, headers: { authorization } });
  expect([answer.status, await answer.text()]).toEqual([200, expect.stringContaining('PublishResponse')]);
}

async function mailsTo(address: string): Promise<number> {
  return (await readInbox(desk.cloud.engineUrl)).filter(({ to }) => to.includes(address)).length;
}

describe('a mail whose worker was killed', () => {
  test('is unknown to everybody, shown as that, and goes when a person sends it again', async () => {
    const { request, requestId, customer, operator, until } = await begin();
    const sending = desk.faults.hold({ service: 'ses', operation: 'SendEmail', body: mentions(customer.email) });
    await request();
    await sending.arrived;
    await killWorkers(desk, 'notices');
    sending.cut();
    await until('awaiting_customer');
    await Promise.all([renew(desk, 'notices-read', 61), renew(desk, 'notices-write', 61)]);
    try {
      const { items } = (await expectOk(operator.listNotices({ query: { status: 'unknown' } }))).json;
      expect(items).toMatchObject([{ subject: requestId(), template: 'customer_question', status: 'unknown' }]);
      expect(await mailsTo(customer.email)).toBe(0);
      await expectOk(operator.resendNotice({ params: { noticeId: items[0]?.id ?? '' }, body: {} }));
      const page = await mailedLink(desk, customer.email);
      expect((await fetch(page)).status).toBe(200);
      expect((await expectOk(operator.listNotices({ query: { status: 'unknown' } }))).json.items).toEqual([]);
    } finally {
      await Promise.all([renew(desk, 'notices-read'), renew(desk, 'notices-write')]);
    }
  });
});

describe('R034: a mail that comes back', () => {
  test('turns the badge to "contact broken", and mending the contact clears it', async () => {
    const followed = await begin();
    const { request, requestId, operator, reseller, customer } = followed;
    const contact = async () => (await followed.look()).waitingOn?.contact;
    await request();
    const mail = { org: reseller.org, subject: requestId(), name: 'customer_question#1' };
    await tellOf(mail, { eventType: 'Bounce', bounce: { bounceType: 'Permanent' } });
    await vi.waitUntil(async () => (await contact()) === 'broken', patience);
    const { items } = (await expectOk(operator.listNotices({ query: { subject: requestId() } }))).json;
    expect(items[0]).toMatchObject({ template: 'customer_question', status: 'bounced' });
    expect(
      (await expectOk((await reseller.as('auditor')).listNotices({ query: { status: 'bounced' } }))).json.items,
    ).toHaveLength(1);
    const mended = { email: `second-${customer.email}`, language: 'en' as const };
    await expectOk(operator.changeContact({ params: { requestId: requestId() }, body: mended }));
    expect(await contact()).toBeUndefined();
    expect((await fetch(await mailedLink(desk, mended.email))).status).toBe(200);
  });
});

describe('R131: a reminder', () => {
  test('comes by due work, with a link of its own', async () => {
    const { request, customer, operator, requestId } = await begin();
    await request();
    const first = await mailedLink(desk, customer.email);
    const beat = beatDueWork(desk);
    await vi.waitUntil(async () => (await mailsTo(customer.email)) === 2, patience);
    await beat.end();
    expect(await mailedLink(desk, customer.email)).not.toBe(first);
    const { items } = (await expectOk(operator.listNotices({ query: { subject: requestId() } }))).json;
    expect(items.map(({ template }) => template)).toEqual(['customer_question', 'customer_reminder']);
  }, 120_000);
});
