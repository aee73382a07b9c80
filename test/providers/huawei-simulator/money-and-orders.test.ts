import { describe, expect, test } from 'vitest';
import { customer, distributor, partner, startBench } from '../../support/huawei-bench.ts';

const other = '0c0ffee0c0ffee0c0ffee0c0ffee0c0f';

describe('money', () => {
  test('of the partner is told in texts, what is used being due and unbilled less balance and coupons', async () => {
    const { call, control } = await startBench();
    await control.setAccount({ id: partner, dueAmount: '700.10', unbilledAmount: '50.05', balance: '20.00' });
    expect(await call('ShowPartnerConsumptionQuota')).toMatchObject({
      consumption_quota: '50000.00',
      due_amount: '700.10',
      used_consumption_quota: '730.15',
      measure_id: 1,
      currency: 'USD',
    });
  });

  test('of a month is one sum: consumption, refunds and adjustments, without the tax', async () => {
    const { call, control } = await startBench();
    const bill = { month: '2026-10', consumed: '900.50', refunds: '-100.25', adjustments: '-0.25', tax: '63.00' };
    await control.setAccount({ id: partner, bills: [bill] });
    expect(await call('ListPostpaidBillSum', { bill_cycle: '2026-10' })).toMatchObject({
      bill_cycle: '2026-10',
      initial_amount_due: 800,
      consume_amount: 900.5,
      refunds: -100.25,
      tax_amount: 63,
      currency: 'USD',
    });
    expect(await call('ListPostpaidBillSum', { bill_cycle: '2026-09' })).toMatchObject({ initial_amount_due: 0 });
    const wrong = call('ListPostpaidBillSum', { bill_cycle: '202610' });
    await expect(wrong).rejects.toMatchObject({ errorCode: 'CBC.0101' });
  });
});

describe('orders and resources', () => {
  test('are those of the partner’s customers, by time and by customer', async () => {
    const { call, linked, control } = await startBench();
    await linked();
    await linked(other, { partner: distributor });
    await control.addOrder(other, { id: 'CS0' });
    await control.addOrder(customer, { id: 'CS1', createdAt: '2026-05-01T00:00:00.000Z', amount: '12.30' });
    await control.addOrder(customer, { id: 'CS2', createdAt: '2026-06-01T00:00:00.000Z', type: 4, paidAt: null });
    const newestFirst = { total_count: 2, order_infos: [{ order_id: 'CS2' }, { order_id: 'CS1' }] };
    expect(await call('ListCustomerOrders')).toMatchObject(newestFirst);
    const may = { customer_id: customer, create_time_end: '2026-05-02T00:00:00Z' };
    expect(await call('ListCustomerOrders', may)).toMatchObject({ order_infos: [{ amount_after_discount: 12.3 }] });
    expect(await call('ListCustomerOrders', { order_type: 4, limit: 1 })).toMatchObject({ total_count: 1 });
    expect(await call('ShowCustomerOrderDetails', { order_id: 'CS1' })).toMatchObject({
      order_info: { order_id: 'CS1', customer_id: customer },
      order_line_items: [{ order_id: 'CS1', amount_after_discount: 12.3 }],
    });
    const foreign = call('ShowCustomerOrderDetails', { order_id: 'CS0' });
    await expect(foreign).rejects.toMatchObject({ errorCode: 'CBC.0101' });
  });

  test('on demand and by the year or month are two lists', async () => {
    const { call, linked, control } = await startBench();
    await linked();
    await control.addResource(customer, { id: 'vm-1' });
    await control.addResource(customer, {
      id: 'vm-2',
      charging: 'yearly_monthly',
      expireAt: '2027-01-01T00:00:00.000Z',
    });
    const wanted = { customer_id: customer };
    expect(await call('ListCustomerOnDemandResources', { ...wanted, status: 1 })).toMatchObject({
      total_count: 1,
      resources: [{ resource_id: 'vm-1', customer_id: customer }],
    });
    expect(await call('ListPayPerUseCustomerResources', { ...wanted, status_list: [2] })).toMatchObject({
      total_count: 1,
      data: [{ resource_id: 'vm-2', expire_time: '2027-01-01T00:00:00Z' }],
    });
    expect(await call('ListPayPerUseCustomerResources')).toMatchObject({ total_count: 0 });
  });
});

test('a request for verification has a result once there was one', async () => {
  const { call, linked } = await startBench();
  await linked(customer, { review: { result: 1, opinion: 'unreadable' } });
  const wanted = { customer_id: customer };
  const result = { review_result: 1, opinion: 'unreadable' };
  expect(await call('ShowRealnameAuthenticationReviewResult', wanted)).toMatchObject(result);
});
