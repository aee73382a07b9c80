import * as z from 'zod';
import { keySchema, uinSchema } from '../keys.ts';

const instant = z.iso.datetime();
/** Fen, a hundredth of a yuan. */
const fen = z.int();
const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/);

/** A partner account (代理商) of the China site. */
export const chinaPartnerSchema = z.strictObject({
  uin: uinSchema,
  name: z.string().min(1),
  /** Whose applications Tencent Cloud audits itself once the partner has accepted; the provider does not say. */
  audits: z.enum(['class_b', 'every', 'none']),
});
export type ChinaPartner = z.output<typeof chinaPartnerSchema>;

export const freshChinaPartner = { audits: 'class_b' } satisfies Omit<ChinaPartner, 'uin' | 'name'>;

/** An account (代客) that is, or may become, somebody's customer. Source: `AgentAuditedClient`, `AgentClientElem`. */
export const clientSchema = z.strictObject({
  uin: uinSchema,
  name: z.string().min(1),
  mail: z.email(),
  phone: z.string(),
  /** The partner it is associated with, and since when. */
  partner: uinSchema.nullable(),
  associatedAt: instant.nullable(),
  remark: z.string(),
  /** `ClientFlag`: the class, by which accepting needs a reason. */
  flag: z.enum(['a', 'b', 'c']),
  /** `AuthType`: 0 person, 1 company, anything else not verified. */
  authType: z.enum(['-1', '0', '1']),
  clientType: z.enum(['new', 'assign', 'old', 'direct', 'direct_newopp', '']),
  projectType: z.enum(['self', 'platform', 'repeat', '']),
  /** `TransactionType`: 1 original, 2 agency, 3 bought for the customer. */
  transactionType: z.enum(['1', '2', '3']),
  hasOverdueBill: z.boolean(),
  cash: fen,
  gifts: fen,
  owed: fen,
  frozen: fen,
  lastMonthAmt: fen,
  thisMonthAmt: fen,
  grade: z.string(),
});
export type Client = z.output<typeof clientSchema>;

/** What an account is until told otherwise: associated with nobody, verified as a company's, owing nothing. */
export const freshClient = {
  phone: '13255500769',
  partner: null,
  associatedAt: null,
  remark: '',
  flag: 'a',
  authType: '1',
  clientType: 'new',
  projectType: 'self',
  transactionType: '1',
  hasOverdueBill: false,
  cash: 0,
  gifts: 0,
  owed: 0,
  frozen: 0,
  lastMonthAmt: 0,
  thisMonthAmt: 0,
  grade: 'T1',
} satisfies Omit<Client, 'uin' | 'name' | 'mail'>;

/** An application that waits: 1 for the partner, 2 for Tencent Cloud's audit, 4 for its channel's approval. */
export const chinaApplicationSchema = z.strictObject({
  partner: uinSchema,
  uin: uinSchema,
  appliedAt: instant,
  status: z.literal([1, 2, 4]),
  /** The partner's reason, once it has accepted. */
  note: z.string(),
});
export type ChinaApplication = z.output<typeof chinaApplicationSchema>;

/** A row of the month's business. Source: `AgentBillElem`. */
export const chinaBillSchema = z.strictObject({
  partner: uinSchema,
  uin: uinSchema,
  month,
  amt: fen,
  orderId: z.string(),
  payAt: instant,
  goodsType: z.string(),
  payMode: z.enum(['prepay', 'postpay']),
  payerMode: z.enum(['agentpay', 'selfpay']),
});

/** A record of an unbinding: 0 in review, 1 unbound, 2 revoked, 3 revoked by the relation, 4 turned down. */
export const chinaUnbindingSchema = z.strictObject({
  partner: uinSchema,
  uin: uinSchema,
  name: z.string(),
  status: z.literal([0, 1, 2, 3, 4]),
  appliedAt: instant,
  endedAt: instant.nullable(),
});
export type ChinaUnbinding = z.output<typeof chinaUnbindingSchema>;

/** A row of a month's rebates: of the partner, and of an account that earns one. Source: `RebateInfoElemNew`. */
export const chinaRebateSchema = z.strictObject({
  partner: uinSchema,
  month,
  uin: uinSchema,
  amt: fen,
  monthSales: fen,
  quarterSales: fen,
  /** Any word, because a new one is what has to be met. */
  flag: z.string(),
});

/** Everything of the China site that the simulator remembers; none of it is shared with the international site. */
export const chinaStateSchema = z.strictObject({
  partners: z.record(z.string(), chinaPartnerSchema),
  keys: z.array(keySchema),
  clients: z.record(z.string(), clientSchema),
  applications: z.array(chinaApplicationSchema),
  bills: z.array(chinaBillSchema),
  unbindings: z.array(chinaUnbindingSchema),
  rebates: z.array(chinaRebateSchema),
});
export type ChinaState = z.output<typeof chinaStateSchema>;

/** Nobody at all. */
export const emptyChina = (): ChinaState => ({
  partners: {},
  keys: [],
  clients: {},
  applications: [],
  bills: [],
  unbindings: [],
  rebates: [],
});
