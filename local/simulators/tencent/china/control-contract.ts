import * as z from 'zod';
import { operation } from '../../control.ts';
import { keyContract } from '../key-routes.ts';
import { keySchema, uinSchema } from '../keys.ts';
import {
  chinaApplicationSchema,
  chinaBillSchema,
  chinaPartnerSchema,
  chinaRebateSchema,
  chinaUnbindingSchema,
  clientSchema,
} from './state.ts';

const accountSchema = chinaPartnerSchema.extend({ keys: z.array(keySchema) });
const named = z.strictObject({ uin: uinSchema });

/** What the control API can do at the China site: whatever there is no API for, and what tests set. */
export const chinaContract = {
  listAccounts: operation(
    'GET /_control/china/accounts',
    z.strictObject({}),
    z.strictObject({ accounts: z.array(accountSchema) }),
  ),
  setAccount: operation(
    'POST /_control/china/accounts',
    chinaPartnerSchema.partial().required({ uin: true }),
    accountSchema,
  ),
  ...keyContract('/_control/china/keys'),
  setClient: operation('POST /_control/china/clients', clientSchema.partial().required({ uin: true }), clientSchema),
  apply: operation(
    'POST /_control/china/applications',
    z.strictObject({ partner: uinSchema, uin: uinSchema }),
    chinaApplicationSchema,
  ),
  withdraw: operation('POST /_control/china/applications/withdraw', named, z.strictObject({ withdrawn: z.int() })),
  endAudit: operation(
    'POST /_control/china/applications/audit',
    z.strictObject({ uin: uinSchema, verdict: z.enum(['pass', 'refuse', 'to_channel']) }),
    clientSchema,
  ),
  openUnbinding: operation('POST /_control/china/unbindings', named, chinaUnbindingSchema),
  endUnbinding: operation(
    'POST /_control/china/unbindings/end',
    z.strictObject({ uin: uinSchema, as: z.enum(['unbound', 'revoked', 'revoked_by_relation', 'turned_down']) }),
    chinaUnbindingSchema,
  ),
  addBill: operation(
    'POST /_control/china/bills',
    chinaBillSchema.partial().required({ uin: true, amt: true }),
    chinaBillSchema,
  ),
  setRebates: operation(
    'POST /_control/china/rebates',
    z.strictObject({
      account: uinSchema,
      month: chinaRebateSchema.shape.month,
      /** Added, or put in the place of the row of the same account. */
      put: z
        .array(chinaRebateSchema.omit({ partner: true, month: true }).partial().required({ uin: true }))
        .default([]),
      remove: z.array(uinSchema).default([]),
    }),
    z.strictObject({ rows: z.array(chinaRebateSchema) }),
  ),
};
