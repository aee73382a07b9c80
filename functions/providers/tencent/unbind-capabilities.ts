import type { UnbindCapabilities } from '../unbinding.ts';
import { byHand, call } from './capability-rows.ts';

const releaseNotes =
  'Tencent Cloud International, International Partners: Release Notes, October 2025, https://www.tencentcloud.com/document/product/1085/71835';

/** How a sub-customer leaves its reseller at the international site: in consoles, and seen by the API as an absence. */
export const unbind: UnbindCapabilities = {
  steps: {
    submission: byHand('root account: Partner Center > Customer Management > More > Unbind Reselling Relationship'),
    distributor_review: byHand(
      'Partner Center of the distributor > Customer Management; only where a second-level reseller has the customer',
      { tiers: ['distributor'] },
    ),
    customer_confirmation: byHand('Expense Center > Account Information > Confirm Unbinding or Reject Unbinding', {
      actor: 'customer',
    }),
    card_binding: byHand(
      'as prompted after the confirmation; left out where a card is bound and details are complete',
      {
        actor: 'customer',
      },
    ),
    completion: call('QueryCustomersCredit', {
      mode: 'indirect',
      actor: 'provider',
      actions: ['QueryCustomersCredit', 'DescribeCustomerInfo'],
      note: 'the account is missing from the customers; absence alone may also be a migration to another reseller',
    }),
    withdrawal: byHand(
      'Partner Center > Customer Management > Unbinding Customers; that it can be done is not documented',
    ),
    customer_started: byHand(
      'Partner Center > Customer Management > Unbinding Customers: review what a customer started under Expense Center > Account Information > Unbind Reseller',
      { document: releaseNotes },
    ),
  },
  // Release notes: a review that is not completed within 10 calendar days is approved by the system.
  customerStartedDays: 10,
  // Taken for the zone of that clock: bills are made by it, and the release notes name none.
  zone: 'Asia/Shanghai',
  absenceHours: 24,
  // Bills may come late, how late is not stated: the running month's and the next one's close.
  lateBillPeriods: 2,
};
