import type { SiteCapabilities } from '../provider.ts';
import { uinPattern } from '../tencent/formats.ts';
import { byHand, call, none } from './capability-rows.ts';
import { rebates } from './rebate-capabilities.ts';
import { unbind } from './unbind-capabilities.ts';

/** Nobody is invited by a call: the customer applies, by an address that the partner's console gives. */
const inviting = 'hand over the link of the partner’s console; the customer applies';

/** What the China site of Tencent Cloud can do, as its public documents say. Money is in fen on the wire. */
export const tencentCn: SiteCapabilities = {
  provider: 'tencent',
  adapter: 'tencent-cn',
  methods: {
    readPartnerAccount: call('DescribeAgentAuditedClients', {
      mode: 'indirect',
      note: 'that it answers shows the key to work; tier and countries are not told',
    }),
    checkIdentifier: none(
      'DescribeAgentClientGrade takes any account, but whether it answers for strangers is not documented',
    ),
    registerCustomer: none('there is no step before the application'),
    invite: byHand(inviting),
    resendInvitation: byHand(`${inviting}; the same link once more`),
    readInvitations: none('no action knows of invitations; the application tells'),
    listInvitations: none('no action knows of invitations; the application tells'),
    listApplications: call('DescribeAgentClients', {
      actions: ['DescribeAgentClients', 'DescribeAgentAuditedClients'],
      note: '10 a second; Status 1 waits for us, 2 and 4 for Tencent Cloud; after them who was associated since then',
    }),
    decideApplication: call('AuditApplyClient', {
      note: '5 a second; Note is required; qcloudaudit is accepted and now with Tencent Cloud; one code for every no',
    }),
    prepareAccount: none('nothing is set before a link is of use'),
    readCustomer: call('DescribeAgentAuditedClients', {
      actions: ['DescribeAgentAuditedClients', 'DescribeClientBalanceNew'],
      note: '10 and 20 a second; arrears and balance, no freeze; money in fen',
    }),
    listCustomers: call('DescribeAgentAuditedClients', {
      note: '10 a second; Offset and Limit always sent, at most 2000 a page; total stated',
    }),
    proveLink: call('DescribeAgentAuditedClients', {
      actions: ['DescribeAgentAuditedClients', 'DescribeAgentBills', 'DescribeClientBalanceNew'],
      note: 'by item of proof',
    }),
    readBill: call('DescribeAgentBills', {
      note: '20 a second; rows of a month added up, in fen; of what is unpaid only yes or no is told, with the customer',
    }),
    readOwner: none('the site has no second level in its API'),
    listCreditAllocations: none('the site allocates no credit: a customer has money of its own'),
    allocateCredit: none('AgentTransferMoney hands over money, which is no credit and is not taken back'),
    unfreeze: none('no action freezes or unfreezes'),
    submitUnbind: unbind.steps.submission,
    readUnbind: call('DescribeUnbindClientList', {
      note: '20 a second; always Status 0, because filter and row use the same numbers for other states; who started it is not told',
    }),
    listUnbinds: call('DescribeUnbindClientList', { note: '20 a second; total stated' }),
    readRebateFiles: none('there is a list only; files are the international site’s'),
    listRebates: call('DescribeRebateInfosNew', {
      note: '20 a second; a row for each partner account and month, in fen; neither customers nor orders are told',
    }),
  },
  proofs: {
    status: {
      ...call('DescribeAgentAuditedClients', { note: 'holds when the account has a time of association' }),
      delay: null,
    },
    visibility: { ...call('DescribeAgentAuditedClients', { note: 'holds when the account has a row' }), delay: null },
    service: { ...none('resources are seen with the customer’s own key only'), delay: null },
    billing: {
      ...call('DescribeAgentBills', { note: 'holds when the month has a row; without one it is too early' }),
      delay: null,
    },
    delegated_action: {
      ...call('DescribeClientBalanceNew', {
        note: 'holds when the balance is told, which it is of own customers only',
      }),
      delay: null,
    },
    audit_trace: { ...none('no action shows the partner’s own operations'), delay: null },
  },
  identifiers: {
    account_id: { pattern: uinPattern, example: '100012345678', message: 'format.tencent-cn.account_id' },
  },
  // Nobody is invited: whoever applies is known by its account alone, and names may be masked.
  askedBefore: ['account_id'],
  prerequisites: [
    {
      key: 'account_identifier',
      text: 'The customer’s account ID (Console > Account Information), copied by the customer: by it its application is known',
      types: ['billing', 'provisioning', 'management', 'delegation'],
      mandatory: true,
    },
    {
      key: 'signatory',
      text: 'The address of somebody who may decide for the customer: the partner’s link is handed over there',
      types: ['billing', 'provisioning', 'management', 'delegation'],
      mandatory: true,
    },
    {
      key: 'identity_verified',
      text: 'The customer has checked: its identity is verified as a company’s, and nothing is overdue',
      types: ['billing', 'provisioning', 'management', 'delegation'],
      mandatory: false,
    },
    {
      key: 'provider_audit',
      text: 'The customer knows that Tencent Cloud may audit the application itself, for as long as that takes',
      types: ['billing', 'provisioning', 'management', 'delegation'],
      mandatory: false,
    },
    {
      key: 'billing_terms',
      text: 'Who pays, the customer itself or the partner for it, order by order',
      types: ['billing'],
      mandatory: true,
    },
    {
      key: 'access_agreement',
      text: 'The paper that says what the partner may do on the account: this site can’t set it',
      types: ['provisioning', 'management', 'delegation'],
      mandatory: true,
    },
  ],
  fields: {},
  invitationValidity: null,
  // The China site writes its months in Beijing time; when it closes them is not stated: as at the international site.
  settlement: { utcOffsetHours: 8, closesAfter: 'P4DT1H' },
  propagation: null,
  approval: 'reseller_then_provider',
  terms: null,
  // Linking is commercial: access to resources is the customer's own permission system (CAM) and agreed on paper.
  scopes: { billing: 'settable', provisioning: 'attested', management: 'attested', delegation: 'attested' },
  unbind,
  rebates,
};
