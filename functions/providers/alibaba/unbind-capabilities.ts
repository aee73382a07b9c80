import type { UnbindCapabilities, UnbindConditionRow } from '../unbinding.ts';
import { byHand, call, helpAt } from './capability-rows.ts';

const uidManagement = { title: 'UID Management', url: helpAt('uidmanagement') };
const shutdownPolicies = { title: 'Shutdown-delay Privilege', url: helpAt('shutdowndelayprivilege') };

function condition(path: string, more: Partial<UnbindConditionRow> = {}): UnbindConditionRow {
  return { readBy: null, path, document: uidManagement, owner: 'reseller', mendedBy: null, ...more };
}

/**
 * What should be so before a customer leaves, and what of it the API tells. Which of it Alibaba Cloud itself enforces is
 * not documented: a termination that it refuses names its reason in the console.
 */
const conditions: UnbindCapabilities['conditions'] = {
  account_frozen: condition(
    'ACPN > Customer Center > UID Management > Manage > Shutdown Policy Management: PAYG status',
    {
      readBy: 'readCustomer',
      mendedBy: 'unfreeze',
    },
  ),
  // SetCreditLine sets an amount, where the port's allocation adds to one
  credit_negative: condition('ACPN > Customer Center > UID Management > Manage > Quota Management', {
    readBy: 'readCustomer',
  }),
  uninterrupted_service: condition(
    'ACPN > Customer Center > UID Management > Manage > Shutdown Policy Management: shutdown policy',
    { readBy: 'readCustomer', document: shutdownPolicies },
  ),
  in_organization: condition('the customer’s own Expenses and Costs > finance management of member accounts', {
    owner: 'customer',
  }),
  in_savings_plan: condition('the customer’s own Expenses and Costs > savings plans: sharing', { owner: 'customer' }),
  bills_unpaid: condition('ACPN > Customer Center > UID Management > Manage > Quota Management: consumed values'),
  discounts_active: condition('the partner’s contract and the customer’s offers: ask the channel manager'),
  orders_pending: condition('the customer’s own Expenses and Costs > orders: those that wait for payment', {
    owner: 'customer',
  }),
};

const terminationOf = 'ACPN > Customer Center > UID Management > Manage > Basic Information: Account Status';

/** How a customer leaves its reseller at the international site: in consoles, and seen by the API as an absence. */
export const unbind: UnbindCapabilities = {
  steps: {
    submission: byHand(
      `${terminationOf}, where the termination of the distribution relationship is started; where exactly is not documented`,
    ),
    distributor_review: byHand(
      'outside the console: no action and no page is documented by which a distributor reviews a second-level reseller’s',
      { tiers: ['distributor'] },
    ),
    customer_confirmation: byHand(
      `${terminationOf} says To Be Confirmed until the customer has answered in its console`,
      {
        actor: 'customer',
      },
    ),
    card_binding: byHand(
      'the customer’s own Expenses and Costs > payment methods; whether it is asked for is not documented',
      {
        actor: 'customer',
      },
    ),
    completion: call('GetAccountInfo', {
      mode: 'indirect',
      actor: 'provider',
      note: 'the account is missing from the customers, or its UID answers 3029; absence alone tells no reason',
    }),
    withdrawal: byHand(`${terminationOf}; that a termination can be taken back is not documented`),
    customer_started: byHand(`${terminationOf}; whether a customer can start it is not documented`),
  },
  conditions,
  // nothing says that the provider decides by itself
  customerStartedDays: null,
  // stated for operation records and orders
  zone: 'Asia/Shanghai',
  absenceHours: 24,
  // Bills may come late, how late is not stated: the running month's and the next one's close.
  lateBillPeriods: 2,
};
