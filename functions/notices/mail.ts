import * as z from 'zod';
import { Instant, plusSeconds } from '../kernel/clock.ts';
import { storedShape, toStored } from '../kernel/stored.ts';
import type { Expectation, Fields, Key, WriteIntent } from '../kernel/write.ts';

/** What is mailed. Each has its texts in `texts.ts`. */
export const templates = [
  'customer_question',
  'customer_reminder',
  'application_reminder',
  'billing_delay',
  'request_expired',
  'customer_view',
  'unbind_question',
  'unbind_reminder',
  'unbind_end',
  'member_digest',
] as const;
export const Template = z.enum(templates);
export type Template = z.infer<typeof Template>;

/**
 * Names one mail: the record that it is about, the template, what tells it from others of that template (a round, a
 * step), and which mail of that it is: the first, or one that was asked for again.
 */
export const MailRef = z.object({
  org: z.string(),
  subject: z.string(),
  template: Template,
  about: z.array(z.string()).readonly(),
  number: z.int().positive(),
});
export type MailRef = z.infer<typeof MailRef>;

/** `claimed` was begun; `refused` did not go, by the mail service's own word; the rest is what became of it. */
export const mailStatuses = ['claimed', 'refused', 'sent', 'delivered', 'bounced', 'complained'] as const;

/** Whom a mail goes to, by role: the address stands in the private table only. */
export const recipients = ['customer', 'distributor', 'member'] as const;

/**
 * One mail to one person. Claimed before it is sent, because sending is not idempotent: a worker that dies in between
 * leaves `claimed`, which means that nobody knows, and such a mail is sent again by a person only.
 */
export const MailRecord = MailRef.extend({
  /** Template and what it is about: `customer_question#1`. */
  name: z.string(),
  to: z.enum(recipients),
  status: z.enum(mailStatuses),
  claimedAt: Instant,
  /** When it became what it is now. */
  at: Instant,
  sentAt: Instant.optional(),
  /** The mail service's own id. */
  providerId: z.string().optional(),
  /** Which contact of the record it went to; a bounce of an earlier one says nothing of the one there is now. */
  generation: z.int().positive().optional(),
  /** The words that went: their version, and in which language. Absent in mails of before they were counted. */
  text: z.object({ version: z.int().positive(), language: z.enum(['en', 'zh-CN']) }).optional(),
  /** When a person had it sent again. */
  resentAt: Instant.optional(),
});
export type MailRecord = z.infer<typeof MailRecord>;

export const mailShape = storedShape({
  name: 'mail',
  version: 3,
  schema: MailRecord,
  // The mails of unbinds, and those to distributors, came with version 3.
  upcasts: { 1: withRef, 2: (old) => old },
});

/** Version 1 had the name only: `customer_question#<round>`, with the number from the second one on, or `billing_delay`. */
function withRef(old: Fields): Fields {
  const [template, round, number = '1'] = String(old['name']).split('#');
  const about = round === undefined ? [] : [round];
  const at = old['sentAt'] ?? old['claimedAt'];
  return { ...old, template, about, number: Number(number), to: 'customer', at };
}

export function mailName({ template, about, number }: Pick<MailRef, 'template' | 'about' | 'number'>): string {
  return [template, ...about, ...(number === 1 ? [] : [number])].join('#');
}

export function mailKey({ org, subject, name }: Pick<MailRecord, 'org' | 'subject' | 'name'>): Key {
  return { pk: `ORG#${org}#${subject}`, sk: `MAIL#${name}` };
}

/** Names a mail to people, and in paths: `lreq_….customer_question.1`. */
export function noticeId({ subject, name }: Pick<MailRecord, 'subject' | 'name'>): string {
  return [subject, ...name.split('#')].join('.');
}

export function keyOfNotice(org: string, id: string): Key {
  const [subject = '', ...name] = id.split('.');
  return mailKey({ org, subject, name: name.join('#') });
}

/** Where mails stand that have not reached anybody, as far as we know; the others are in no list but their record's. */
export function undelivered({
  org,
  subject,
  name,
  claimedAt,
}: Pick<MailRecord, 'org' | 'subject' | 'name' | 'claimedAt'>) {
  return { listPk: undeliveredOf(org), listSk: `${claimedAt}#${subject}#${name}` };
}

export function undeliveredOf(org: string): string {
  return `ORG#${org}#NOTICES`;
}

/** What is known of a mail before it is begun. */
export type NewMail = MailRef & Pick<MailRecord, 'to' | 'generation' | 'text'>;

/** Refused where the mail was begun before; one that the mail service would not take may be begun again. */
export function claimMail(mail: NewMail, at: Instant): WriteIntent {
  const name = mailName(mail);
  const record: MailRecord = { ...mail, name, status: 'claimed', claimedAt: at, at };
  return {
    op: 'put',
    table: 'desk',
    key: mailKey(record),
    fields: { ...toStored(mailShape, record), ...undelivered(record) },
    expect: [{ pk: { absent: true } }, { status: { eq: 'refused' } }],
    refusal: 'lock',
  };
}

export function noteSent(mail: NewMail, at: Instant, providerId: string): WriteIntent {
  const set = { status: 'sent', at, sentAt: at, providerId };
  return { ...changed(mail, set, [{ status: { eq: 'claimed' } }]), remove: ['listPk', 'listSk'] };
}

/** The mail service has said that it did not take it, so it may be begun again. */
export function noteRefused(mail: NewMail, at: Instant): WriteIntent {
  return changed(mail, { status: 'refused', at }, [{ status: { eq: 'claimed' } }]);
}

/** A mail that a person had sent again needs nobody any more. */
export function noteResent(mail: MailRecord, at: Instant): WriteIntent {
  const expect = [{ status: { eq: mail.status }, resentAt: { absent: true } }] as const;
  return { ...changed(mail, { resentAt: at }, expect), remove: ['listPk', 'listSk'], refusal: 'version' };
}

/** What the mail service tells of a mail later on; those that reached nobody are listed again. */
export function noteFate(mail: MailRecord, status: 'delivered' | 'bounced' | 'complained', at: Instant): WriteIntent {
  const listed = status === 'delivered' ? {} : undelivered(mail);
  return { ...changed(mail, { status, at, ...listed }, [{ status: { eq: mail.status } }]), refusal: 'version' };
}

function changed(mail: MailRef, set: Fields, expect: Expectation) {
  const key = mailKey({ ...mail, name: mailName(mail) });
  return { op: 'update', table: 'desk', key, set, expect, refusal: 'lock' } as const;
}

/**
 * How long the function that sends may take, in seconds; after that, what is still `claimed` is known to nobody. A mail
 * takes a second or two. What a dying worker had in hand is looked at again after six times as long.
 */
export const SENDING_SECONDS = 20;

/** What people see of a mail: `unknown` may have gone or not, and only a person may have it sent again. */
export const noticeStates = ['sending', 'unknown', 'refused', 'sent', 'delivered', 'bounced', 'complained'] as const;
export type NoticeState = (typeof noticeStates)[number];

export function noticeState(
  { status, claimedAt }: Pick<MailRecord, 'status' | 'claimedAt'>,
  now: Instant,
): NoticeState {
  if (status !== 'claimed') return status;
  return now < plusSeconds(claimedAt, SENDING_SECONDS) ? 'sending' : 'unknown';
}
