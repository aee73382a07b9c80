/** A link whose billing the provider does not show yet. */
export const billingDelayed = 'link.billing_delayed.v1';

/** A mail that a person wants sent again. */
export const resendAsked = 'mail.resend_asked.v1';

/** Events that bring a customer its question. */
export const questionAsked = [
  'link_request.awaiting_customer.v1',
  'link_request.resend_asked.v1',
  'link_request.contact_changed.v1',
] as const;

/** Events of the bus that the notices group listens to. */
export const noticeEvents = [...questionAsked, billingDelayed, resendAsked] as const;
