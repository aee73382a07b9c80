import type { SiteCapabilities } from '../provider.ts';
import { byHand, call, none, page } from './capability-rows.ts';
import { uinPattern } from './formats.ts';
import { rebates } from './rebate-capabilities.ts';
import { unbind } from './unbind-capabilities.ts';

/** What the international site of Tencent Cloud can do, as its public documents say. */
export const tencentIntl: SiteCapabilities = {
  provider: 'tencent',
  adapter: 'tencent',
  methods: {
    readPartnerAccount: call('QueryVoucherPool', { note: 'AccountType tells the tier; countries are not told' }),
    checkIdentifier: none('reads answer for own customers only; the first verdict is that of ApproveClientApply'),
    registerCustomer: none('there is no step before the invitation'),
    invite: call('CreateAndSendClientInvitationMail', {
      needsAllowlist: true,
      note: '1 a second; two mails at least 180 seconds apart; the token is taken from the link',
    }),
    resendInvitation: call('CreateAndSendClientInvitationMail', {
      needsAllowlist: true,
      note: 'the same action: a new token; whether it voids the first is not stated',
    }),
    readInvitations: call('QueryInvitationInfo', { note: 'data are kept 60 days; used is not yet bound' }),
    listInvitations: none('nothing lists invitations: every token is kept'),
    listApplications: call('QueryPendingClientsV2', { needsAllowlist: true, note: 'no filter; pages shift' }),
    decideApplication: call('ApproveClientApply', {
      needsAllowlist: true,
      note: 'answers with a request id only; names the application by account',
    }),
    prepareAccount: none('credit is an increment, so nothing is prepared', page('AllocateCustomerCredit')),
    readCustomer: call('QueryCustomersCredit', {
      actions: ['QueryCustomersCredit', 'DescribeCustomerInfo'],
      note: 'a second-level reseller has only the first, so no standing',
    }),
    listCustomers: call('QueryCustomersCredit', { note: 'at most 100 a page; total stated' }),
    proveLink: call('DescribeCustomerInfo', {
      actions: ['DescribeCustomerInfo', 'QueryCustomersCredit', 'DescribeCustomerBillSummary', 'QueryCreditByUinList'],
      note: 'by item of proof',
    }),
    readBill: call('DescribeCustomerBillSummary', {
      note: '1 a second; from 2022-06; IsConfirmed 0 any, 2 unpaid; whether it answers after a release is not stated',
    }),
    readOwner: call('QuerySubAgentsDetailV2', { tiers: ['distributor'], note: 'the filter ClientUin is exact' }),
    listCreditAllocations: call('QueryCreditAllocationHistory', {
      note: '5 a second; the mark is looked for in Remark, a field that older versions of the answer lack',
    }),
    allocateCredit: call('AllocateCustomerCredit', {
      note: '5 a second; an increment; takes back down to 0 at most, and at 0 available the service is suspended',
    }),
    unfreeze: call('ForceQN', {
      needsAllowlist: true,
      note: '2 a second; Type 0 cancels a forced suspension, which we take for what Partner Center calls a freeze',
    }),
    submitUnbind: unbind.steps.submission,
    readUnbind: byHand('Partner Center > Customer Management > Unbinding Customers; the API shows the absence only'),
    listUnbinds: byHand('Partner Center > Customer Management > Unbinding Customers; no action lists them'),
    readRebateFiles: call('DescribeRebateDownloadUrl', {
      tiers: ['reseller', 'distributor'],
      note: '20 a second; the first call starts the making of the file; its columns and the currency are not documented',
    }),
    listRebates: none('there are files only; the list is the China site’s'),
  },
  proofs: {
    status: {
      ...call('DescribeCustomerInfo', {
        tiers: ['reseller', 'distributor'],
        note: 'holds when BindTime is set and AccountStatus is 0',
      }),
      delay: null,
    },
    visibility: { ...call('QueryCustomersCredit', { note: 'holds when the account has a row' }), delay: null },
    service: { ...none('resources are seen with the customer’s own key only'), delay: null },
    billing: {
      ...call('DescribeCustomerBillSummary', { note: 'holds when this month answers; 0 is fine; 1 a second' }),
      delay: null,
    },
    delegated_action: {
      ...call('QueryCreditByUinList', { note: 'holds when the credit that we may allocate is told' }),
      delay: null,
    },
    audit_trace: { ...none('no action shows the partner’s own operations'), delay: null },
  },
  identifiers: {
    account_id: { pattern: uinPattern, example: '200012345678', message: 'format.tencent-intl.account_id' },
    email: {
      pattern: '^[^@\\s]{1,64}@[^@\\s]+\\.[^@\\s]+$',
      example: 'it@example.com',
      message: 'format.tencent-intl.email',
    },
  },
  // An invitation goes to an address; the account identifier shows in the application.
  askedBefore: ['email'],
  prerequisites: [
    {
      key: 'account_identifier',
      text: 'The customer’s account ID (Console > Account Information), copied by the customer, or none if it has no account yet',
      types: ['billing', 'provisioning', 'management', 'delegation'],
      mandatory: true,
    },
    {
      key: 'signatory',
      text: 'The address of somebody who may decide for the customer: the invitation goes there',
      types: ['billing', 'provisioning', 'management', 'delegation'],
      mandatory: true,
    },
    {
      key: 'account_in_order',
      text: 'The customer has checked: identity verified, in no organisation, no savings plan, balance above zero',
      types: ['billing', 'provisioning', 'management', 'delegation'],
      mandatory: false,
    },
    {
      key: 'billing_terms',
      text: 'Who gets the bill, in which currency, up to which credit limit',
      types: ['billing'],
      mandatory: true,
    },
    {
      key: 'access_agreement',
      text: 'The paper that says what the reseller may do on the account: this site can’t set it',
      types: ['provisioning', 'management', 'delegation'],
      mandatory: true,
    },
  ],
  fields: {},
  invitationValidity: 'P30D',
  // "Customer Bill Management": a month's bill is made on the 5th of the next, 01:00 UTC+8.
  settlement: { utcOffsetHours: 8, closesAfter: 'P4DT1H' },
  propagation: null,
  approval: 'reseller',
  terms: null,
  // Linking is commercial: access to resources is the customer's own permission system (CAM) and agreed on paper.
  scopes: { billing: 'settable', provisioning: 'attested', management: 'attested', delegation: 'attested' },
  unbind,
  rebates,
};
