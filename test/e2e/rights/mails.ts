import { vi } from 'vitest';
import { readStored } from '../../../functions/kernel/stored.ts';
import { mailKey, mailShape } from '../../../functions/notices/mail.ts';
import type { Desk } from '../../support/desk.ts';
import { expectOk, foundReseller, quickTerms, type Reseller } from '../../support/desk.ts';
import { type Bench, hand, type Probe } from './probe.ts';
import { brought, mailed, questionOf } from './requests.ts';

const resellers = new WeakMap<Desk, Promise<Reseller>>();

/** A reseller that may write to its customers every second, and reminds them at once. */
function eagerReseller(desk: Desk): Promise<Reseller> {
  const terms = {
    ...quickTerms,
    resend: { pauseSeconds: 1, most: 50 },
    reminders: { customerSecondsBefore: [quickTerms.windows.customerSeconds - 1] },
  };
  const known = resellers.get(desk) ?? foundReseller(desk, terms);
  resellers.set(desk, known);
  return known;
}

/** A request whose customer was mailed, and what SES calls that mail. */
async function written({ desk }: Bench) {
  const request = await brought({ desk, reseller: await eagerReseller(desk) }, 'asked');
  await mailed(request);
  const key = { org: request.reseller.org, subject: request.requestId, name: 'customer_question#1' };
  const item = await desk.tables.get('desk', mailKey(key));
  const messageId = item && readStored(mailShape, item).providerId;
  if (messageId === undefined) throw new Error('nobody noted the mail');
  return { request, messageId, noticeId: `${request.requestId}.customer_question.1` };
}

async function bounced(bench: Bench) {
  const mail = await written(bench);
  const event = { eventType: 'Bounce', mail: { messageId: mail.messageId }, bounce: { bounceType: 'Permanent' } };
  await hand(bench.desk, 'notices', event);
  return mail;
}

/** What is mailed, what becomes of it, and what people see and do of it. */
export const mailProbes: readonly Probe[] = [
  { group: 'notices', does: 'mails the question and notes that it went', act: written },
  {
    group: 'notices',
    does: 'reminds of a question, having looked what was mailed before',
    act: async (bench) => {
      const { request } = await written(bench);
      const { org, subject, kind, round } = questionOf(request);
      const item = { kind: 'notice.remind', org, id: `${subject}#${kind}#${round}#1`, at: new Date().toISOString() };
      await hand(bench.desk, 'notices', item);
    },
  },
  { group: 'notices', does: 'takes in that a mail came back', act: bounced },
  {
    group: 'notices-read',
    does: 'lists the mails of a record, and those that reached nobody',
    act: async (bench) => {
      const { request } = await bounced(bench);
      const follower = await request.reseller.as('follow-up');
      const { items } = (await expectOk(follower.listNotices({ query: { subject: request.requestId } }))).json;
      if (items[0]?.status !== 'bounced') throw new Error('the mail is not told as one that came back');
      await expectOk(follower.listNotices({ query: { status: 'bounced' } }));
    },
  },
  {
    group: 'notices-write',
    does: 'has a mail sent again that came back',
    act: async (bench) => {
      const { request, noticeId } = await bounced(bench);
      const follower = await request.reseller.as('follow-up');
      const again = () => follower.resendNotice({ params: { noticeId }, body: {} });
      // the policy's pause of a second
      await vi.waitUntil(async () => (await again()).ok, { timeout: 5_000, interval: 300 });
    },
  },
];
