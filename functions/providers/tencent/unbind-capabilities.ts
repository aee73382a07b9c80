import type { UnbindCapabilities, UnbindConditionRow } from '../unbinding.ts';
import { byHand, call } from './capability-rows.ts';

const releaseNotes =
  'Tencent Cloud International, International Partners: Release Notes, October 2025, https://www.tencentcloud.com/document/product/1085/71835';

/** Where the guide's pages are; of most of them only their titles are known. */
const guideUrl = 'https://www.tencentcloud.com/document/product/1085';
const unbindPage = 'Unbind a Reseller Sub-Customer';

function condition(title: string, path: string, more: Partial<UnbindConditionRow> = {}): UnbindConditionRow {
  return { readBy: null, path, document: { title, url: guideUrl }, owner: 'reseller', mendedBy: null, ...more };
}

/** What the provider wants to be so before it lets a sub-customer go, and what of it the API tells. */
const conditions: UnbindCapabilities['conditions'] = {
  account_frozen: condition('Sub-customer Account Freeze and Recovery', 'Partner Center > Customer Management', {
    readBy: 'readCustomer',
    mendedBy: 'unfreeze',
  }),
  credit_negative: condition('Credit Allocation and Reclaim', 'Partner Center > Customer Management', {
    readBy: 'readCustomer',
    mendedBy: 'allocateCredit',
  }),
  uninterrupted_service: condition(
    'Configure Sub-customer Overdue Service Suspension Policy',
    'Partner Console > Customer Management > Operate: Service Suspension Policy',
  ),
  in_organization: condition(unbindPage, 'Unbind restriction conditions, 1: removal from the group', {
    owner: 'customer',
  }),
  in_savings_plan: condition(unbindPage, 'Unbind restriction conditions, 2: removal from the saving plan shared unit', {
    owner: 'customer',
  }),
  bills_unpaid: condition(unbindPage, 'Unbinding Notice: settling all overdue payments with the sub-customer', {
    readBy: 'readBill',
  }),
  discounts_active: condition(unbindPage, 'Unbinding Notice: deactivating all discounts of the sub-customer'),
};

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
  conditions,
  // Release notes: a review that is not completed within 10 calendar days is approved by the system.
  customerStartedDays: 10,
  // Taken for the zone of that clock: bills are made by it, and the release notes name none.
  zone: 'Asia/Shanghai',
  absenceHours: 24,
  // Bills may come late, how late is not stated: the running month's and the next one's close.
  lateBillPeriods: 2,
};
