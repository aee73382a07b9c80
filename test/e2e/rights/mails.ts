import { vi } from 'vitest';
import { newId } from '../../../functions/kernel/ids.ts';
import { readStored } from '../../../functions/kernel/stored.ts';
import { mailKey, mailShape } from '../../../functions/notices/mail.ts';
import { windowOf } from '../../../functions/notices/members/member-notice.ts';
import { readPerson } from '../../../functions/parties/member.ts';
import type { Desk } from '../../support/desk.ts';
import { expectOk, foundReseller, mailedLink, quickTerms, type Reseller } from '../../support/desk.ts';
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

/** Brings an approver the one mail of a window, and answers where its link leads. */
async function told({ desk }: Bench): Promise<string> {
  const reseller = await eagerReseller(desk);
  const { member } = (await expectOk((await reseller.as('approver')).readMe())).json;
  const scope = { access: 'manage', because: 'we set its spending limit' };
  const { requestId: subject } = await brought({ desk, reseller }, 'asked', { scope });
  const { org } = reseller;
  const occurredAt = new Date().toISOString();
  const type = 'link_request.awaiting_second_person.v1';
  const detail = { id: newId('timelineEntry'), org, subject, type, occurredAt, data: {} };
  await hand(desk, 'notices', { 'detail-type': type, detail });
  const id = `${member}#${windowOf(occurredAt, quickTerms.notices.digestSeconds)}`;
  await hand(desk, 'notices', { kind: 'notice.digest', org, id, at: occurredAt });
  const person = await readPerson(desk.tables, org, member);
  if (!person) throw new Error(`nobody knows ${member}`);
  return mailedLink(desk, person.email, 'n');
}

const form = { 'content-type': 'application/x-www-form-urlencoded' };

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
  { group: 'notices', does: 'tells members, having looked who is needed', act: told },
  {
    group: 'notices-public',
    does: 'shows a member what needs somebody, and takes that they take care of it',
    act: async (bench) => {
      const page = await told(bench);
      for (const init of [{}, { method: 'POST', headers: form, body: '' }]) {
        const { status } = await fetch(page, init);
        if (status !== 200) throw new Error(`the page answers ${status}`);
      }
    },
  },
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
      await vi.waitUntil(async () => (await again()).ok, { timeout: 15_000, interval: 300 });
    },
  },
];
