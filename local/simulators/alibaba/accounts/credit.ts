import { Big } from 'big.js';
import * as z from 'zod';
import { action, int64, whole } from '../action.ts';
import { failure, refusal } from '../api-error.ts';
import type { Customer } from '../state.ts';
import { money, readWireTime, wireTime } from '../wire-format.ts';
import { nowOf, ownCustomer, pageOf } from '../world.ts';

const getCreditInfo = action({
  name: 'GetCreditInfo',
  method: 'GET',
  parameters: z.object({ Uid: int64 }),
  run: ({ world, partner }, { Uid }) => {
    const customer = ownCustomer(world, partner, Uid);
    // "Only for resellers and distributors": an agency's end user pays the provider, so there is nothing to tell.
    if (customer.subAccountType === 1) return {};
    const open = partner.readings.openOrders;
    return {
      Data: {
        CreditLine: customer.creditLine,
        AvailableCredit: money(availableOf(customer)),
        OutstandingBalance: customer.outstandingBalance,
        ConsumedUndeductedValue: customer.consumedUndeducted,
        AlarmThreshold: customer.alarmThreshold,
        AccountStatus: accountStatusOf(customer),
        ZeroCreditShutdownPolicy: customer.shutdownPolicy,
        newBuyStatus: customer.newBuyStatus === 'ban' ? 'ban' : open,
        PAYGFreezeStatus: customer.isFrozen ? 'freeze' : 'normal',
      },
    };
  },
});

const setCreditLine = action({
  name: 'SetCreditLine',
  method: 'POST',
  envelope: 'codeTwice',
  parameters: z.object({ Uid: int64, CreditLine: z.string() }),
  run: ({ world, partner }, { Uid, CreditLine }) => {
    const customer = ownCustomer(world, partner, Uid);
    if (customer.isFrozen) throw failure('3040');
    if (!/^\d{1,10}(\.\d{1,2})?$/.test(CreditLine)) throw failure('3041');
    customer.quotaRecords.push({
      type: 'quota_amount_adjust',
      at: nowOf(world),
      path: 'API',
      operator: partner.uid,
      before: customer.creditLine,
      after: money(CreditLine),
    });
    customer.creditLine = money(CreditLine);
    return {};
  },
});

const deductOutstandingBalance = action({
  name: 'DeductOutstandingBalance',
  method: 'POST',
  envelope: 'codeTwice',
  parameters: z.object({ Uid: int64, DeductAmount: z.string().regex(/^\d{1,10}(\.\d{1,2})?$/) }),
  run: ({ world, partner }, { Uid, DeductAmount }) => {
    const customer = ownCustomer(world, partner, Uid);
    if (customer.isFrozen) throw failure('3040');
    customer.outstandingBalance = money(new Big(customer.outstandingBalance).minus(DeductAmount));
    return {};
  },
});

const customerQuotaRecordList = action({
  name: 'CustomerQuotaRecordList',
  method: 'GET',
  envelope: 'quota',
  parameters: z.object({
    EndUserPk: int64,
    StartDate: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
    EndDate: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
    OperationType: z.enum(['all', 'quota_create', 'quota_amount_adjust']),
    PageNo: whole(1),
    PageSize: whole(1, 100),
    Language: z.enum(['en', 'zh', 'ja']).default('en'),
  }),
  run: ({ world, partner }, { EndUserPk, StartDate, EndDate, OperationType, PageNo, PageSize }) => {
    const [from, until] = [readWireTime(StartDate), readWireTime(`${EndDate} 23:59:59`)];
    if (from === undefined || until === undefined) throw refusal('InvalidParameter', 'StartDate, EndDate');
    const records = ownCustomer(world, partner, EndUserPk)
      .quotaRecords.filter(
        ({ at, type }) => at >= from && at <= until && (OperationType === 'all' || type === OperationType),
      )
      .toReversed();
    return {
      Data: pageOf(records, PageNo, PageSize).map(({ type, at, path, operator, before, after }) => ({
        OperationTypeCode: type,
        OperationTypeDesc: type === 'quota_create' ? 'Quota Creation' : 'Quota Adjustment',
        OperationTime: `${wireTime(at)} UTC+8`,
        OperationSubmitType: path,
        OperationUid: operator,
        UpdateBeforeAmount: before,
        UpdateAmount: money(new Big(after).minus(before)),
        UpdateAfterAmount: after,
      })),
      PageNo,
      PageSize,
      Total: records.length,
    };
  },
});

/** Line minus what was consumed and not paid; what is not deducted yet is not counted. The formula is ours. */
export function availableOf({ creditLine, outstandingBalance }: Customer): Big {
  return new Big(creditLine).minus(outstandingBalance);
}

/** Below zero is arrears; whether that shuts the account down is its policy's. The derivation is ours. */
function accountStatusOf(customer: Customer): string {
  if (availableOf(customer).gte('0')) return 'normal';
  return customer.shutdownPolicy === 'immediatelyStop' ? 'shutdown' : 'arrearsNotShutdown';
}

/** Credit of a customer, and who changed it. */
export const creditActions = [getCreditInfo, setCreditLine, deductOutstandingBalance, customerQuotaRecordList];
