import { Big } from 'big.js';
import * as z from 'zod';
import { action } from '../action.ts';
import { billSchema } from '../state.ts';
import { amount, measure } from '../wire-format.ts';

/** Every amount is a text here, as nowhere else. */
const showPartnerConsumptionQuota = action({
  name: 'ShowPartnerConsumptionQuota',
  at: 'GET /v2/partners/credit/consumption-quota',
  permissions: ['BPC_ITEM_ACCOUNT_010500'],
  parameters: z.object({}),
  run: ({ partner: { consumptionQuota, balance, couponBalance, dueAmount, unbilledAmount } }) => ({
    consumption_quota: consumptionQuota,
    amount: balance,
    coupon_amount: couponBalance,
    due_amount: dueAmount,
    unbilled_amount: unbilledAmount,
    used_consumption_quota: new Big(dueAmount).plus(unbilledAmount).minus(balance).minus(couponBalance).toFixed(2),
    ...measure,
  }),
});

/** Totals of the partner alone: no customer's share, no tax in what is due. A month without a bill is all zeros. */
const listPostpaidBillSum = action({
  name: 'ListPostpaidBillSum',
  at: 'GET /v2/bills/partner-bills/postpaid-bill-summary',
  parameters: z.object({ bill_cycle: billSchema.shape.month }),
  run: ({ partner }, { bill_cycle }) => {
    const bill = partner.bills.find(({ month }) => month === bill_cycle);
    const { consumed, refunds, adjustments, tax } = bill ?? { consumed: '0', refunds: '0', adjustments: '0', tax: '0' };
    return {
      bill_cycle,
      initial_amount_due: amount(new Big(consumed).plus(refunds).plus(adjustments).toFixed()),
      consume_amount: amount(consumed),
      refunds: amount(refunds),
      adjustments: amount(adjustments),
      tax_amount: amount(tax),
      currency: measure.currency,
    };
  },
});

/** What a partner may spend, and what it owes. */
export const moneyActions = [showPartnerConsumptionQuota, listPostpaidBillSum];
