import type { UnbindCapabilities, UnbindConditionRow } from '../unbinding.ts';
import { byHand, call, guideAt, none } from './capability-rows.ts';

const associations = { title: 'Managing Customer Association Relationships', url: guideAt('Diss_0000712') };

/** Where the provider itself looks before it takes a request: a failed check names what is in the way. */
const accountCheck = 'Partner Center > Sales > Customers > Customer Management > More > Disassociate: account check';

function condition(path: string, more: Partial<UnbindConditionRow> = {}): UnbindConditionRow {
  return { readBy: null, path, document: associations, owner: 'reseller', mendedBy: null, ...more };
}

/**
 * What the provider's account check looks at, and what of it the API tells: the freeze alone. What it does not look at is
 * still asked here where the parties have to settle it between them. That services could go on unpaid by a privilege is
 * not documented, and neither savings plans nor groups stand in the way as such: only what follows of them does.
 */
const conditions: UnbindCapabilities['conditions'] = {
  account_frozen: condition(
    'Partner Center > Sales > Customers > Customer Management > Unfreeze Account: a freeze by hand ends before the request',
    { readBy: 'readCustomer', mendedBy: 'unfreeze' },
  ),
  // UpdateSubCustomerBudget sets an amount, where the port's allocation adds to one
  credit_negative: condition(
    'Partner Center > Sales > Customers > Customer Management > Set Monthly Budget; the account check does not name it',
    { readBy: 'readCustomer' },
  ),
  independent_members: condition(
    `${accountCheck}; an enterprise master account with independent accounting members can not leave: the customer ends that in its own Enterprise Center`,
    { owner: 'customer' },
  ),
  reserved_instances: condition(`${accountCheck}; a valid reserved instance has to end first`, { owner: 'customer' }),
  support_plan: condition(
    `${accountCheck}; partner support plans and service support plans, also those of unified accounting members, have to end first`,
    { owner: 'customer' },
  ),
  bills_unpaid: condition(
    'Partner Center > Sales > Bills, and between the parties: no action tells what a customer owes, and the account check does not name it',
  ),
  discounts_active: condition('the partner’s agreement with the customer; the account check does not name it'),
  orders_pending: condition(
    'Partner Center > Sales > Orders: those that wait for payment or confirmation; the account check does not name them',
  ),
  currency_open: condition(
    'between the parties: the partner is billed in US dollars, and in which currency the customer is billed afterwards no page says; the account check does not name it',
  ),
  requests_used_up: condition(
    'Partner Center > Sales > Customers > Customer Management > Manage Association Records: each side has three requests within three months, a service ticket opens more',
  ),
};

/** How a customer leaves its partner at the international site: in consoles, and seen by the API as an absence. */
export const unbind: UnbindCapabilities = {
  steps: {
    submission: byHand(
      `the partner’s administrator: ${accountCheck}, then a reason, and a verification code where that is switched on; three requests within three months`,
    ),
    distributor_review: byHand(
      'outside the console: the distributor itself disassociates its reseller’s customers; no page is documented by which it reviews a request of theirs',
      { tiers: ['distributor'] },
    ),
    customer_confirmation: byHand('the customer: My Account > My Partner, approve or reject', { actor: 'customer' }),
    card_binding: none('no step of this kind is documented', associations.title),
    completion: call('ListSubCustomers', {
      mode: 'indirect',
      actor: 'provider',
      actions: ['ListSubCustomers', 'ListSubCustomerBudgetRecords'],
      note: 'the account is missing from the customers; where its budget records can still be read, the end of the budget is among them',
    }),
    withdrawal: byHand(
      'Partner Center > Sales > Customers > Customer Management > Manage Association Records; that a request can be taken back is not documented',
    ),
    customer_started: byHand(
      'the partner’s administrator: Partner Center > Sales > Customers > Customer Management > Manage Association Records, approve or reject',
    ),
  },
  conditions,
  // nothing says that the provider decides by itself
  customerStartedDays: null,
  // bills are made by it
  zone: 'Asia/Shanghai',
  absenceHours: 24,
  // Bills may come late, how late is not stated: the running month's and the next one's close.
  lateBillPeriods: 2,
};
