import * as z from 'zod';
import { callSchema } from '../call-log.ts';
import { faultSchema } from '../faults.ts';
import { servingSchema } from '../table-files.ts';
import { chinaStateSchema, emptyChina } from './china/state.ts';
import { keySchema, uinSchema } from './keys.ts';

const instant = z.iso.datetime();
/** US dollars as an exact decimal; bills go up to eight places. */
const usd = z.string().regex(/^-?\d{1,12}(\.\d{1,8})?$/, 'An amount is a decimal string.');

/** Actions that the channel manager switches on per partner. Source: descriptions of the actions, intl SDK client. */
export const allowlistedActions = [
  'CreateAndSendClientInvitationMail',
  'QueryPendingClientsV2',
  'ApproveClientApply',
  'ForceQN',
] as const;

/** The three kinds of partner. Source: `AccountType` 1, 2, 3 of QueryVoucherPool. */
export const partnerRoleSchema = z.enum(['reseller', 'distributor', 'second_level_reseller']);
export type PartnerRole = z.output<typeof partnerRoleSchema>;

/** A partner account: the party that calls the API. */
export const partnerAccountSchema = z.strictObject({
  uin: uinSchema,
  name: z.string().min(1),
  role: partnerRoleSchema,
  /** The distributor above a second-level reseller. */
  distributor: uinSchema.nullable(),
  /** When the second-level reseller was bound to its distributor. */
  boundAt: instant.nullable(),
  remark: z.string(),
  mobile: z.string(),
  email: z.email(),
  allowlist: z.array(z.enum(allowlistedActions)),
  /** True once the provider no longer treats the account as a reseller: `FailedOperation.UinNotReseller`. */
  revoked: z.boolean(),
  /** The most sub-customers it may have: `FailedOperation.ExceedMaxBindCount`. */
  maxCustomers: z.int().min(0),
  /** Credit that the provider gave the partner to allocate. */
  credit: usd,
  voucherQuota: usd,
  /** What the 180 seconds between mails count by; the provider does not say. */
  mailIntervalBy: z.enum(['account', 'address']),
  /** What DescribeCustomerInfo does with a UIN that is not the caller's; the provider does not say. */
  foreignUin: z.enum(['refuse', 'omit']),
  /** Whether bills of a customer that has left are still answered; the provider does not say. */
  releasedBills: z.enum(['refuse', 'answer']),
});
export type PartnerAccount = z.output<typeof partnerAccountSchema>;

/** What a partner account is until told otherwise: allowlisted for everything, with credit to allocate. */
export const freshPartner = {
  distributor: null,
  boundAt: null,
  remark: '',
  mobile: '85255500000',
  email: 'partner@example.com',
  allowlist: [...allowlistedActions],
  revoked: false,
  maxCustomers: 10_000,
  credit: '50000.00',
  voucherQuota: '0.00',
  mailIntervalBy: 'account',
  foreignUin: 'refuse',
  releasedBills: 'refuse',
} satisfies Omit<PartnerAccount, 'uin' | 'name' | 'role'>;

/** One line of a month's bill. */
export const billSchema = z.strictObject({
  month: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/),
  payMode: z.enum(['prePay', 'postPay']),
  actionType: z.string(),
  amount: usd,
  paid: z.boolean(),
  /** The partner that bears it; null: whoever the customer is linked to. */
  chargedTo: uinSchema.nullable().default(null),
});

/** An account at the provider that is, or may become, somebody's sub-customer. */
export const customerSchema = z.strictObject({
  uin: uinSchema,
  name: z.string().min(1),
  email: z.email(),
  mobile: z.string(),
  /** The reseller it is linked to. */
  reseller: uinSchema.nullable(),
  boundAt: instant.nullable(),
  remark: z.string(),
  creditTotal: usd,
  creditRemaining: usd,
  /** `Force` of QueryCustomersCredit: 0 or, after ForceQN, 2. */
  force: z.union([z.literal(0), z.literal(2)]),
  /** `AccountStatus` of DescribeCustomerInfo: 0 normal, 1 forced, 2 suspended for arrears. */
  accountStatus: z.enum(['0', '1', '2']),
  /** `AuthStatus` of DescribeCustomerInfo; 3 is verified. */
  authStatus: z.enum(['-999', '-1', '0', '1', '2', '3']),
  identity: z.enum(['none', 'individual', 'enterprise']),
  authPassedAt: instant.nullable(),
  registeredAt: instant,
  recentExpiry: instant.nullable(),
  hasExpense: z.boolean(),
  organisation: z.enum(['none', 'admin', 'member']),
  savingsPlan: z.boolean(),
  sharedUnit: z.enum(['none', 'created', 'joined']),
  /** The account's own cash balance, which the linking check looks at. */
  balance: usd,
  subAccount: z.boolean(),
  keyAccount: z.boolean(),
  bills: z.array(billSchema),
  /** Until when there is no bill of the account yet; null: as far back as bills go. */
  firstBillAt: instant.nullable(),
  /** "Uninterrupted service privilege during arrears", by payment mode. Source: Unbind a Reseller Sub-Customer. */
  uninterruptedService: z.strictObject({ prepaid: z.boolean(), postpaid: z.boolean() }),
  discountsActive: z.boolean(),
  cardBound: z.boolean(),
  detailsComplete: z.boolean(),
  /** Partners that it was linked to before, the latest last. */
  formerResellers: z.array(uinSchema),
});
export type Customer = z.output<typeof customerSchema>;

