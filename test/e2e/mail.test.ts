import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { readInbox } from '../../local/front/inbox.ts';
import { type Desk, expectOk, mailedLink, quickTerms, sharedDesk } from '../support/desk.ts';
import { killWorkers, mentions } from '../support/desk-faults.ts';
import { beatDueWork } from '../support/due-beat.ts';
import { follow } from './follow.ts';
import { renew } from './rights/probe.ts';
import { sites } from './sites.ts';

let desk: Desk;

/** Customers are reminded ten seconds after they were asked, and written to again at once. */
const terms = {
  ...quickTerms,
  resend: { pauseSeconds: 1, most: 5 },
  reminders: { customerSecondsBefore: [quickTerms.windows.customerSeconds - 10] },
  notices: { digestSeconds: 0 },
};

beforeAll(async () => {
  desk = await sharedDesk();
  await tellBounces(desk);
});
afterEach(() => desk.faults.reset());

const begin = () => follow(desk, sites['tencent-intl'](desk), terms);

/**
 * The local cloud tells what became of a mail by an identity's notifications only, where AWS has the configuration set;
 * they have the same bodies. No client of ours speaks this older API of SES.
 */
async function tellBounces({ cloud }: Desk): Promise<void> {
  const set = new URLSearchParams({
    Action: 'SetIdentityNotificationTopic',
    Version: '2010-12-01',
    Identity: 'reseller-desk.example',
    SnsTopic: 'arn:aws:sns:us-east-1:000000000000:local-desk-mail',
  });
  for (const kind of ['Bounce', 'Complaint', 'Delivery']) {
    set.set('NotificationType', kind);
    const scope = `${new Date().toISOString().slice(0, 10).replaceAll('-', '')}/us-east-1/ses/aws4_request`;
    const authorization = `AWS4-HMAC-SHA256 Credential=test/${scope}, SignedHeaders=host, Signature=none`;
    const answer = await fetch(cloud.engineUrl, { method: 'POST', body: set, headers: { authorization } });
    expect([answer.status, await answer.text()]).toEqual([200, expect.stringContaining('Response')]);
  }
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
  test('turns the badge to "contact broken", tells the owner, and mending the contact clears it', async () => {
    const followed = await begin();
    const { request, requestId, operator, reseller, customer } = followed;
    const contact = async () => (await followed.look()).waitingOn?.contact;
    const email = `bounce+${Date.now()}@simulator.amazonses.com`;
    await request({ contact: { email, language: 'en' } });
    await vi.waitUntil(async () => (await contact()) === 'broken', { timeout: 30_000, interval: 250 });
    const { items } = (await expectOk(operator.listNotices({ query: { subject: requestId() } }))).json;
    expect(items).toMatchObject([{ status: 'bounced' }]);
    expect(
      (await expectOk((await reseller.as('auditor')).listNotices({ query: { status: 'bounced' } }))).json.items,
    ).toHaveLength(1);
    const mended = { email: customer.email, language: 'en' as const };
    await expectOk(operator.changeContact({ params: { requestId: requestId() }, body: mended }));
    expect(await contact()).toBeUndefined();
    expect((await fetch(await mailedLink(desk, customer.email))).status).toBe(200);
  });
});

describe('R131: a reminder', () => {
  test('comes by due work, with a link of its own', async () => {
    const { request, customer, operator, requestId } = await begin();
    await request();
    const first = await mailedLink(desk, customer.email);
    const beat = beatDueWork(desk);
    await vi.waitUntil(async () => (await mailsTo(customer.email)) === 2, { timeout: 60_000, interval: 500 });
    await beat.end();
    expect(await mailedLink(desk, customer.email)).not.toBe(first);
    const { items } = (await expectOk(operator.listNotices({ query: { subject: requestId() } }))).json;
    expect(items.map(({ template }) => template)).toEqual(['customer_question', 'customer_reminder']);
  }, 120_000);
});
