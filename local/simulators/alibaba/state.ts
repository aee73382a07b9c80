import * as z from 'zod';
import { callSchema } from '../call-log.ts';
import { faultSchema } from '../faults.ts';
import { servingSchema } from '../table-files.ts';
import { bucketName, bucketSchema, objectSchema, sessionSchema } from './storage/stored.ts';

/** A 64-bit id as its digits wherever it is ours; the wire has it as a number. */
export const idSchema = z.string().regex(/^[1-9]\d{0,18}$/, 'An id has 1 to 19 digits.');
const instant = z.iso.datetime();
/** US dollars as an exact decimal. */
const usd = z.string().regex(/^-?\d{1,12}(\.\d{1,8})?$/, 'An amount is a decimal string.');
const country = z.string().regex(/^[A-Z]{2}$/, 'A country is two capital letters (ISO 3166-1).');

/** What happens to an account whose credit is used up. Source: EditZeroCreditShutdown; digits 1 to 3 of InviteSubAccount. */
export const shutdownPolicySchema = z.enum(['delayStop', 'noStop', 'immediatelyStop']);

/** How the provider's documents are read where they disagree or say nothing; each can be set, per partner account. */
export const readingsSchema = z.strictObject({
  /** Which number of GetInviteStatus means success; the other one is failure. */
  successStatus: z.union([z.literal(1), z.literal(2)]),
  /** Whether GetInviteStatus answers in the order of the request. */
  statusOrder: z.enum(['asked', 'reversed']),
  /** What GetAccountInfo says of an account whose relation has ended. */
  goneAccount: z.enum(['empty', '3029']),
  /** HTTP 200 with `3029`, or HTTP 400 with `Error3029`. */
  businessErrors: z.enum(['body', 'http']),
  /** `Total` of PageInfo: rows as the Chinese text says, or pages as the English one does. */
  pageTotal: z.enum(['rows', 'pages']),
  /** `newBuyStatus` of GetCreditInfo where orders are open. */
  openOrders: z.enum(['normal', 'cancelBan']),
  /** What another question about a month does whose files were pushed. */
  repeatedPush: z.enum(['report', 'push']),
  pushStatusCase: z.enum(['upper', 'lower']),
  /** Goes before the file's name in the bucket. */
  pushPrefix: z.string(),
  /** `Days` of an invitation. */
  invitationDays: z.int().min(1).max(365),
});

/** What is taken to hold until a live account shows it. */
export const usualReadings = {
  successStatus: 2,
  statusOrder: 'asked',
  goneAccount: 'empty',
  businessErrors: 'body',
  pageTotal: 'rows',
  openOrders: 'normal',
  repeatedPush: 'report',
  pushStatusCase: 'upper',
  pushPrefix: '',
  invitationDays: 30,
} satisfies z.output<typeof readingsSchema>;

/** A partner account: the party that calls the API. */
export const partnerAccountSchema = z.strictObject({
  uid: idSchema,
  name: z.string().min(1),
  /** T1: general distributor or reseller with a contract of its own; T2: below one. */
  tier: z.enum(['T1', 'T2']),
  /** The T1 partner above a T2 partner. */
  parent: idSchema.nullable(),
  /** Which kinds of end users it may invite: codes 3016 and 3017. */
  sells: z.array(z.enum(['agency', 'reseller'])).min(1),
  /** The countries of its contract: ListCountries. */
  countries: z.array(country).min(1),
  /** False once the provider no longer treats it as a partner. */
  active: z.boolean(),
  joinedAt: instant,
  readings: readingsSchema,
});
export type PartnerAccount = z.output<typeof partnerAccountSchema>;

/** What a partner account is until told otherwise. */
export const freshPartner = {
  tier: 'T1',
  parent: null,
  sells: ['agency', 'reseller'],
  countries: ['SG', 'MY', 'ID', 'TH', 'PH', 'HK', 'JP', 'AE'],
  active: true,
  joinedAt: '2023-04-01T00:00:00.000Z',
  readings: usualReadings,
} satisfies Omit<PartnerAccount, 'uid' | 'name'>;