/** What an account is until told otherwise: linked to nobody, unverified, and with nothing that hinders a link. */
export const freshCustomer = {
  mobile: '85255500001',
  reseller: null,
  boundAt: null,
  remark: '',
  creditTotal: '0.00',
  creditRemaining: '0.00',
  force: 0,
  accountStatus: '0',
  authStatus: '-1',
  identity: 'none',
  authPassedAt: null,
  registeredAt: '2024-01-01T00:00:00.000Z',
  recentExpiry: null,
  hasExpense: false,
  organisation: 'none',
  savingsPlan: false,
  sharedUnit: 'none',
  balance: '0.00',
  subAccount: false,
  keyAccount: false,
  bills: [],
  firstBillAt: null,
  uninterruptedService: { prepaid: false, postpaid: false },
  discountsActive: false,
  cardBound: false,
  detailsComplete: false,
  formerResellers: [],
} satisfies Omit<Customer, 'uin' | 'name' | 'email'>;

/** An invitation link. `usedAt` is the submission, `boundAt` the partner's approval. */
export const invitationSchema = z.strictObject({
  token: z.string(),
  link: z.string(),
  partner: uinSchema,
  email: z.string(),
  role: z.enum(['Client', 'SubAgent']),
  createdAt: instant,
  usedAt: instant.nullable(),
  usedBy: uinSchema.nullable(),
  boundAt: instant.nullable(),
});
export type Invitation = z.output<typeof invitationSchema>;

/** An application that waits for a partner's review. `token` is null when the customer applied on its own. */
export const applicationSchema = z.strictObject({
  partner: uinSchema,
  uin: uinSchema,
  role: z.enum(['Client', 'SubAgent']),
  name: z.string(),
  email: z.string(),
  mobile: z.string(),
  token: z.string().nullable(),
  appliedAt: instant,
});
export type Application = z.output<typeof applicationSchema>;

const allocationSchema = z.strictObject({
  partner: uinSchema,
  uin: uinSchema,
  at: instant,
  operator: z.string(),
  credit: usd,
  totalAfter: usd,
  remainingAfter: usd,
  remark: z.string(),
});

/** Where an application to end a link stands; the words are ours. The last six end it. */
export const unbindingStatusSchema = z.enum([
  'reseller_review',
  'distributor_review',
  'customer_confirmation',
  'provider_check',
  'card_binding',
  'conditions_unmet',
  'completed',
  'refused_by_reseller',
  'refused_by_distributor',
  'rejected_by_customer',
  'withdrawn',
  'revoked_by_relation',
]);
export type UnbindingStatus = z.output<typeof unbindingStatusSchema>;

/** A line of "Unbinding Customers". Source of the steps: Unbind a Reseller Sub-Customer, operation steps 4 to 7. */
export const unbindingSchema = z.strictObject({
  number: z.string(),
  uin: uinSchema,
  name: z.string(),
  origin: z.enum(['reseller', 'customer']),
  /** The partner that the customer is linked to. */
  reseller: uinSchema,
  /** The one above, when that is a second-level reseller. */
  distributor: uinSchema.nullable(),
  /** A partner, or the customer itself. */
  submittedBy: uinSchema,
  submittedAt: instant,
  status: unbindingStatusSchema,
  /** What the latest recheck found, in words. */
  unmet: z.array(z.string()),
  /** When a review that is still open is approved by the provider itself. */
  deadline: instant.nullable(),
  steps: z.array(
    z.strictObject({
      at: instant,
      by: z.enum(['submitter', 'reseller', 'distributor', 'customer', 'provider']),
      status: unbindingStatusSchema,
      reason: z.string(),
    }),
  ),
});
export type Unbinding = z.output<typeof unbindingSchema>;

/** The commission of a partner in a month, row by row. */
export const rebateMonthSchema = z.strictObject({
  partner: uinSchema,
  month: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/),
  /** Cells by column; what a row lacks is an empty cell. */
  rows: z.array(z.record(z.string(), z.string())),
  /** How often the file was asked for since the rows last changed, and how often in vain before it is made. */
  asked: z.int().min(0),
  readyAfter: z.int().min(0),
  serves: servingSchema,
});
export type RebateMonth = z.output<typeof rebateMonthSchema>;

/** What a file of an earlier version lacks. Elsewhere absence means "unchanged", so only reading a state fills it in. */
const keptPartnerSchema = partnerAccountSchema.extend({
  releasedBills: partnerAccountSchema.shape.releasedBills.default(freshPartner.releasedBills),
});
const { uninterruptedService, discountsActive, cardBound, detailsComplete, formerResellers, firstBillAt } =
  customerSchema.shape;
const keptCustomerSchema = customerSchema.extend({
  firstBillAt: firstBillAt.default(null),
  uninterruptedService: uninterruptedService.default(freshCustomer.uninterruptedService),
  discountsActive: discountsActive.default(false),
  cardBound: cardBound.default(false),
  detailsComplete: detailsComplete.default(false),
  formerResellers: formerResellers.default([]),
});

/** Everything the simulator remembers; the whole of the state file. */
export const tencentStateSchema = z.strictObject({
  clock: z.strictObject({ offsetMs: z.number() }),
  random: z.strictObject({ cursor: z.number() }),
  partners: z.record(z.string(), keptPartnerSchema),
  keys: z.array(keySchema),
  customers: z.record(z.string(), keptCustomerSchema),
  invitations: z.array(invitationSchema),
  applications: z.array(applicationSchema),
  allocations: z.array(allocationSchema),
  unbindings: z.array(unbindingSchema).default([]),
  rebates: z.array(rebateMonthSchema).default([]),
  /** The China site; a file of an earlier version lacks it. */
  china: chinaStateSchema.default(emptyChina),
  faults: z.array(faultSchema),
  calls: z.array(callSchema),
  callCount: z.int(),
});
export type TencentState = z.output<typeof tencentStateSchema>;
