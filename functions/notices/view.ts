import * as z from 'zod';
import { Instant } from '../kernel/clock.ts';
import { type MailRecord, noticeId, noticeState, noticeStates, recipients, Template } from './mail.ts';

export const NoticeId = z
  .string()
  .max(200)
  .regex(/^[a-z]{1,12}_[0-9a-hjkmnp-tv-z]{26}(\.[a-z0-9_]{1,40}){1,5}$/, { error: 'the id of a notice' });

/** A mail as callers see it: what it was and what became of it; whom it went to by role, never by address. */
export const NoticeView = z.strictObject({
  id: NoticeId,
  subject: z.string().describe('id of the record that it is about'),
  template: Template.describe('what was mailed'),
  number: z.int().describe('which mail of that: the first, or one that was asked for again'),
  to: z.enum(recipients).describe('by role; the address is in the contact'),
  status: z
    .enum(noticeStates)
    .describe(
      '`sending`: a moment ago. `unknown`: it may have gone or not, and only a person has it sent again. `refused`: the mail service did not take it; it is tried again. `sent`: the mail service has it. `delivered`: the receiving server has it. `bounced`: it came back for good. `complained`: it was marked as unwanted.',
    ),
  begunAt: Instant.describe('when it was begun'),
  at: Instant.describe('when it became what it is'),
  language: z.enum(['en', 'zh-CN']).optional(),
  textVersion: z.int().optional().describe('the version of its words'),
  resentAt: Instant.optional().describe('when a person had it sent again'),
});
export type NoticeView = z.infer<typeof NoticeView>;

export function viewNotice(mail: MailRecord, now: Instant): NoticeView {
  const { subject, template, number, to, claimedAt: begunAt, at, text, resentAt } = mail;
  return {
    id: noticeId(mail),
    subject,
    template,
    number,
    to,
    status: noticeState(mail, now),
    begunAt,
    at,
    ...(text && { language: text.language, textVersion: text.version }),
    ...(resentAt && { resentAt }),
  };
}
