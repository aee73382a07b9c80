import * as z from 'zod';
import { callSchema } from '../call-log.ts';
import { faultSchema } from '../faults.ts';
import { customerSchema, idSchema, instant, unsignedUsd, usd } from './customer-state.ts';

/** How the provider's documents are read where they say nothing; each can be set, per partner account. */
export const readingsSchema = z.strictObject({
  /** The code for an account that is not this partner's customer; the documents have all three, 5002 as HTTP 200. */
  foreignCustomer: z.enum(['CBC.99000035', 'CBC.99000000', 'CBC.5002']),
  /** Refusals of the business layer with the status of their code, or all of them as HTTP 200. */
  businessErrors: z.enum(['status', 'ok']),
  /** Whether an answer in which nothing went wrong says `error_code: CBC.0000`. */
  saysSuccess: z.boolean(),
  /** Whether an account may be unfrozen before it has a budget. */
  unfreezeWithoutBudget: z.enum(['refuse', 'allow']),
  /** Whether the budget records of a customer can be read after its release. */
  recordsAfterRelease: z.enum(['refuse', 'answer']),
  /** From CreateSubCustomer to the association, and from a customer's acceptance to it; milliseconds. */
  createDelayMs: z.int().min(0),
  acceptDelayMs: z.int().min(0),
  /** How long an invitation can be accepted; the documents say only that it ends. */
  invitationDays: z.int().min(1).max(365),
});

/** What is taken to hold until a live account shows it. */
export const usualReadings = {
  foreignCustomer: 'CBC.99000035',
  businessErrors: 'status',
  saysSuccess: false,
  unfreezeWithoutBudget: 'refuse',
  recordsAfterRelease: 'refuse',
  createDelayMs: 10_000,
  acceptDelayMs: 0,
  invitationDays: 7,
} satisfies z.output<typeof readingsSchema>;

/** A month's bill of a partner; what is due is the sum of the first three. */
export const billSchema = z.strictObject({
  month: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/),
  consumed: usd,
  refunds: usd,
  adjustments: usd,
  tax: usd,
});

/** Why CreateSubCustomer is refused whatever is sent. */
const obstacleSchema = z.enum([
  'CBC.99000004',
  'CBC.99000030',
  'CBC.99005035',
  'CBC.50010059',
  'CBC.50010065',
  'CBC.50010085',
  'CBC.50010086',
]);

/** A partner account: the party that calls the API, or a second-tier reseller for whom its distributor calls. */
export const partnerAccountSchema = z.strictObject({
  id: idSchema,
  /** The name of the Huawei Cloud account. */
  accountName: z.string().min(1),
  /** The company. */
  name: z.string().min(1),
  role: z.enum(['solution_provider', 'distributor', 'second_tier']),
  /** The distributor above a second-tier reseller. */
  parent: idSchema.nullable(),
  associatedAt: instant,
  email: z.string(),
  mobile: z.string(),
  /** The platform id that Huawei Cloud gave to the partner. */
  xaccountType: z.string(),
  /** False once the provider no longer treats it as a partner: CBC.5001. */
  active: z.boolean(),
  obstacle: obstacleSchema.nullable(),
  consumptionQuota: unsignedUsd,
  balance: usd,
  couponBalance: unsignedUsd,
  dueAmount: unsignedUsd,
  unbilledAmount: unsignedUsd,
  bills: z.array(billSchema),
  readings: readingsSchema,
});
export type PartnerAccount = z.output<typeof partnerAccountSchema>;

/** What a partner account is until told otherwise. */
export const freshPartner = {
  role: 'solution_provider',
  parent: null,
  associatedAt: '2023-04-01T00:00:00.000Z',
  email: 'partner@example.com',
  mobile: '0065-55500001',
  xaccountType: 'SIM_IDP',
  active: true,
  obstacle: null,
  consumptionQuota: '50000.00',
  balance: '0.00',
  couponBalance: '0.00',
  dueAmount: '0.00',
  unbilledAmount: '0.00',
  bills: [],
  readings: usualReadings,
} satisfies Omit<PartnerAccount, 'id' | 'accountName' | 'name'>;

/** A key of an operator of a partner account. */
export const keySchema = z.strictObject({
  accessKey: z.string().regex(/^[A-Za-z0-9]{4,64}$/),
  secretKey: z.string().min(8),
  account: idSchema,
  status: z.enum(['active', 'disabled']),
  /** Permission codes that the operator has; null is the administrator, who has all. */
  permissions: z.array(z.string().regex(/^BPC_ITEM_[A-Z]+_\d{6}$/)).nullable(),
});
export type Key = z.output<typeof keySchema>;

/** Why the association with an invited account failed; the console's list, as far as it can happen here. */
export const failureCauseSchema = z.enum([
  'other_partner',
  'other_site',
  'special_contract',
  'is_partner',
  'registered_too_long',
  'has_spent',
  'unpaid_bills',
  'enterprise_relation',
  'reserved_instances',
]);

/** An invitation that a person sent in the console. */
export const invitationSchema = z.strictObject({
  id: z.string(),
  /** What opens the page of the invitation. */
  token: z.string(),
  partner: idSchema,
  /** `email` is sent; link and QR code are handed over by the partner. */
  by: z.enum(['email', 'link', 'qr']),
  email: z.string(),
  customerName: z.string(),
  associationType: customerSchema.shape.associationType,
  /** Each time it was sent. */
  sentAt: z.array(instant).min(1),
  stage: z.enum(['sent', 'accepted', 'failed']),
  failureCause: failureCauseSchema.nullable(),
  customer: idSchema.nullable(),
});
export type Invitation = z.output<typeof invitationSchema>;

/** An association on its way: accepted or created, and not in force yet. */
export const pendingAssociationSchema = z.strictObject({
  customer: idSchema,
  partner: idSchema,
  associationType: customerSchema.shape.associationType,
  dueAt: instant,
});

/** Where a request to end an association stands. */
export const disassociationStatusSchema = z.enum([
  'customer_confirmation',
  'partner_review',
  'provider_review',
  'released',
  'rejected',
]);

/** A request to end an association, which only the console knows. */
export const disassociationSchema = z.strictObject({
  id: z.string(),
  customer: idSchema,
  partner: idSchema,
  startedBy: z.enum(['partner', 'customer']),
  startedAt: instant,
  reason: z.string(),
  status: disassociationStatusSchema,
  answeredAt: instant.nullable(),
  answer: z.string(),
});
export type Disassociation = z.output<typeof disassociationSchema>;

/** A verification code that was sent; no mail leaves this computer. */
export const verificationCodeSchema = z.strictObject({
  email: z.string(),
  code: z.string(),
  sentAt: instant,
  expiresAt: instant,
  wrongTries: z.int(),
});

/** Everything the simulator remembers; the whole of the state file. */
export const huaweiStateSchema = z.strictObject({
  clock: z.strictObject({ offsetMs: z.number() }),
  random: z.strictObject({ cursor: z.number() }),
  partners: z.record(z.string(), partnerAccountSchema),
  keys: z.array(keySchema),
  customers: z.record(z.string(), customerSchema),
  invitations: z.array(invitationSchema),
  pendingAssociations: z.array(pendingAssociationSchema),
  disassociations: z.array(disassociationSchema),
  verificationCodes: z.array(verificationCodeSchema),
  faults: z.array(faultSchema),
  calls: z.array(callSchema),
  callCount: z.int(),
});
export type HuaweiState = z.output<typeof huaweiStateSchema>;