/** An API key of a partner account. */
export const keySchema = z.strictObject({
  accessKeyId: z.string().regex(/^[A-Za-z0-9]{4,64}$/),
  accessKeySecret: z.string().min(8),
  account: idSchema,
  status: z.enum(['active', 'disabled']),
  /** Where it is the key of a user who may do nothing but take on the role of this bucket. */
  bucket: bucketName.optional(),
});
export type Key = z.output<typeof keySchema>;

/** A customer record before there is an account: what CreateCustomer makes. */
export const leadSchema = z.strictObject({
  cid: idSchema,
  partner: idSchema,
  name: z.string(),
  nation: country,
  source: z.string(),
  trade: z.string(),
  subTrade: z.string(),
  createdAt: instant,
});
export type Lead = z.output<typeof leadSchema>;

/** An invitation by mail. What it grants is in it, and comes into force with the association. */
export const invitationSchema = z.strictObject({
  id: idSchema,
  /** What opens the registration page. */
  token: z.string(),
  cid: idSchema,
  partner: idSchema,
  email: z.string(),
  nickname: z.string(),
  subAccountType: z.enum(['1', '2', '5']),
  creditLine: usd,
  shutdownPolicy: shutdownPolicySchema,
  newBuyStatus: z.enum(['ban', 'normal']),
  remark: z.string(),
  customerBd: z.string(),
  createdAt: instant,
  days: z.int(),
  /** Each mail that was sent, the first with the invitation itself. */
  mailedAt: z.array(instant),
  stage: z.enum(['unopened', 'opened', 'submitted', 'associated', 'failed']),
  uid: idSchema.nullable(),
  associatedAt: instant.nullable(),
});
export type Invitation = z.output<typeof invitationSchema>;

/** An order of a customer. */
export const orderSchema = z.strictObject({
  id: idSchema,
  type: z.enum(['BUY', 'UPGRADE', 'DOWNGRADE', 'RENEW', 'REFUND', 'OTHERS']),
  /** 1 unpaid, 2 void, 3 paid. */
  status: z.union([z.literal(1), z.literal(2), z.literal(3)]),
  productType: z.string(),
  productDetail: z.string(),
  originalCost: usd,
  pretaxCost: usd,
  orderedAt: instant,
  paidAt: instant.nullable(),
});

/** An account at the provider that is, or was, somebody's customer. */
export const customerSchema = z.strictObject({
  uid: idSchema,
  /** The customer record it belongs to. */
  cid: idSchema,
  partner: idSchema.nullable(),
  formerPartners: z.array(idSchema),
  /** 1 Agency end user, 2 Reseller end user, 3 Enterprise, 4 to 6 T2. */
  subAccountType: z.int().min(1).max(6),
  associatedAt: instant.nullable(),
  nickname: z.string().min(1),
  aliyunId: z.string(),
  email: z.email(),
  mobile: z.string(),
  remark: z.string(),
  customerBd: z.string(),
  country,
  isEnterprise: z.boolean(),
  isCertified: z.boolean(),
  creditLine: usd,
  /** Consumed and not paid; below zero after a refund. */
  outstandingBalance: usd,
  consumedUndeducted: usd,
  alarmThreshold: z.string().regex(/^\d{1,3}$/),
  shutdownPolicy: shutdownPolicySchema,
  delayAmount: usd,
  newBuyStatus: z.enum(['ban', 'normal']),
  /** The partner's switch: `PAYGFreezeStatus`. */
  isFrozen: z.boolean(),
  orders: z.array(orderSchema),
  purchaseRecords: z.array(
    z.strictObject({
      changedType: z.enum(['ban', 'cancelBan']),
      at: instant,
      path: z.enum(['ACPN', 'API', 'ALIYUN_BIZ']),
      operator: idSchema,
    }),
  ),
  quotaRecords: z.array(
    z.strictObject({
      type: z.enum(['quota_create', 'quota_amount_adjust']),
      at: instant,
      path: z.enum(['ACPN', 'API']),
      operator: idSchema,
      before: usd,
      after: usd,
    }),
  ),
});
export type Customer = z.output<typeof customerSchema>;

