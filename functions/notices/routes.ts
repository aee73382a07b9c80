/** A link whose billing the provider does not show yet. */
export const billingDelayed = 'link.billing_delayed.v1';

/** Events of the bus that the notices group listens to. */
export const noticeEvents = [
  'link_request.awaiting_customer.v1',
  'link_request.resend_asked.v1',
  'link_request.contact_changed.v1',
  billingDelayed,
] as const;
