import * as z from 'zod';
import { PageQuery } from '../kernel/paging.ts';
import { operations } from '../platform/contract.ts';
import * as examples from './examples.ts';
import { noticesPublic } from './members/contract.ts';
import { NoticeId, NoticeView } from './view.ts';

const mayRead = ['operator', 'follow-up', 'auditor', 'admin'] as const;
const mayResend = ['operator', 'follow-up'] as const;

/** What was mailed, and what became of it. */
export const noticesRead = operations({
  listNotices: {
    route: 'GET /v1/notices',
    group: 'notices-read',
    access: mayRead,
    summary: 'List mails: those of a record, or those that reached nobody',
    description:
      'With a subject: all mails about that record, by name. Without: the mails of your organisation that nobody is known to have received and that were not sent again, newest first. A list without a subject is a moment behind.',
    query: PageQuery.extend({
      subject: z
        .string()
        .regex(/^[a-z]{1,12}_[0-9a-z]{26}$/, { error: 'the id of a record' })
        .optional()
        .describe('id of a link request or a link'),
      status: z.enum(['unknown', 'refused', 'bounced', 'complained']).optional().describe('only those'),
    }),
    answers: {
      200: {
        description: 'One page',
        json: z.strictObject({
          items: z.array(NoticeView),
          next: z.string().optional().describe('cursor of the next page'),
        }),
        example: { items: [examples.notice] },
      },
    },
    problems: [],
  },
});

export const noticesWrite = operations({
  resendNotice: {
    route: 'POST /v1/notices/{noticeId}/resend',
    group: 'notices-write',
    access: mayResend,
    summary: 'Send a mail again of which nobody knows whether it went, or that came back',
    description:
      'A question goes with a fresh link, as one more mail of that question, and its reminders as well. Not sooner after the last mail than your policy allows, and only while there is something to write about.',
    params: z.object({ noticeId: NoticeId }),
    body: z.strictObject({}).meta({ examples: [{}] }),
    answers: {
      202: {
        description: 'Being sent again; this is the mail that it replaces',
        json: z.strictObject({ notice: NoticeView }),
        example: { notice: examples.sentAgain },
      },
    },
    problems: [
      'not_found',
      'not_allowed_now',
      'resend_too_soon',
      'resend_used_up',
      'idempotency_key_missing',
      'idempotency_key_reused',
    ],
    idempotent: true,
  },
});

/** All operations of this slice. */
export const noticeOperations = { ...noticesRead, ...noticesWrite, ...noticesPublic };
