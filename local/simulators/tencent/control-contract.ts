import * as z from 'zod';
import { operation } from '../control.ts';
import { instrumentContract } from '../instruments.ts';
import { servingSchema } from '../table-files.ts';
import { chinaStateSchema } from './china/state.ts';
import { keyContract } from './key-routes.ts';
import { keySchema, uinSchema } from './keys.ts';
import { tencentSeedSchema } from './seed-state.ts';
import {
  applicationSchema,
  billSchema,
  customerSchema,
  partnerAccountSchema,
  rebateMonthSchema,
  tencentStateSchema,
  unbindingSchema,
  unbindingStatusSchema,
} from './state.ts';

const nothing = z.strictObject({});
const accountSchema = partnerAccountSchema.extend({ keys: z.array(keySchema) });
const keys = z.array(keySchema.omit({ secretKey: true }));
const accounts = z.strictObject({ accounts: z.array(accountSchema) });
const submitted = {
  uin: uinSchema,
  name: z.string().min(1),
  email: z.email(),
  mobile: z.string().optional(),
};

/** Everything the control API can do, with what it takes and gives. Server and client are both made from this. */
export const controlContract = {
  reset: operation('POST /_control/reset', tencentSeedSchema, accounts),
  readState: operation(
    'GET /_control/state',
    nothing,
    tencentStateSchema.extend({ keys, china: chinaStateSchema.extend({ keys }) }),
  ),
  ...instrumentContract,
  listAccounts: operation('GET /_control/accounts', nothing, accounts),
  setAccount: operation(
    'POST /_control/accounts',
    partnerAccountSchema.partial().required({ uin: true }),
    accountSchema,
  ),
  ...keyContract('/_control/keys'),
  setCustomer: operation('POST /_control/customers', customerSchema.partial().required({ uin: true }), customerSchema),
  submitByLink: operation(
    'POST /_control/customers/submit',
    z.strictObject({ token: z.string(), ...submitted }),
    applicationSchema,
  ),
  applyUnasked: operation(
    'POST /_control/customers/apply',
    z.strictObject({ partner: uinSchema, ...submitted }),
    applicationSchema,
  ),
  withdraw: operation(
    'POST /_control/customers/withdraw',
    z.strictObject({ uin: uinSchema, partner: uinSchema.optional() }),
    z.strictObject({ withdrawn: z.int() }),
  ),
  unbind: operation('POST /_control/customers/unbind', z.strictObject({ uin: uinSchema }), customerSchema),
  migrate: operation(
    'POST /_control/customers/migrate',
    z.strictObject({ uin: uinSchema, to: uinSchema }),
    customerSchema,
  ),
  addBill: operation(
    'POST /_control/customers/bills',
    billSchema.partial().required({ amount: true }).extend({ uin: uinSchema }),
    customerSchema,
  ),
  bindCard: operation(
    'POST /_control/customers/card',
    z.strictObject({ uin: uinSchema, completeDetails: z.boolean().default(true) }),
    customerSchema,
  ),
  submitUnbinding: operation(
    'POST /_control/unbindings/submit',
    z.strictObject({ by: uinSchema, uin: uinSchema, noticeAccepted: z.boolean() }),
    unbindingSchema,
  ),
  startUnbinding: operation('POST /_control/unbindings/start', z.strictObject({ uin: uinSchema }), unbindingSchema),
  reviewUnbinding: operation(
    'POST /_control/unbindings/review',
    z.strictObject({
      number: z.string(),
      by: uinSchema,
      decision: z.enum(['approve', 'refuse']),
      reason: z.string().optional(),
    }),
    unbindingSchema,
  ),
  answerUnbinding: operation(
    'POST /_control/unbindings/answer',
    z.strictObject({ uin: uinSchema, answer: z.enum(['confirm', 'reject']), reason: z.string().optional() }),
    unbindingSchema,
  ),
  recheckUnbinding: operation(
    'POST /_control/unbindings/recheck',
    z.strictObject({ number: z.string() }),
    unbindingSchema,
  ),
  withdrawUnbinding: operation(
    'POST /_control/unbindings/withdraw',
    z.strictObject({ number: z.string(), by: uinSchema }),
    unbindingSchema,
  ),
  listUnbindings: operation(
    'GET /_control/unbindings',
    z.strictObject({
      account: z.string().optional(),
      uin: z.string().optional(),
      status: unbindingStatusSchema.optional(),
    }),
    z.strictObject({ records: z.array(unbindingSchema) }),
  ),
  exportUnbindings: operation(
    'GET /_control/unbindings/export',
    z.strictObject({ account: uinSchema }),
    z.strictObject({ csv: z.string() }),
  ),
  setRebates: operation(
    'POST /_control/rebates',
    z.strictObject({
      account: uinSchema,
      month: rebateMonthSchema.shape.month,
      /** Added, or put in the place of the row with the same Record ID. */
      put: rebateMonthSchema.shape.rows.default([]),
      /** Record IDs. */
      remove: z.array(z.string()).default([]),
      readyAfter: rebateMonthSchema.shape.readyAfter.optional(),
      serves: servingSchema.optional(),
    }),
    rebateMonthSchema,
  ),
};
