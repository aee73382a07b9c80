import * as z from 'zod';
import { type Deed, deed } from '../../console.ts';
import { at } from '../../page.ts';
import { register } from '../customer-side.ts';
import { customerSchema, idSchema, shutdownPolicySchema } from '../state.ts';
import { answerTermination, finishTermination, openTermination, withdrawTermination } from '../terminations/process.ts';
import { nowOf, type World } from '../world.ts';
import { ownedBy } from './partner-pages.ts';

type Fields = Readonly<Record<string, string>>;

const ofCustomer = z.object({ uid: idSchema });
const operate = ofCustomer.extend({ account: idSchema });
const settings = operate.extend({
  frozen: z.literal('on').optional(),
  banned: z.literal('on').optional(),
  policy: shutdownPolicySchema,
});
const answer = ofCustomer.extend({ answer: z.enum(['confirm', 'reject']), reason: z.string().max(500).optional() });
const form = z.object({
  token: z.string(),
  uid: z.union([z.literal('').transform(() => undefined), idSchema]).optional(),
  name: z.string().trim().min(1, 'A name is needed.').max(200),
  email: z.email('An e-mail address is needed.'),
  country: customerSchema.shape.country,
});

const customers = ({ account = '' }: Fields) => at('/console/customers', { account });
const customer = ({ account = '', uid = '' }: Fields) => at('/console/customer', { account, uid });
const account = ({ uid = '' }: Fields) => at('/console/account', { uid });

/** Every form by its address. */
export const deeds: Readonly<Record<string, Deed<World>>> = {
  '/register': deed(
    form,
    ({ token = '' }) => at('/register/done', { token }),
    ({ token = '' }) => at('/register', { token }),
    (world, { token, ...registration }) => {
      register(world, token, registration);
    },
  ),
  '/console/customer': deed(settings, customer, customer, (world, { account: by, uid, frozen, banned, policy }) => {
    const own = ownedBy(world, by, uid);
    own.isFrozen = frozen === 'on';
    own.shutdownPolicy = policy;
    const newBuyStatus = banned === 'on' ? 'ban' : 'normal';
    if (newBuyStatus === own.newBuyStatus) return;
    own.newBuyStatus = newBuyStatus;
    const changedType = newBuyStatus === 'ban' ? 'ban' : 'cancelBan';
    own.purchaseRecords.push({ changedType, at: nowOf(world), path: 'ACPN', operator: by });
  }),
  '/console/terminate': deed(operate, customers, customer, (world, { account: by, uid }) => {
    openTermination(world, { by, uid });
  }),
  '/console/withdraw': deed(operate, customers, customers, (world, { account: by, uid }) => {
    withdrawTermination(world, { by, uid });
  }),
  '/console/finish': deed(operate, customers, customers, (world, { uid }) => {
    finishTermination(world, uid);
  }),
  '/console/account/answer': deed(answer, account, account, (world, said) => {
    answerTermination(world, said);
  }),
};
