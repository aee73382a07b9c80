import * as z from 'zod';
import { action, int64, whole } from '../action.ts';
import { refusal } from '../api-error.ts';
import { shutdownPolicySchema } from '../state.ts';
import { readWireTime, wireTime } from '../wire-format.ts';
import { nowOf, ownCustomer, pageOf } from '../world.ts';

const halfYearMs = 183 * 86_400_000;

/** By GET, and with an effect: the only one of its kind. */
const editEndUserStatus = action({
  name: 'EditEndUserStatus',
  method: 'GET',
  envelope: 'edit',
  parameters: z.object({ Uid: int64, CreditStatus: z.enum(['postPayFreeze', 'postPayThaw']) }),
  run: ({ world, partner }, { Uid, CreditStatus }) => {
    ownCustomer(world, partner, Uid).isFrozen = CreditStatus === 'postPayFreeze';
    return {};
  },
});

const editNewBuyStatus = action({
  name: 'EditNewBuyStatus',
  method: 'POST',
  envelope: 'edit',
  parameters: z.object({ Uid: int64, NewBuyStatus: z.enum(['ban', 'cancelBan']) }),
  run: ({ world, partner }, { Uid, NewBuyStatus }) => {
    const customer = ownCustomer(world, partner, Uid);
    customer.newBuyStatus = NewBuyStatus === 'ban' ? 'ban' : 'normal';
    customer.purchaseRecords.push({
      changedType: NewBuyStatus,
      at: nowOf(world),
      path: 'API',
      operator: partner.uid,
    });
    return {};
  },
});

const editZeroCreditShutdown = action({
  name: 'EditZeroCreditShutdown',
  method: 'POST',
  envelope: 'edit',
  parameters: z.object({ Uid: int64, ShutdownPolicy: shutdownPolicySchema }),
  run: ({ world, partner }, { Uid, ShutdownPolicy }) => {
    const customer = ownCustomer(world, partner, Uid);
    customer.shutdownPolicy = ShutdownPolicy;
    // "At least 600 USD, sized for about 15 days", computed by the provider: the least stands in for it.
    if (ShutdownPolicy === 'delayStop' && Number(customer.delayAmount) === 0) customer.delayAmount = '600.00';
    return {};
  },
});

const getPurchaseControlRecord = action({
  name: 'GetPurchaseControlRecord',
  method: 'POST',
  envelope: 'record',
  parameters: z.object({
    CustomerUID: int64,
    PageNo: whole(1),
    PageSize: whole(1, 100),
    OperationTime: z.string().optional(),
  }),
  run: ({ world, partner }, { CustomerUID, PageNo, PageSize, OperationTime }) => {
    const from =
      OperationTime === undefined
        ? new Date(world.clock.now().getTime() - halfYearMs).toISOString()
        : readWireTime(OperationTime);
    if (from === undefined) throw refusal('InvalidParameter', 'OperationTime');
    const records = ownCustomer(world, partner, CustomerUID)
      .purchaseRecords.filter(({ at }) => at >= from)
      .toReversed();
    return {
      Data: pageOf(records, PageNo, PageSize).map(({ changedType, at, path, operator }) => ({
        ChangedType: changedType,
        OperationTime: wireTime(at),
        OperationPath: path,
        Operator: operator,
      })),
      PageNo,
      PageSize,
      Total: records.length,
    };
  },
});

/** A partner's switches on a customer's account. */
export const switchActions = [editEndUserStatus, editNewBuyStatus, editZeroCreditShutdown, getPurchaseControlRecord];
