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

/** Events that bring somebody outside a question of an unbind. */
export const unbindQuestionAsked = [
  'unbind.awaiting_distributor_review.v1',
  'unbind.awaiting_customer_confirmation.v1',
  'unbind.awaiting_card.v1',
  'unbind.reopened.v1',
  'unbind.contact_changed.v1',
];

/** Ends of an unbind of which the customer is told. */
export const unbindEnded = [
  'unbind.completed.v1',
  'unbind.cancelled.v1',
  'unbind.expired.v1',
  'unbind.rejected_by_customer.v1',
  'unbind.refused_by_reseller.v1',
];

/** Events that need a member, and for what. */
export const matterOfEvent: Readonly<Record<string, Matter>> = {
  'link_request.awaiting_second_person.v1': 'second_person',
  'link_request.awaiting_reseller_review.v1': 'review',
  'link_request.awaiting_operator.v1': 'invitation',
  'link_request.escalated.v1': 'escalated',
  [requestExpired]: 'expired',
  'unbind.awaiting_second_person.v1': 'second_person',
  'unbind.awaiting_review.v1': 'unbind_review',
  'unbind.awaiting_remedy.v1': 'unbind_blocked',
  'unbind.noted.v1': 'unbind_blocked',
  'unbind.awaiting_submission.v1': 'unbind_submission',
  'unbind.awaiting_review_entry.v1': 'unbind_entry',
  'unbind.awaiting_initiator.v1': 'unbind_confirmed',
  'unbind.awaiting_withdrawal.v1': 'unbind_withdrawal',
  'unbind.reopened.v1': 'unbind_reopened',
  'unbind.clock_noticed.v1': 'unbind_clock',
  'unbind.clock_escalated.v1': 'unbind_clock',
  'unbind.late_charge.v1': 'unbind_late_charge',
  'unbind.bill_unknown.v1': 'unbind_bill_unknown',
  'approved_action.unknown.v1': 'action_unknown',
  'unbind.escalated.v1': 'escalated',
  'unbind.rejected_by_distributor.v1': 'unbind_ended',
  'unbind.declined.v1': 'unbind_ended',
  'unbind.migrated_away.v1': 'unbind_ended',
  'unbind.failed.v1': 'unbind_ended',
  ...Object.fromEntries(unbindEnded.map((type) => [type, 'unbind_ended'] as const)),
  'partner_account.look_opened.v1': 'daily_look',
  'partner_account.look_missed.v1': 'daily_look',
  'rebate_sync.completed.v1': 'rebate_sync',
  'rebate_sync.failed.v1': 'rebate_sync',
  'rebate_sync.missed.v1': 'rebate_sync',
  'partner_account.rebates_open.v1': 'rebates_open',
  'mail.bounced.v1': 'contact_broken',
  'mail.complained.v1': 'contact_broken',
};

/** Events of the bus that the notices group listens to. */
export const noticeEvents: readonly string[] = [
  ...questionAsked,
  ...unbindQuestionAsked,
  billingDelayed,
  resendAsked,
  ...Object.keys(matterOfEvent),
];
