import type { Matter } from './members/matter.ts';

/** A link whose billing the provider does not show yet. */
export const billingDelayed = 'link.billing_delayed.v1';

/** A mail that a person wants sent again. */
export const resendAsked = 'mail.resend_asked.v1';

/** A request that ended because its time was over. */
export const requestExpired = 'link_request.expired.v1';

/** Events that bring a customer its question. */
const questionAsked = [
  'link_request.awaiting_customer.v1',
  'link_request.resend_asked.v1',
  'link_request.contact_changed.v1',
];

/** Events that need a member, and for what. */
export const matterOfEvent: Readonly<Record<string, Matter>> = {
  'link_request.awaiting_second_person.v1': 'second_person',
  'link_request.awaiting_reseller_review.v1': 'review',
  'link_request.escalated.v1': 'escalated',
  [requestExpired]: 'expired',
  'mail.bounced.v1': 'contact_broken',
  'mail.complained.v1': 'contact_broken',
};

/** Events of the bus that the notices group listens to. */
export const noticeEvents: readonly string[] = [
  ...questionAsked,
  billingDelayed,
  resendAsked,
  ...Object.keys(matterOfEvent),
];
