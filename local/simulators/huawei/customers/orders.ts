import * as z from 'zod';
import { action, idParameter, indirectPartner, pageOf, paging, whole, wireInstant } from '../action.ts';
import { refusal } from '../api-error.ts';
import type { Order } from '../customer-state.ts';
import { amount, measure, wireTime } from '../wire-format.ts';
import { actingPartner, customersOf, ownCustomer } from '../world.ts';

const listCustomerOrders = action({
  name: 'ListCustomerOrders',
  at: 'GET /v2/orders/customer-orders',
  parameters: z.object({
    order_id: z.string().optional(),
    /** Without it the orders of all customers. */
    customer_id: idParameter.optional(),
    create_time_begin: wireInstant.optional(),
    create_time_end: wireInstant.optional(),
    payment_time_begin: wireInstant.optional(),
    payment_time_end: wireInstant.optional(),
    service_type_code: z.string().optional(),
    status: whole(1, 13).optional(),
    order_type: whole(1, 15).optional(),
    order_by: z.enum(['createTime', '-createTime']).default('-createTime'),
    indirect_partner_id: indirectPartner,
    ...paging,
  }),
  run: ({ world, partner }, wanted) => {
    const owner = actingPartner(world, partner, wanted.indirect_partner_id);
    const { customer_id: id } = wanted;
    const customers = id === undefined ? customersOf(world, owner) : [ownCustomer(world, partner, owner, id)];
    const found = customers
      .flatMap((customer) => customer.orders.map((order) => ({ customer, order })))
      .filter(
        ({ order }) =>
          fits(wanted.order_id, order.id) &&
          fits(wanted.service_type_code, order.service) &&
          fits(wanted.status, order.status) &&
          fits(wanted.order_type, order.type) &&
          isWithin(order.createdAt, wanted.create_time_begin, wanted.create_time_end) &&
          isWithin(order.paidAt ?? '', wanted.payment_time_begin, wanted.payment_time_end),
      )
      .toSorted(({ order: one }, { order: other }) => compare(one.createdAt, other.createdAt));
    const sorted = wanted.order_by === 'createTime' ? found : found.toReversed();
    return {
      total_count: found.length,
      order_infos: pageOf(sorted, wanted).map(({ customer, order }) => wireOrder(customer.id, order)),
    };
  },
});

const showCustomerOrderDetails = action({
  name: 'ShowCustomerOrderDetails',
  at: 'GET /v2/orders/customer-orders/details/{order_id}',
  parameters: z.object({ order_id: z.string(), indirect_partner_id: indirectPartner, ...paging }),
  run: ({ world, partner }, wanted) => {
    const owner = actingPartner(world, partner, wanted.indirect_partner_id);
    for (const { id, orders } of customersOf(world, owner)) {
      const order = orders.find((each) => each.id === wanted.order_id);
      if (order === undefined) continue;
      // An order has one line here.
      const lines = [
        {
          order_line_item_id: `${order.id}-000001`,
          order_id: order.id,
          service_type_code: order.service,
          subscription_num: 1,
          official_amount: amount(order.officialAmount),
          amount_after_discount: amount(order.amount),
          currency: measure.currency,
        },
      ];
      return {
        total_count: lines.length,
        order_info: wireOrder(id, order),
        order_line_items: pageOf(lines, wanted),
      };
    }
    // The code for an order that is nobody's, or another partner's, is not documented for this page.
    throw refusal('CBC.0101', 'order_id');
  },
});

function wireOrder(customerId: string, order: Order) {
  return {
    order_id: order.id,
    customer_id: customerId,
    service_type_code: order.service,
    /** 1: by the customer. */
    source_type: 1,
    status: order.status,
    order_type: order.type,
    official_amount: amount(order.officialAmount),
    amount_after_discount: amount(order.amount),
    create_time: wireTime(order.createdAt),
    ...(order.paidAt !== null && { payment_time: wireTime(order.paidAt) }),
    ...measure,
  };
}

function fits<T>(wanted: T | undefined, has: T): boolean {
  return wanted === undefined || wanted === has;
}

function isWithin(at: string, begin = '', end = '9999'): boolean {
  return begin <= at && at <= end;
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/** What customers ordered. */
export const orderActions = [listCustomerOrders, showCustomerOrderDetails];
