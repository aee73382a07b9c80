import * as z from 'zod';
import { Instant } from '../kernel/clock.ts';
import { storedShape, toStored } from '../kernel/stored.ts';
import { isNew, type Key, type WriteIntent } from '../kernel/write.ts';

/**
 * One mail to one person. Claimed before it is sent, because sending is not idempotent: a worker that dies in between
 * leaves `claimed`, which means that nobody knows, and such a mail is sent again by a person only.
 */
export const MailRecord = z.object({
  org: z.string(),
  subject: z.string(),
  /** Template and what it is about: `customer_question#1`. */
  name: z.string(),
  status: z.enum(['claimed', 'sent']),
  claimedAt: Instant,
  sentAt: Instant.optional(),
  providerId: z.string().optional(),
});
export type MailRecord = z.infer<typeof MailRecord>;

export const mailShape = storedShape({ name: 'mail', version: 1, schema: MailRecord, upcasts: {} });

export function mailKey({ org, subject, name }: Pick<MailRecord, 'org' | 'subject' | 'name'>): Key {
  return { pk: `ORG#${org}#${subject}`, sk: `MAIL#${name}` };
}

export function claimMail(mail: Pick<MailRecord, 'org' | 'subject' | 'name'>, at: Instant): WriteIntent {
  const record = { ...mail, status: 'claimed', claimedAt: at } as const;
  return {
    op: 'put',
    table: 'desk',
    key: mailKey(mail),
    fields: toStored(mailShape, record),
    expect: isNew,
    refusal: 'lock',
  };
}

export function noteSent(
  mail: Pick<MailRecord, 'org' | 'subject' | 'name'>,
  at: Instant,
  providerId: string,
): WriteIntent {
  const set = { status: 'sent', sentAt: at, providerId };
  return {
    op: 'update',
    table: 'desk',
    key: mailKey(mail),
    set,
    expect: [{ status: { eq: 'claimed' } }],
    refusal: 'version',
  };
}
