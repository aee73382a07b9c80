import * as z from 'zod';
import { operation } from '../control.ts';
import { instrumentContract } from '../instruments.ts';
import { customerSchema, idSchema, orderSchema, resourceSchema, unsignedUsd } from './customer-state.ts';
import { huaweiSeedSchema } from './seed-state.ts';
import {
  disassociationSchema,
  huaweiStateSchema,
  invitationSchema,
  keySchema,
  partnerAccountSchema,
  readingsSchema,
} from './state.ts';

const nothing = z.strictObject({});
const accountSchema = partnerAccountSchema.extend({ keys: z.array(keySchema) });
const accounts = z.strictObject({ accounts: z.array(accountSchema) });
const customer = z.strictObject({ id: idSchema });
/** An invitation by its id or by the token of its link. */
const invitation = z.strictObject({ invitation: z.string().min(1) });
const answer = z.strictObject({
  customer: idSchema,
  answer: z.enum(['approve', 'reject']),
  reason: z.string().optional(),
});

/** Everything the control API can do, with what it takes and gives. Server and client are both made from this. */
export const controlContract = {
  reset: operation('POST /_control/reset', huaweiSeedSchema, accounts),
  readState: operation(
    'GET /_control/state',
    nothing,
    huaweiStateSchema.extend({ keys: z.array(keySchema.omit({ secretKey: true })) }),
  ),
  ...instrumentContract,
  listAccounts: operation('GET /_control/accounts', nothing, accounts),
  setAccount: operation(
    'POST /_control/accounts',
    partnerAccountSchema.partial().required({ id: true }).extend({ readings: readingsSchema.partial().optional() }),
    accountSchema,
  ),
  addKey: operation(
    'POST /_control/keys/add',
    keySchema.omit({ status: true }).partial().required({ account: true }),
    keySchema,
  ),
  disableKey: operation('POST /_control/keys/disable', keySchema.pick({ accessKey: true }), keySchema),
  rotateKey: operation('POST /_control/keys/rotate', keySchema.pick({ account: true }), keySchema),
  setCustomer: operation('POST /_control/customers', customerSchema.partial(), customerSchema),
  addOrder: operation(
    'POST /_control/customers/orders',
    z.strictObject({ customer: idSchema, order: orderSchema.partial().default({}) }),
    customerSchema,
  ),
  addResource: operation(
    'POST /_control/customers/resources',
    z.strictObject({ customer: idSchema, resource: resourceSchema.partial().default({}) }),
    customerSchema,
  ),
  spend: operation('POST /_control/customers/spend', customer.extend({ used: unsignedUsd }), customerSchema),
  release: operation('POST /_control/customers/release', customer, customerSchema),
  sendInvitation: operation(
    'POST /_control/invitations/send',
    invitationSchema.pick({ partner: true }).extend({
      by: invitationSchema.shape.by.default('link'),
      email: z.string().default(''),
      customerName: z.string().default(''),
      associationType: invitationSchema.shape.associationType.default('3'),
    }),
    invitationSchema,
  ),
  resendInvitation: operation('POST /_control/invitations/resend', invitation, invitationSchema),
  acceptInvitation: operation(
    'POST /_control/invitations/accept',
    invitation.extend({ customer: idSchema }),
    invitationSchema,
  ),
  startByPartner: operation(
    'POST /_control/disassociations/start-by-partner',
    z.strictObject({ by: idSchema, customer: idSchema, reason: z.string() }),
    disassociationSchema,
  ),
  startByCustomer: operation(
    'POST /_control/disassociations/start-by-customer',
    z.strictObject({ customer: idSchema, reason: z.string().default('') }),
    disassociationSchema,
  ),
  answerAsCustomer: operation('POST /_control/disassociations/answer-as-customer', answer, disassociationSchema),
  answerAsProvider: operation('POST /_control/disassociations/answer-as-provider', answer, disassociationSchema),
  answerAsPartner: operation(
    'POST /_control/disassociations/answer-as-partner',
    answer.extend({ by: idSchema }),
    disassociationSchema,
  ),
};
