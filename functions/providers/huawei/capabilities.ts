import type { SiteCapabilities } from '../provider.ts';
import { byHand, call, guideAt, none } from './capability-rows.ts';
import { idPattern } from './formats.ts';
import { rebates } from './rebate-capabilities.ts';
import { unbind } from './unbind-capabilities.ts';

/** Where an invitation is made and its state is shown; of an invitation the API knows nothing. */
const invitations =
  'Partner Center > Sales > Customers: pre-register the customer, then an e-mail, a link or a QR code';
const inviting = {
  document: `Huawei Cloud International, Partner Center user guide: Associating with Customers, ${guideAt('dp_050201')}`,
};

/** The longest budget that is surely within the site's: 999999999.99. */
const BUDGET_LENGTH = 12;

/**
 * What the international site of Huawei Cloud can do, as its public documents say. 10 requests a second by source
 * address, operation and partner; keys are those of solution providers and distributors.
 */
export const huaweiIntl: SiteCapabilities = {
  provider: 'huawei',
  adapter: 'huawei',
  methods: {
    readPartnerAccount: call('ShowPartnerConsumptionQuota', {
      actions: ['ShowPartnerConsumptionQuota', 'ListIndirectPartners'],
      note: 'whoever has resellers is a distributor; countries are not told',
    }),
    checkIdentifier: call('CheckUserIdentity', {
      note: 'account name, e-mail or mobile; 5 a second; taken tells neither by whom nor whether it may be linked',
    }),
    registerCustomer: none('pre-registering is a step of the run sheet', inviting.document),
    invite: byHand(invitations, inviting),
    resendInvitation: byHand(`${invitations}; sent again from there`, inviting),
    readInvitations: byHand(
      'Partner Center > Sales > Customers: invited, associated or failed, with the cause',
      inviting,
    ),
    listInvitations: byHand('Partner Center > Sales > Customers: invited customers', inviting),
    listApplications: call('ListSubCustomers', {
      mode: 'indirect',
      note: 'customers associated since then, 100 a page: all are associated',
    }),
    decideApplication: none(
      'the customer accepts in Huawei Cloud’s own console; no action accepts or rejects',
      inviting.document,
    ),
    prepareAccount: call('UpdateSubCustomerBudget', {
      note: 'one call sets the monthly budget and lifts the freeze by which a new customer comes; above 0, in cents',
    }),
    readCustomer: call('ListSubCustomers', {
      actions: ['ListSubCustomers', 'ShowSubCustomerBudget'],
      note: 'what was used of the budget is told late and approximately; what the customer owes is not told',
    }),
    listCustomers: call('ListSubCustomers', { note: 'at most 100 a page; total stated' }),
    proveLink: call('ListSubCustomers', {
      actions: [
        'ListSubCustomers',
        'ListCustomerOnDemandResources',
        'ShowSubCustomerBudget',
        'ListPayPerUseCustomerResources',
        'ListSubCustomerBudgetRecords',
      ],
      note: 'by item of proof',
    }),
    readBill: byHand(
      'Partner Center > Sales > Bills: ListPostpaidBillSum tells the partner’s total and no customer’s share',
    ),
    readOwner: call('ListSubCustomers', {
      actions: ['ListSubCustomers', 'ListIndirectPartners'],
      tiers: ['distributor'],
      note: 'one call for each second-tier reseller until one of them has the customer',
    }),
    listCreditAllocations: call('ListSubCustomerBudgetRecords', {
      note: 'budgets as they were set, no increments; no text of ours, so nothing is found again by a mark',
    }),
    allocateCredit: none('UpdateSubCustomerBudget sets a budget, nothing adds to it'),
    unfreeze: call('UnfreezeSubCustomers', {
      note: 'of the kind ACCOUNT: an account that was frozen with its resources is refused and is for Partner Center',
    }),
    submitUnbind: unbind.steps.submission,
    readUnbind: call('ListSubCustomerBudgetRecords', {
      mode: 'indirect',
      actions: ['ListSubCustomerBudgetRecords', 'ListSubCustomers'],
      note: 'the end of the budget (DELETE), and nothing before it; whether it can be read after a release is not stated',
    }),
    listUnbinds: byHand(
      'Partner Center > Sales > Customers > Customer Management > Manage Association Records; no action lists them',
    ),
    readRebateFiles: byHand('upload the export of Partner Center > Incentive Management', {
      document: rebates.document,
    }),
    listRebates: none('incentives are told in Partner Center alone', rebates.document),
  },
  proofs: {
    status: { ...call('ListSubCustomers', { note: 'holds in resale (3), and not frozen' }), delay: null },
    visibility: { ...call('ListSubCustomers', { note: 'holds when the account has a row' }), delay: null },
    service: {
      ...call('ListCustomerOnDemandResources', {
        note: 'holds when the resources of the account are told, be there any or none; which services is not narrowed',
      }),
      delay: null,
    },
    billing: { ...call('ShowSubCustomerBudget', { note: 'holds when there is a budget above 0' }), delay: null },
    delegated_action: {
      ...call('ListPayPerUseCustomerResources', {
        note: 'holds when the resources by the month and year are told, be there any or none; not for a reseller’s customers',
      }),
      delay: null,
    },
    audit_trace: {
      ...call('ListSubCustomerBudgetRecords', { note: 'holds when the setting of a budget stands there (SETTING)' }),
      delay: null,
    },
  },
  identifiers: {
    account_id: {
      pattern: idPattern,
      example: '06ffbcd46880d3f30f62c001a49be460',
      message: 'format.huawei-intl.account_id',
    },
    account_name: {
      pattern: '^(?!op_|shadow_)[A-Za-z-][A-Za-z0-9_-]{4,31}$',
      example: 'wrenhollow-games',
      message: 'format.huawei-intl.account_name',
    },
    email: {
      pattern: '^(?=.{3,64}$)[^@\\s]+@[^@\\s]+\\.[^@\\s]+$',
      example: 'it@example.com',
      message: 'format.huawei-intl.email',
    },
    mobile: { pattern: '^[0-9]{4}-[0-9]{1,59}$', example: '0065-91234567', message: 'format.huawei-intl.mobile' },
  },
  // An invitation is for an account that exists, and whoever accepts it is listed at once by it.
  askedBefore: ['account_id'],
  prerequisites: [
    {
      key: 'account_identifier',
      text: 'The customer’s account ID and account name (user name > My Credentials), copied by the customer; the account has to exist before it is invited',
      types: ['billing', 'provisioning', 'management', 'delegation'],
      mandatory: true,
    },
    {
      key: 'signatory',
      text: 'The address of somebody who may decide for the customer: the invitation goes there, or the link and the QR code are handed over',
      types: ['billing', 'provisioning', 'management', 'delegation'],
      mandatory: true,
    },
    {
      key: 'account_may_associate',
      text: 'The customer has checked: an account of the international site, registered at most seven days ago, nothing spent and nothing unpaid, with no other partner, no special contract, no reserved instance, no member or master of an enterprise, and no partner itself',
      types: ['billing', 'provisioning', 'management', 'delegation'],
      mandatory: true,
    },
    {
      key: 'billing_terms',
      text: 'The monthly budget in US dollars, above 0, and whether the account is frozen by itself when it is used up: they are set once the customer is listed',
      types: ['billing'],
      mandatory: true,
    },
    {
      key: 'comes_frozen',
      text: 'The customer knows that its account is frozen from the association until the budget is set: it can neither buy nor renew',
      types: ['billing', 'provisioning', 'management', 'delegation'],
      mandatory: false,
    },
    {
      key: 'access_agreement',
      text: 'The paper that says what the reseller may do on the account: this site can’t set it',
      types: ['provisioning', 'management', 'delegation'],
      mandatory: true,
    },
  ],
  fields: {},
  // Set by the provider; for how many days is not stated.
  invitationValidity: null,
  // Bills: ready before 12:00 of the 5th of the next month, Beijing time.
  settlement: { utcOffsetHours: 8, closesAfter: 'P4DT12H' },
  propagation: null,
  approval: 'none',
  terms: { at: 'prepareAccount', currency: 'USD', longestLimit: BUDGET_LENGTH },
  // Linking is commercial: access to resources is the customer's own permission system (IAM) and agreed on paper.
  scopes: { billing: 'settable', provisioning: 'attested', management: 'attested', delegation: 'attested' },
  unbind,
  rebates,
};
