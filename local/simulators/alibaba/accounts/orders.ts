import * as z from 'zod';
import { exact } from '../../wire-text.ts';
import { action, int64, whole } from '../action.ts';
import { refusal } from '../api-error.ts';
import { orderSchema } from '../state.ts';
import { readWireTime, wireTime } from '../wire-format.ts';
import { customersOf, pageOf } from '../world.ts';

const getCustomerOrders = action({
  name: 'GetCustomerOrders',
  method: 'GET',
  envelope: 'orders',
  parameters: z.object({
    TimeType: z.enum(['1', '2']),
    StartDate: z.string(),
    EndDate: z.string(),
    PageNo: whole(1, 500),
    PageSize: whole(1, 100),
    OrderId: int64.optional(),
    CustomerUid: int64.optional(),
    CustomerAccount: z.string().optional(),
    CustomerManager: z.string().optional(),
    OrderType: orderSchema.shape.type.optional(),
    OrderStatus: z.enum(['1', '2', '3']).optional(),
    OrderSource: z.enum(['0', '1', '2']).optional(),
    ProductType: z.string().optional(),
  }),
  run: ({ world, partner }, wanted) => {
    const [from, until] = [readWireTime(wanted.StartDate), readWireTime(wanted.EndDate)];
    if (from === undefined || until === undefined) throw refusal('InvalidParameter', 'StartDate, EndDate');
    const rows = customersOf(world, partner)
      .filter(
        ({ uid, aliyunId, customerBd, subAccountType }) =>
          fits(wanted.CustomerUid, uid) &&
          fits(wanted.CustomerAccount, aliyunId) &&
          fits(wanted.CustomerManager, customerBd) &&
          fits(wanted.OrderSource, sourceOf(subAccountType)),
      )
      .flatMap((customer) => customer.orders.map((order) => ({ customer, order })))
      .filter(({ order }) => {
        const at = wanted.TimeType === '1' ? order.paidAt : order.orderedAt;
        return (
          at !== null &&
          at >= from &&
          at <= until &&
          fits(wanted.OrderId, order.id) &&
          fits(wanted.OrderType, order.type) &&
          fits(wanted.OrderStatus, String(order.status)) &&
          fits(wanted.ProductType, order.productType)
        );
      });
    return {
      Data: pageOf(rows, wanted.PageNo, wanted.PageSize).map(({ customer, order }) => ({
        OrderId: exact(order.id),
        CustomerNo: exact(customer.uid),
        CustomerAccount: customer.aliyunId,
        CustomerManager: customer.customerBd,
        OrderType: order.type,
        OrderStatus: order.status,
        OrderSource: sourceOf(customer.subAccountType),
        ProductType: order.productType,
        ProductDetail: order.productDetail,
        OriginalCost: exact(order.originalCost),
        PretaxCost: exact(order.pretaxCost),
        TimeToOrder: wireTime(order.orderedAt),
        ...(order.paidAt !== null && { PaymentTime: wireTime(order.paidAt) }),
      })),
      PageNo: wanted.PageNo,
      PageSize: wanted.PageSize,
      Total: rows.length,
    };
  },
});

function fits(wanted: string | undefined, has: string): boolean {
  return wanted === undefined || wanted === has;
}

/** 0 ordinary, 1 enterprise customer, 2 T2 reseller. Source: metadata of GetCustomerOrders. */
function sourceOf(subAccountType: number): string {
  return subAccountType === 3 ? '1' : subAccountType > 3 ? '2' : '0';
}

/** What customers ordered. */
export const orderActions = [getCustomerOrders];
