/** Events of the bus that the notices group listens to. */
export const noticeEvents = [
  'link_request.awaiting_customer.v1',
  'link_request.resend_asked.v1',
  'link_request.contact_changed.v1',
] as const;
