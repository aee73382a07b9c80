import * as z from 'zod';
import { type Deed, deed } from '../../console.ts';
import { ControlRefusal } from '../../control.ts';
import { at } from '../../page.ts';
import { isNameTaken } from '../accounts/account-names.ts';
import * as disassociations from '../associations/disassociations.ts';
import { acceptInvitation, resendInvitation, sendInvitation, usableInvitation } from '../associations/invitations.ts';
import { partnerOf, setCustomer } from '../change-customers.ts';
import { customerSchema, idSchema } from '../customer-state.ts';
import { setBudget } from '../customers/budgets.ts';
import { invitationSchema } from '../state.ts';
import type { World } from '../world.ts';
import { ownedBy } from './partner-pages.ts';

type Fields = Readonly<Record<string, string>>;

const own = z.object({ account: idSchema, id: idSchema });
const mine = z.object({ id: idSchema });
const said = { answer: z.enum(['approve', 'reject']), reason: z.string().max(500).optional() };
const opened = z.object({ token: z.string() });

const customer = ({ account = '', id = '' }: Fields) => at('/console/customer', { account, id });
const invitations = ({ account = '' }: Fields) => at('/console/invitations', { account });
const records = ({ account = '' }: Fields) => at('/console/records', { account });
const myAccount = ({ id = '' }: Fields) => at('/console/my-account', { id });
const link = ({ token = '' }: Fields) => at('/invitation', { token });
const accepted = ({ token = '' }: Fields) => at('/invitation/done', { token });

/** Every form by its address. */
export const deeds: Readonly<Record<string, Deed<World>>> = {
  '/invitation': deed(opened.extend(mine.shape), accepted, link, (world, { token, id }) => {
    acceptInvitation(world, token, id);
  }),
  '/invitation/register': deed(
    opened.extend({ accountName: customerSchema.shape.accountName, email: z.email('An e-mail address is needed.') }),
    accepted,
    link,
    (world, { token, ...account }) => {
      usableInvitation(world, token);
      if (isNameTaken(world, account.accountName)) {
        throw new ControlRefusal(409, 'name_taken', 'There is an account of this name.');
      }
      acceptInvitation(world, token, setCustomer(world, account).id);
    },
  ),
  '/console/invite': deed(
    z.object({
      account: idSchema,
      by: invitationSchema.shape.by,
      email: z.union([z.literal(''), z.email('That is no e-mail address.')]),
      customerName: z.string().max(200),
      associationType: invitationSchema.shape.associationType,
    }),
    invitations,
    invitations,
    (world, { account: partner, ...order }) => {
      sendInvitation(world, { partner, ...order });
    },
  ),
  '/console/invite/again': deed(
    z.object({ account: idSchema, invitation: z.string() }),
    invitations,
    invitations,
    (world, { invitation }) => {
      resendInvitation(world, invitation);
    },
  ),
  '/console/customer/budget': deed(
    own.extend({
      amount: z
        .string()
        .regex(/^[1-9]\d{0,8}(\.\d{2})?$/, 'An amount in dollars is needed, with two decimals or none.'),
      unfreeze: z.literal('on').optional(),
    }),
    customer,
    customer,
    (world, { account, id, amount, unfreeze }) => {
      const budgeted = ownedBy(world, account, id);
      setBudget({ world, partner: partnerOf(world, account) }, budgeted, {
        amount: amount.includes('.') ? amount : `${amount}.00`,
        type: 'MONTHLY',
        freezesByItself: false,
      });
      if (unfreeze === 'on') budgeted.frozen = 'no';
    },
  ),
  '/console/customer/freeze': deed(
    own.extend({ frozen: customerSchema.shape.frozen }),
    customer,
    customer,
    (world, { account, id, frozen }) => {
      ownedBy(world, account, id).frozen = frozen;
    },
  ),
  '/console/customer/disassociate': deed(
    own.extend({
      reason: z.string().max(500),
      notice: z.literal('on', 'Read the notice and tick that you accept it.'),
    }),
    records,
    customer,
    (world, { account: by, id, reason }) => {
      disassociations.startByPartner(world, { by, customer: id, reason });
    },
  ),
  '/console/records/answer': deed(own.extend(said), records, records, (world, { account: by, id, ...answer }) => {
    disassociations.answerAsPartner(world, { by, customer: id, ...answer });
  }),
  '/console/records/provider': deed(own.extend(said), records, records, (world, { id, answer, reason }) => {
    disassociations.answerAsProvider(world, { customer: id, answer, reason });
  }),
  '/console/my-account/disassociate': deed(mine, myAccount, myAccount, (world, { id }) => {
    disassociations.startByCustomer(world, { customer: id, reason: '' });
  }),
  '/console/my-account/answer': deed(mine.extend(said), myAccount, myAccount, (world, { id, ...answer }) => {
    disassociations.answerAsCustomer(world, { customer: id, ...answer });
  }),
};
