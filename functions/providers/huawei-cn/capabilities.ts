import { idPattern } from '../huawei/formats.ts';
import type { SiteCapabilities } from '../provider.ts';
import { byHand, none, unadapted } from './capability-rows.ts';
import { rebates } from './rebate-capabilities.ts';
import { unbind } from './unbind-capabilities.ts';

const customers = 'Partner Center > 销售 > 客户 > 客户管理';
const inviting =
  'people invite in Partner Center > 销售 > 客户, by an e-mail, a link or a QR code; the desk follows no links at this site';

/**
 * What the China site of Huawei Cloud can do. It has an API of its own (`bss` v2), which the desk has no adapter for: what
 * its operations would tell, people look up, and links are not followed here. Run sheets, customers' accounts and uploaded
 * statements serve all the same.
 */
export const huaweiCn: SiteCapabilities = {
  provider: 'huawei',
  adapter: null,
  methods: {
    readPartnerAccount: unadapted('ListPartnerBalances', 'Partner Center'),
    checkIdentifier: unadapted('CheckUserIdentity', 'Partner Center; for mobiles the registration quota alone'),
    registerCustomer: none('pre-registering is a step of inviting'),
    invite: none(inviting),
    resendInvitation: none(inviting),
    readInvitations: byHand('Partner Center > 销售 > 客户: invited customers'),
    listInvitations: byHand('Partner Center > 销售 > 客户: invited customers'),
    listApplications: unadapted('ListSubCustomers', customers),
    decideApplication: none('the customer accepts by itself; no operation accepts or rejects'),
    prepareAccount: none('a new customer comes unfrozen, and there are no budgets'),
    readCustomer: unadapted('ListSubCustomers', customers),
    listCustomers: unadapted('ListSubCustomers', customers),
    proveLink: unadapted('ListSubCustomers', customers),
    readBill: unadapted('ListSubcustomerMonthlyBills', 'Partner Center: the customer’s bills'),
    readOwner: unadapted('ListIndirectPartners', 'Partner Center > 销售 > 客户'),
    listCreditAllocations: unadapted('ListPartnerAdjustRecords', 'Partner Center: adjustments'),
    allocateCredit: unadapted('UpdateCustomerAccountAmount', 'Partner Center: money handed over to the customer'),
    unfreeze: none('the field of a freeze is reserved here, and no operation lifts one'),
    submitUnbind: unbind.steps.submission,
    readUnbind: unadapted('ListPartnerAdjustRecords', `${customers}: records of associations`),
    listUnbinds: byHand(`${customers}: records of associations; no operation lists them`),
    readRebateFiles: byHand('upload the export of Partner Center > Incentive Management (激励管理)', {
      document: rebates.document,
    }),
    listRebates: none('incentives are told in Partner Center alone', rebates.document),
  },
  proofs: {
    status: { ...unadapted('ListSubCustomers', `${customers}: reseller, association_type 2`), delay: null },
    visibility: { ...unadapted('ListSubCustomers', customers), delay: null },
    service: { ...unadapted('ListCustomerOnDemandResources', 'Partner Center: resources'), delay: null },
    billing: { ...unadapted('ListCustomersBalancesDetail', 'Partner Center: the customer’s balance'), delay: null },
    delegated_action: { ...unadapted('ListPayPerUseCustomerResources', 'Partner Center: resources'), delay: null },
    audit_trace: { ...unadapted('ListPartnerAccountChangeRecords', 'Partner Center: the ledger'), delay: null },
  },
  identifiers: {
    account_id: {
      pattern: idPattern,
      example: '06ffbcd46880d3f30f62c001a49be460',
      message: 'format.huawei-cn.account_id',
    },
    account_name: {
      pattern: '^(?!op_|shadow_)[A-Za-z-][A-Za-z0-9_-]{4,31}$',
      example: 'wrenhollow-games',
      message: 'format.huawei-cn.account_name',
    },
  },
  askedBefore: ['account_id', 'account_name'],
  prerequisites: [
    {
      key: 'account_identifier',
      text: 'The customer’s account ID and account name (user name > My Credentials), copied by the customer',
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
      key: 'billing_terms',
      text: 'How much money is handed over to the customer, and who tops it up',
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
  // The ledger and bills are in Beijing time; when a month closes is not stated: as at the international site.
  settlement: { utcOffsetHours: 8, closesAfter: 'P4DT12H' },
  propagation: null,
  approval: 'none',
  terms: null,
  // Linking is commercial: access to resources is the customer's own permission system (IAM) and agreed on paper.
  scopes: { billing: 'settable', provisioning: 'attested', management: 'attested', delegation: 'attested' },
  unbind,
  rebates,
};
