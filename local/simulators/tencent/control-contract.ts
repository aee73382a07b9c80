import * as z from 'zod';
import { operation } from '../control.ts';
import { faultOrderSchema, faultSchema, heldCallSchema } from '../faults.ts';
import { tencentSeedSchema } from './seed-state.ts';
import {
  applicationSchema,
  callSchema,
  customerSchema,
  keySchema,
  partnerAccountSchema,
  tencentStateSchema,
  uinSchema,
} from './state.ts';

const nothing = z.strictObject({});
const accountSchema = partnerAccountSchema.extend({ keys: z.array(keySchema) });
const accounts = z.strictObject({ accounts: z.array(accountSchema) });
const clock = z.strictObject({ wall: z.iso.datetime(), now: z.iso.datetime(), offsetMs: z.number() });
const faultId = z.strictObject({ id: z.string().optional() });
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
    tencentStateSchema.extend({ keys: z.array(keySchema.omit({ secretKey: true })) }),
  ),
  listCalls: operation(
    'GET /_control/calls',
    z.strictObject({
      action: z.string().optional(),
      account: z.string().optional(),
      after: z.coerce.number().default(0),
    }),
    z.strictObject({ calls: z.array(callSchema) }),
  ),
  readClock: operation('GET /_control/clock', nothing, clock),
  moveClock: operation(
    'POST /_control/clock',
    z.union([
      z.strictObject({ advanceMs: z.number() }),
      z.strictObject({ set: z.iso.datetime() }),
      z.strictObject({ offsetMs: z.number() }),
    ]),
    clock,
  ),
  addFault: operation('POST /_control/faults', faultOrderSchema, faultSchema),
  listFaults: operation(
    'GET /_control/faults',
    nothing,
    z.strictObject({ faults: z.array(faultSchema), held: z.array(heldCallSchema) }),
  ),
  clearFaults: operation('POST /_control/faults/clear', faultId, z.strictObject({ cleared: z.int() })),
  releaseCalls: operation('POST /_control/faults/release', faultId, z.strictObject({ released: z.int() })),
  awaitHeldCall: operation(
    'POST /_control/faults/await-held',
    faultId.extend({ timeoutMs: z.int().min(1).max(600_000).default(10_000) }),
    heldCallSchema,
  ),
  listAccounts: operation('GET /_control/accounts', nothing, accounts),
  setAccount: operation(
    'POST /_control/accounts',
    partnerAccountSchema.partial().required({ uin: true }),
    accountSchema,
  ),
  addKey: operation(
    'POST /_control/keys/add',
    keySchema.pick({ account: true, secretId: true, secretKey: true }).partial().required({ account: true }),
    keySchema,
  ),
  disableKey: operation('POST /_control/keys/disable', keySchema.pick({ secretId: true }), keySchema),
  rotateKey: operation('POST /_control/keys/rotate', keySchema.pick({ account: true }), keySchema),
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
};
