/** The timeline events that somebody is told about; infra routes exactly these to the group `notices`. */
export const noticeEvents: readonly string[] = ['link_request.awaiting_customer.v1'];
