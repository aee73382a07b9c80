/** Answers as the API reference shows them. */

const subject = 'lreq_01k9x3m6f2e8ts5c0v9w1y3z5a';

export const notice = {
  id: `${subject}.customer_question.1`,
  subject,
  template: 'customer_question',
  number: 1,
  to: 'customer',
  status: 'bounced',
  begunAt: '2026-11-21T02:14:09.204Z',
  at: '2026-11-21T02:14:12.870Z',
  language: 'en',
  textVersion: 2,
} as const;

export const sentAgain = { ...notice, resentAt: '2026-11-21T03:40:00.118Z' } as const;
