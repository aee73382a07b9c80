import type { UnbindCapabilities, UnbindConditionRow } from '../unbinding.ts';
import { addressOf, byHand, call } from './capability-rows.ts';

const customers = { title: 'DescribeAgentAuditedClients', url: addressOf('DescribeAgentAuditedClients') };
const balances = { title: 'DescribeClientBalanceNew', url: addressOf('DescribeClientBalanceNew') };
const list = { title: 'DescribeUnbindClientList', url: addressOf('DescribeUnbindClientList') };

function condition(path: string, more: Partial<UnbindConditionRow> = {}): UnbindConditionRow {
  return { readBy: null, path, document: list, owner: 'reseller', mendedBy: null, ...more };
}

/** Where partners work; of its pages none is documented in public. */
const partnerConsole = 'the partner’s console';

/**
 * What should be so before a customer leaves, and what of it the API tells. What Tencent Cloud itself looks at on the
 * China site is not documented: a review that turns an application down names its reason in the console.
 */
const conditions: UnbindCapabilities['conditions'] = {
  account_frozen: condition(`${partnerConsole}: the customer; the site tells and lifts no freeze by a call`),
  credit_negative: condition('the customer’s own account balance: it pays in, or the partner transfers to it', {
    readBy: 'readCustomer',
    document: balances,
    owner: 'customer',
  }),
  uninterrupted_service: condition(
    `${partnerConsole}: the customer; that there is such a privilege here is not documented`,
  ),
  in_organization: condition('the customer’s own console: group accounts', { owner: 'customer' }),
  in_savings_plan: condition('the customer’s own console: savings plans and shared units', { owner: 'customer' }),
  // that something is overdue is told, and refuses; that nothing is, is not enough to go by
  bills_unpaid: condition(`${partnerConsole}: the customer’s bills; whether anything is overdue is told, no sum`, {
    document: customers,
  }),
  discounts_active: condition('the partner’s agreement with the customer, and what was granted to it in the console'),
};

const inList = `${partnerConsole}: unbinding of customers`;

/** How a customer leaves its partner at the China site: asked for in consoles, and told by the API from then on. */
export const unbind: UnbindCapabilities = {
  steps: {
    submission: byHand(`${inList}; by whom and from which page it is asked for is not documented`),
    distributor_review: byHand(
      'outside the console: no page is documented by which a distributor reviews what a partner below it asks for',
      { tiers: ['distributor'] },
    ),
    customer_confirmation: byHand(
      'the customer’s own console and messages; that the customer is asked is not documented',
      { actor: 'customer' },
    ),
    card_binding: byHand('the customer’s own means of payment; that one is asked for is not documented', {
      actor: 'customer',
    }),
    completion: call('DescribeUnbindClientList', {
      actor: 'provider',
      actions: ['DescribeUnbindClientList', 'DescribeAgentAuditedClients'],
      note: 'the record says unbound (Status 1); the account is missing from the customers from then on',
    }),
    withdrawal: byHand(`${inList}; a record may say revoked, by which page is not documented`),
    customer_started: byHand(`${inList}; whether a customer can start it is not documented, nor told by the list`),
  },
  conditions,
  // nothing says that the provider decides by itself
  customerStartedDays: null,
  zone: 'Asia/Shanghai',
  absenceHours: 24,
  // Bills may come late, how late is not stated: the running month's and the next one's close.
  lateBillPeriods: 2,
};
