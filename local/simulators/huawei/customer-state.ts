import * as z from 'zod';

/** The id of an account (domain) at the provider: 32 hexadecimal digits. */
export const idSchema = z.string().regex(/^[0-9a-f]{32}$/, 'An id has 32 hexadecimal digits.');
/** ISO 8601, UTC. */
export const instant = z.iso.datetime();
/** US dollars as an exact decimal. */
export const usd = z.string().regex(/^-?(0|[1-9]\d{0,14})(\.\d{1,8})?$/, 'An amount is a decimal string.');
/** US dollars, not below zero. */
export const unsignedUsd = z.string().regex(/^(0|[1-9]\d{0,14})(\.\d{1,8})?$/, 'An amount is a decimal string from 0.');

/** `MONTHLY` begins anew each month, `PACKAGE` is used up once. Source: BudgetInfo. */
export const budgetTypeSchema = z.enum(['MONTHLY', 'PACKAGE']);

/** What a partner lets a customer spend. */
export const budgetSchema = z.strictObject({
  amount: unsignedUsd,
  /** As the provider shows it: delayed and approximate. */
  used: unsignedUsd,
  type: budgetTypeSchema,
  /** `frozen_operate_type` 1: the account is frozen when the budget is used up. */
  freezesByItself: z.boolean(),
});

/** A budget that was set, or that ended with the association. */
export const budgetRecordSchema = z.strictObject({
  partner: idSchema,
  amount: unsignedUsd,
  operation: z.enum(['SETTING', 'DELETE']),
  at: instant,
  /** The account name of who did it, or `system`. */
  operator: z.string(),
  type: budgetTypeSchema,
});

/** An order; numbers as the models of the official SDK have them. */
export const orderSchema = z.strictObject({
  id: z.string().regex(/^[A-Za-z0-9]{1,64}$/),
  /** 1 review, 3 in progress, 4 cancelled, 5 done, 6 unpaid, 9 to be confirmed. */
  status: z.union([z.literal(1), z.literal(3), z.literal(4), z.literal(5), z.literal(6), z.literal(9)]),
  /** 1 new, 2 renewal, 3 change, 4 unsubscription, 11 to yearly/monthly, 13 trial, 14 commercial, 15 adjustment. */
  type: z.union([1, 2, 3, 4, 11, 13, 14, 15].map((type) => z.literal(type))),
  service: z.string(),
  officialAmount: usd,
  amount: usd,
  createdAt: instant,
  paidAt: instant.nullable(),
});
export type Order = z.output<typeof orderSchema>;

/** A resource of a customer: on demand (status 1 to 6), or by the year or month (status 2 to 5). */
export const resourceSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  charging: z.enum(['on_demand', 'yearly_monthly']),
  service: z.string(),
  region: z.string(),
  status: z.int().min(1).max(6),
  effectiveAt: instant,
  expireAt: instant.nullable(),
});
export type Resource = z.output<typeof resourceSchema>;

/** An account at the provider that is, was or may become somebody's customer. */
export const customerSchema = z.strictObject({
  id: idSchema,
  accountName: z.string().min(1),
  /** By its verification; empty before. */
  realName: z.string(),
  /** False for an account of the China site: CBC.0156. */
  isInternational: z.boolean(),
  partner: idSchema.nullable(),
  formerPartners: z.array(idSchema),
  /** 1 referral, 3 resale. */
  associationType: z.enum(['1', '3']),
  associatedAt: instant.nullable(),
  label: z.string(),
  telephone: z.string(),
  email: z.string(),
  country: z.string().regex(/^[A-Z]{2}$/),
  /** -1 not verified, 0 under review, 1 rejected, 2 verified, 3 failed. */
  verifiedStatus: z.enum(['-1', '0', '1', '2', '3']),
  /** What became of a request for verification through the API; null without one. */
  review: z.strictObject({ result: z.int().min(0).max(2), opinion: z.string() }).nullable(),
  /** -1 none, 0 individual, 1 enterprise. */
  customerType: z.union([z.literal(-1), z.literal(0), z.literal(1)]),
  customerLevel: z.enum(['V0', 'V1', 'V2', 'V3', 'V4', 'V5']),
  xaccountId: z.string(),
  xaccountType: z.string(),
  frozen: z.enum(['no', 'ACCOUNT', 'ACCOUNT_AND_RESOURCE']),
  budget: budgetSchema.nullable(),
  budgetRecords: z.array(budgetRecordSchema),
  orders: z.array(orderSchema),
  resources: z.array(resourceSchema),
  registeredAt: instant,
  /** What only the console's checks know. */
  hasSpent: z.boolean(),
  hasSpecialContract: z.boolean(),
  isPartner: z.boolean(),
  unpaidBills: z.boolean(),
  reservedInstances: z.boolean(),
  partnerSupportPlan: z.boolean(),
  serviceSupportPlan: z.boolean(),
  /** A member's service support plan also stands in the way of its master's release. */
  memberSupportPlan: z.boolean(),
  enterprise: z.enum(['none', 'member', 'master_unified', 'master_independent']),
  preRegisteredByHuawei: z.boolean(),
  /** One of the provider's named accounts: the provider itself reviews the end of its association. */
  isNamedAccount: z.boolean(),
});
export type Customer = z.output<typeof customerSchema>;

/** What an account is until told otherwise. */
export const freshCustomer = {
  realName: '',
  isInternational: true,
  partner: null,
  formerPartners: [],
  associationType: '3',
  associatedAt: null,
  label: '',
  telephone: '',
  email: '',
  country: 'SG',
  verifiedStatus: '-1',
  review: null,
  customerType: -1,
  customerLevel: 'V0',
  xaccountId: '',
  xaccountType: '',
  frozen: 'no',
  budget: null,
  budgetRecords: [],
  orders: [],
  resources: [],
  hasSpent: false,
  hasSpecialContract: false,
  isPartner: false,
  unpaidBills: false,
  reservedInstances: false,
  partnerSupportPlan: false,
  serviceSupportPlan: false,
  memberSupportPlan: false,
  enterprise: 'none',
  preRegisteredByHuawei: false,
  isNamedAccount: false,
} satisfies Omit<Customer, 'id' | 'accountName' | 'registeredAt'>;
