import * as z from 'zod';
import { action, documented, everyRole, uinNumber } from './action.ts';
import { refusal } from './api-error.ts';
import type { Customer, PartnerAccount } from './state.ts';
import { sum, wireMoney, wireTime } from './wire-format.ts';
import { ownCustomer, type World } from './world.ts';

/** Bill detail begins here. Source: bill actions, intl SDK models; taken to hold for the summary. */
const firstMonth = '2022-06';

const describeCustomerBillSummary = action({
  name: 'DescribeCustomerBillSummary',
  rate: documented(1),
  roles: everyRole,
  parameters: z.strictObject({
    CustomerUin: uinNumber,
    Month: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, { error: 'InvalidParameterValue.InvalidMonth' }),
    PayMode: z.enum(['prePay', 'postPay']).optional(),
    ActionType: z.string().optional(),
    IsConfirmed: z.enum(['0', '1', '2']).default('0'),
  }),
  run: ({ world, partner }, { CustomerUin, Month, PayMode, ActionType, IsConfirmed }) => {
    const currentMonth = wireTime(world.clock.now().toISOString()).slice(0, 7);
    if (Month < firstMonth || Month > currentMonth) throw refusal('InvalidParameterValue.InvalidMonth');
    const { bills, firstBillAt, reseller } = billedCustomer(world, partner, CustomerUin);
    if (firstBillAt !== null && world.clock.now().toISOString() < firstBillAt) return { TotalCost: null };
    const lines = bills.filter(
      (line) =>
        line.month === Month &&
        (line.chargedTo ?? reseller) === partner.uin &&
        (PayMode === undefined || line.payMode === PayMode) &&
        (ActionType === undefined || line.actionType === ActionType) &&
        (IsConfirmed === '0' || line.paid === (IsConfirmed === '1')),
    );
    return { TotalCost: wireMoney(sum(lines.map(({ amount }) => amount))) };
  },
});

/** The caller's customer or, where the account is set so, one that has left it. */
function billedCustomer(world: World, partner: PartnerAccount, uin: number): Customer {
  const customer = world.state.customers[String(uin)];
  const answers = partner.releasedBills === 'answer' && customer?.formerResellers.includes(partner.uin);
  return customer !== undefined && answers ? customer : ownCustomer(world, partner, uin);
}

/** What a partner's customers spent. */
export const billActions = [describeCustomerBillSummary];
