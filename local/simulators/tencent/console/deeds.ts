import * as z from 'zod';
import { type Deed, deed } from '../../console.ts';
import { at } from '../../page.ts';
import { setCustomer } from '../customer-side.ts';
import { uinSchema } from '../keys.ts';
import { customerOf } from '../unbinding/completion.ts';
import { overdueLines } from '../unbinding/conditions.ts';
import * as process from '../unbinding/process.ts';
import type { World } from '../world.ts';
import { ownedBy, partnerOf } from './partner-pages.ts';

type Fields = Readonly<Record<string, string>>;

const ticked = z.literal('on').optional();
const number = z.string();
const reason = z.string().max(500).optional();
const byPartner = z.object({ account: uinSchema, number });
const ofCustomer = z.object({ uin: uinSchema });
const operate = z.object({ account: uinSchema, uin: uinSchema });
const notice = operate.extend({ noticeAccepted: ticked });
const review = byPartner.extend({ decision: z.enum(['approve', 'refuse']), reason });
const settings = operate.extend({ prepaid: ticked, postpaid: ticked, frozen: ticked, discounts: ticked });
const answer = ofCustomer.extend({ answer: z.enum(['confirm', 'reject']), reason });
const card = ofCustomer.extend({ completeDetails: ticked });
const own = ofCustomer.extend({ number });
const leave = ofCustomer.extend({ what: z.enum(['group', 'unit']) });

const unbindingCustomers = ({ account = '' }: Fields) => at('/console/unbinding-customers', { account });
const customer = ({ account = '', uin = '' }: Fields) => at('/console/customer', { account, uin });
const unbind = ({ account = '', uin = '' }: Fields) => at('/console/unbind', { account, uin });
const account = ({ uin = '' }: Fields) => at('/console/account', { uin });

/** Every form of the console by its address. All but the settings do what the control operation of that name does. */
export const deeds: Readonly<Record<string, Deed<World>>> = {
  '/console/unbind': deed(notice, unbindingCustomers, unbind, (world, { account: by, uin, noticeAccepted }) => {
    process.submit(world, { by, uin, noticeAccepted: noticeAccepted === 'on' });
  }),
  '/console/review': deed(review, unbindingCustomers, unbindingCustomers, (world, { account: by, ...said }) => {
    process.review(world, { by, ...said });
  }),
  '/console/withdraw': deed(byPartner, unbindingCustomers, unbindingCustomers, (world, { account: by, ...record }) => {
    process.withdraw(world, { by, ...record });
  }),
  '/console/recheck': deed(byPartner, unbindingCustomers, unbindingCustomers, (world, record) => {
    process.recheck(world, record.number);
  }),
  '/console/customer': deed(settings, customer, customer, (world, { account: by, uin, ...set }) => {
    ownedBy(world, partnerOf(world, by), uin);
    setCustomer(world, {
      uin,
      uninterruptedService: { prepaid: set.prepaid === 'on', postpaid: set.postpaid === 'on' },
      force: set.frozen === 'on' ? 2 : 0,
      discountsActive: set.discounts === 'on',
    });
  }),
  '/console/settle': deed(operate, customer, customer, (world, { account: by, uin }) => {
    for (const line of overdueLines(world, ownedBy(world, partnerOf(world, by), uin))) line.paid = true;
  }),
  '/console/account/answer': deed(answer, account, account, (world, said) => {
    process.answer(world, said);
  }),
  '/console/account/card': deed(card, account, account, (world, { uin, completeDetails }) => {
    process.bindCard(world, uin, completeDetails === 'on');
  }),
  '/console/account/start': deed(ofCustomer, account, account, (world, { uin }) => {
    process.start(world, uin);
  }),
  '/console/account/withdraw': deed(own, account, account, (world, { uin, ...record }) => {
    process.withdraw(world, { by: uin, ...record });
  }),
  '/console/account/recheck': deed(own, account, account, (world, record) => {
    process.recheck(world, record.number);
  }),
  '/console/account/leave': deed(leave, account, account, (world, { uin, what }) => {
    customerOf(world, uin);
    setCustomer(world, { uin, ...(what === 'group' ? { organisation: 'none' } : { sharedUnit: 'none' }) });
  }),
};