/** What an account is until told otherwise. */
export const freshCustomer = {
  cid: '1000001',
  partner: null,
  formerPartners: [],
  subAccountType: 2,
  associatedAt: null,
  aliyunId: '',
  mobile: '6555500001',
  remark: '',
  customerBd: '',
  country: 'SG',
  isEnterprise: true,
  isCertified: true,
  creditLine: '0.00',
  outstandingBalance: '0.00',
  consumedUndeducted: '0.000000',
  alarmThreshold: '20',
  shutdownPolicy: 'immediatelyStop',
  delayAmount: '0.00',
  newBuyStatus: 'normal',
  isFrozen: false,
  orders: [],
  purchaseRecords: [],
  quotaRecords: [],
} satisfies Omit<Customer, 'uid' | 'nickname' | 'email'>;

/** Where the end of a relation stands. The first three are the console's; a rejected or withdrawn one is Normal again. */
export const terminationStatusSchema = z.enum(['to_be_confirmed', 'in_process', 'terminated', 'rejected', 'withdrawn']);

/** The end of a relation, which only the console knows. */
export const terminationSchema = z.strictObject({
  uid: idSchema,
  partner: idSchema,
  openedAt: instant,
  status: terminationStatusSchema,
  steps: z.array(
    z.strictObject({
      at: instant,
      by: z.enum(['partner', 'customer', 'provider']),
      status: terminationStatusSchema,
      reason: z.string(),
    }),
  ),
});
export type Termination = z.output<typeof terminationSchema>;

const cells = z.array(z.record(z.string(), z.string()));

/** The types of monthly bills that are simulated. Source: `BillType` of GetMonthlyBill. */
export const billTypeSchema = z.enum(['MarginReportV2', 'MonthlyInstanceConsumeV2']);

/** A month's bill. */
export const billSchema = z.strictObject({
  partner: idSchema,
  /** 1 the partner's own, 2 its customers'. */
  owner: z.enum(['1', '2']),
  type: billTypeSchema,
  month: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/),
  rows: cells,
  serves: servingSchema,
});
export type Bill = z.output<typeof billSchema>;

/** A file of a month's commission, and how far its push is. */
export const commissionFileSchema = z.strictObject({
  partner: idSchema,
  /** `yyyymm`. */
  month: z.string().regex(/^\d{4}(0[1-9]|1[0-2])$/),
  policy: z.string().regex(/^[\w-]{1,80}$/),
  name: z.string().regex(/^[\w.-]{1,120}$/),
  rows: cells,
  serves: servingSchema,
  /** Columns that stand under another name than ours: nobody documents what they are called. */
  renamed: z.record(z.string(), z.string()),
  status: z.enum(['init', 'processing', 'succeeded', 'failed']),
});
export type CommissionFile = z.output<typeof commissionFileSchema>;

/** Everything the simulator remembers; the whole of the state file. */
export const alibabaStateSchema = z.strictObject({
  clock: z.strictObject({ offsetMs: z.number() }),
  random: z.strictObject({ cursor: z.number() }),
  partners: z.record(z.string(), partnerAccountSchema),
  keys: z.array(keySchema),
  leads: z.array(leadSchema),
  invitations: z.array(invitationSchema),
  customers: z.record(z.string(), customerSchema),
  terminations: z.array(terminationSchema),
  bills: z.array(billSchema),
  commissionFiles: z.array(commissionFileSchema),
  buckets: z.array(bucketSchema),
  sessions: z.array(sessionSchema),
  objects: z.array(objectSchema),
  faults: z.array(faultSchema),
  calls: z.array(callSchema),
  callCount: z.int(),
});
export type AlibabaState = z.output<typeof alibabaStateSchema>;
