import * as z from 'zod';
import { operation } from '../control.ts';
import { instrumentContract } from '../instruments.ts';
import { servingSchema } from '../table-files.ts';
import { alibabaSeedSchema } from './seed-state.ts';
import {
  alibabaStateSchema,
  billSchema,
  commissionFileSchema,
  customerSchema,
  idSchema,
  invitationSchema,
  keySchema,
  orderSchema,
  partnerAccountSchema,
  readingsSchema,
  terminationSchema,
} from './state.ts';
import { bucketSchema, objectSchema, sessionSchema } from './storage/stored.ts';

const nothing = z.strictObject({});
const accountSchema = partnerAccountSchema.extend({ keys: z.array(keySchema) });
const accounts = z.strictObject({ accounts: z.array(accountSchema) });
const customer = z.strictObject({ uid: idSchema });
/** An invitation by its id or by the token of its registration URL. */
const invitation = z.strictObject({ invitation: z.string().min(1) });

/** Everything the control API can do, with what it takes and gives. Server and client are both made from this. */
export const controlContract = {
  reset: operation('POST /_control/reset', alibabaSeedSchema, accounts),
  readState: operation(
    'GET /_control/state',
    nothing,
    alibabaStateSchema.extend({
      keys: z.array(keySchema.omit({ accessKeySecret: true })),
      sessions: z.array(sessionSchema.pick({ bucket: true, may: true, expires: true })),
      objects: z.array(objectSchema.omit({ body: true })),
    }),
  ),
  ...instrumentContract,
  listAccounts: operation('GET /_control/accounts', nothing, accounts),
  setAccount: operation(
    'POST /_control/accounts',
    partnerAccountSchema.partial().required({ uid: true }).extend({ readings: readingsSchema.partial().optional() }),
    accountSchema,
  ),
  addKey: operation(
    'POST /_control/keys/add',
    keySchema.pick({ account: true, accessKeyId: true, accessKeySecret: true }).partial().required({ account: true }),
    keySchema,
  ),
  disableKey: operation('POST /_control/keys/disable', keySchema.pick({ accessKeyId: true }), keySchema),
  rotateKey: operation('POST /_control/keys/rotate', keySchema.pick({ account: true }), keySchema),
  setCustomer: operation('POST /_control/customers', customerSchema.partial().required({ uid: true }), customerSchema),
  release: operation('POST /_control/customers/release', customer, customerSchema),
  addOrder: operation(
    'POST /_control/customers/orders',
    orderSchema.partial().extend({ uid: idSchema }),
    customerSchema,
  ),
  openLink: operation('POST /_control/invitations/open', invitation, invitationSchema),
  register: operation(
    'POST /_control/invitations/register',
    invitation.extend({
      uid: idSchema.optional(),
      name: z.string().min(1),
      email: z.email(),
      country: customerSchema.shape.country,
      /** False leaves the account registered and not yet associated. */
      associate: z.boolean().default(true),
    }),
    invitationSchema,
  ),
  associate: operation('POST /_control/invitations/associate', invitation, invitationSchema),
  openTermination: operation('POST /_control/terminations/open', customer.extend({ by: idSchema }), terminationSchema),
  answerTermination: operation(
    'POST /_control/terminations/answer',
    customer.extend({ answer: z.enum(['confirm', 'reject']), reason: z.string().optional() }),
    terminationSchema,
  ),
  withdrawTermination: operation(
    'POST /_control/terminations/withdraw',
    customer.extend({ by: idSchema }),
    terminationSchema,
  ),
  finishTermination: operation('POST /_control/terminations/finish', customer, terminationSchema),
  setBill: operation(
    'POST /_control/bills',
    billSchema.omit({ partner: true }).extend({
      account: idSchema,
      owner: billSchema.shape.owner.default('1'),
      serves: servingSchema.default('whole'),
    }),
    billSchema,
  ),
  addBucket: operation(
    'POST /_control/buckets',
    bucketSchema.omit({ role: true }).extend({ region: bucketSchema.shape.region.default('ap-southeast-1') }),
    z.strictObject({ bucket: bucketSchema, key: keySchema }),
  ),
  setCommission: operation(
    'POST /_control/commission',
    z.strictObject({
      account: idSchema,
      month: commissionFileSchema.shape.month,
      /** All files of the month; each is pushed anew. */
      files: z.array(
        commissionFileSchema.pick({ policy: true, rows: true }).extend({
          name: commissionFileSchema.shape.name.optional(),
          serves: servingSchema.default('whole'),
          renamed: commissionFileSchema.shape.renamed.default({}),
        }),
      ),
    }),
    z.strictObject({ files: z.array(commissionFileSchema) }),
  ),
};
