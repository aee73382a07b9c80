import type { SiteCapabilities } from '../provider.ts';
import { byHand, call, none, page } from './capability-rows.ts';
import { CREDIT_LENGTH, uidPattern } from './formats.ts';
import { rebates } from './rebate-capabilities.ts';
import { unbind } from './unbind-capabilities.ts';

/** What the international site of Alibaba Cloud can do, as its public documents say. No rates are published. */
export const alibabaIntl: SiteCapabilities = {
  provider: 'alibaba',
  adapter: 'alibaba',
  methods: {
    readPartnerAccount: call('ListCountries', { note: 'the countries of the contract; the tier is not told' }),
    checkIdentifier: none('no lookup of strangers: code 3029 does not tell "unknown" from "not yours"'),
    registerCustomer: call('CreateCustomer', { note: 'the number of the customer record; it lapses after 30 days' }),
    invite: call('InviteSubAccount', {
      note: 'one account a call, with credit line, shutdown policy and order switch; the answer says for how many days',
    }),
    resendInvitation: call('ResendEmail', { note: 'the same invitation; at most 10 mails in 5 minutes' }),
    readInvitations: call('GetInviteStatus', {
      note: 'one id a call; associated once there is an account and a day of association, whatever the number says',
    }),
    listInvitations: call('GetUnassociatedCustomer', { note: 'a page that is not full ends the list' }),
    listApplications: call('GetAccountInfo', {
      mode: 'indirect',
      note: 'end users, 20 a page: all are associated, the day of it without a time',
    }),
    decideApplication: none('the customer’s form associates at once; no action accepts or rejects'),
    prepareAccount: none('the terms travel with the invitation'),
    readCustomer: call('GetAccountInfo', {
      actions: ['GetAccountInfo', 'GetCreditInfo'],
      note: 'whether a terminated account answers empty or 3029 is not documented: both mean that it is not ours',
    }),
    listCustomers: call('GetAccountInfo', { note: '20 a page; the meaning of its total is contradicted' }),
    proveLink: call('GetCreditInfo', {
      actions: ['GetCreditInfo', 'GetAccountInfo', 'GetCustomerOrders', 'CustomerQuotaRecordList'],
      note: 'by item of proof',
    }),
    readBill: byHand(
      'ACPN > Finance Center: a month’s bill of all customers is a file (GetMonthlyBill) whose columns are not documented',
      {
        document: page('GetMonthlyBill'),
      },
    ),
    readOwner: byHand('ACPN > Customer Center: no action names the second-level reseller who has a customer'),
    listCreditAllocations: call('CustomerQuotaRecordList', {
      note: 'of the last 180 days; its rows carry no text of ours, so nothing is found again by a mark',
    }),
    allocateCredit: none('SetCreditLine sets the line to an amount, nothing adds to it', page('SetCreditLine')),
    unfreeze: call('EditEndUserStatus', {
      note: 'postPayThaw lifts the freeze of pay-as-you-go, of the customer’s trusteeship accounts as well',
    }),
    submitUnbind: unbind.steps.submission,
    readUnbind: byHand('ACPN > Customer Center > UID Management: Account Status; the API shows the absence only'),
    listUnbinds: byHand('ACPN > Customer Center > UID Management: Account Status; no action lists them'),
    readRebateFiles: call('GetIntlCommissionDetailFileList', {
      actions: ['AssumeRole', 'GetIntlCommissionDetailFileList', 'GetMonthlyBill'],
      document: rebates.document,
      note: 'with a bucket of your own (distributors only): workbooks that are pushed there, by a key of 15 minutes for its prefix alone; without one: the margin report of the month',
    }),
    listRebates: none('there are files only'),
  },
  proofs: {
    status: {
      ...call('GetCreditInfo', { note: 'holds when AccountStatus is normal and nothing is frozen' }),
      delay: null,
    },
    visibility: { ...call('GetAccountInfo', { note: 'holds when the account has a row' }), delay: null },
    service: { ...none('resources are seen with the customer’s own key only'), delay: null },
    billing: { ...call('GetCreditInfo', { note: 'holds when a credit line is told' }), delay: null },
    delegated_action: {
      ...call('GetCustomerOrders', {
        note: 'holds when the orders of the account are told, be there any or none; what a stranger answers is not documented',
      }),
      delay: null,
    },
    audit_trace: {
      ...call('CustomerQuotaRecordList', { note: 'holds when the creation of the credit stands there (quota_create)' }),
      delay: null,
    },
  },
  identifiers: {
    account_id: { pattern: uidPattern, example: '5113766248601929', message: 'format.alibaba-intl.account_id' },
    email: {
      pattern: '^[^@\\s]{1,64}@[^@\\s]+\\.[^@\\s]+$',
      example: 'it@example.com',
      message: 'format.alibaba-intl.email',
    },
  },
  // The account is learned from the invitation, once it is associated.
  askedBefore: ['email'],
  prerequisites: [
    {
      key: 'signatory',
      text: 'The address of somebody who may decide for the customer: the invitation goes there',
      types: ['billing', 'provisioning', 'management', 'delegation'],
      mandatory: true,
    },
    {
      key: 'registration_details',
      text: 'The customer’s legal name, where you know it from, its trade, and the country that its account is or will be registered in: another country than the invited one may fail',
      types: ['billing', 'provisioning', 'management', 'delegation'],
      mandatory: true,
    },
    {
      key: 'country_covered',
      text: 'The country is one that your contract covers; for another one, an application in the partner console comes first and takes 5 to 7 working days',
      types: ['billing', 'provisioning', 'management', 'delegation'],
      mandatory: true,
    },
    {
      key: 'billing_terms',
      text: 'The credit line in US dollars, what happens when it is used up, and whether the customer may buy: they go out with the invitation',
      types: ['billing'],
      mandatory: true,
    },
    {
      key: 'associates_at_once',
      text: 'The customer knows that its answer links the account at once, without another step of yours',
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
  fields: {
    CustomerSource: {
      pattern:
        '^(website|Off_line_meeting|OFFLINE_MARKETTING_EVENT|intl_enterprise|Internal_transfer|External_channel|Mobai|Old_client_to_introduce|Other)$',
      example: 'Other',
      message: 'format.alibaba-intl.CustomerSource',
    },
    // Two digits in the English text, four in the Chinese one.
    CustomerTrade: { pattern: '^([0-9]{2}|[0-9]{4})$', example: '01', message: 'format.alibaba-intl.CustomerTrade' },
    // Six digits that begin with the trade; may be left out.
    CustomerSubTrade: { pattern: '^([0-9]{6})?$', example: '020501', message: 'format.alibaba-intl.CustomerSubTrade' },
  },
  // The answer of each invitation says for how many days.
  invitationValidity: null,
  // SubscriptionBill: the whole month is pushed on the 5th of the next, at an hour that is not stated.
  settlement: { utcOffsetHours: 8, closesAfter: 'P4DT23H' },
  propagation: null,
  approval: 'none',
  terms: { at: 'invite', currency: 'USD', longestLimit: CREDIT_LENGTH },
  // Linking is commercial: access to resources is the customer's own permission system (RAM) and agreed on paper.
  scopes: { billing: 'settable', provisioning: 'attested', management: 'attested', delegation: 'attested' },
  unbind,
  rebates,
};
