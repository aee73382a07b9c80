import { describe, expect, test } from 'vitest';
import { customer, distributor, partner, secondTier, startBench } from '../../support/huawei-bench.ts';
import { sdkDate, signSdkHmac } from '../../support/sdk-hmac-signer.ts';

const other = '0c0ffee0c0ffee0c0ffee0c0ffee0c0f';
const idOf = (number: number) => number.toString(16).padStart(32, '0');

describe('the list of customers', () => {
  test('counts records, not pages: ten unless told otherwise, newest first', async () => {
    const { call, linked } = await startBench();
    for (let number = 1; number <= 12; number += 1) {
      const associatedAt = `2026-03-${String(number).padStart(2, '0')}T08:00:00.000Z`;
      await linked(idOf(number), { accountName: `customer-${number}`, associatedAt });
    }
    const first = await call('ListSubCustomers');
    expect(first).toMatchObject({ count: 12 });
    expect(first['customer_infos']).toHaveLength(10);
    const rest = { count: 12, customer_infos: [{ account_name: 'customer-2' }, { account_name: 'customer-1' }] };
    expect(await call('ListSubCustomers', { offset: 10, limit: 100 })).toMatchObject(rest);
    const march = { associated_on_begin: '2026-03-03T08:00:00Z', associated_on_end: '2026-03-04T08:00:00Z' };
    expect(await call('ListSubCustomers', march)).toMatchObject({ count: 2 });
  });

  test.each([
    { limit: 101 },
    { limit: 0 },
    { offset: -1 },
    { association_type: '2' },
    { customer: 'two words' },
    { associated_on_begin: '2026-03-03' },
  ])('is refused for %o', async (wrong) => {
    const { call } = await startBench();
    await expect(call('ListSubCustomers', wrong)).rejects.toMatchObject({ errorCode: 'CBC.0101' });
  });

  test('finds by a part of the account name, of the real name and of the label', async () => {
    const { call, linked } = await startBench();
    await linked(customer, { accountName: 'wrenhollow', realName: '青禾在线教育有限公司', label: 'gold' });
    const count = async (wanted: object) => (await call('ListSubCustomers', { ...wanted }))['count'];
    expect(await count({ account_name: 'HOLLOW' })).toBe(1);
    expect(await count({ customer: '在线' })).toBe(1);
    expect(await count({ label: 'gold', association_type: '3' })).toBe(1);
    expect(await count({ label: 'silver' })).toBe(0);
    expect(await count({ label: null })).toBe(1);
  });
});

describe('somebody else’s customer', () => {
  const reads = [
    ['ShowSubCustomerBudget', { customer_id: other }],
    ['UpdateSubCustomerBudget', { customer_id: other, budget_amount: 1 }],
    ['ListSubCustomerBudgetRecords', { customer_id: other }],
    ['ListCustomerOnDemandResources', { customer_id: other }],
    ['ListPayPerUseCustomerResources', { customer_id: other }],
    ['ListCustomerOrders', { customer_id: other }],
    ['ShowRealnameAuthenticationReviewResult', { customer_id: other }],
  ] as const;

  test.each(reads)('is refused on %s, as the partner’s readings have it', async (name, parameters) => {
    const { call, control, linked } = await startBench();
    await linked(other, { partner: distributor });
    await expect(call(name, parameters)).rejects.toMatchObject({ httpStatusCode: 400, errorCode: 'CBC.99000035' });
    await control.setAccount({ id: partner, readings: { foreignCustomer: 'CBC.99000000' } });
    await expect(call(name, parameters)).rejects.toMatchObject({ httpStatusCode: 400, errorCode: 'CBC.99000000' });
    await control.setAccount({ id: partner, readings: { foreignCustomer: 'CBC.5002' } });
    expect(await call(name, parameters)).toMatchObject({ httpStatusCode: 200, error_code: 'CBC.5002' });
    await control.setCustomer({ id: other, isInternational: false });
    await expect(call(name, parameters)).rejects.toMatchObject({ httpStatusCode: 403, errorCode: 'CBC.0156' });
  });

  test('is left out of a batch of budgets without a word', async () => {
    const { call, linked } = await startBench();
    await linked(other, { partner: distributor });
    await linked();
    expect(await call('ListSubCustomerBudget', { customer_ids: [other, customer] })).toMatchObject({
      budget_infos: [{ customer_id: customer, budget_amount: 1000, used_amount: 10 }],
    });
  });

  test('fails alone in a batch, inside HTTP 200, while the others are done', async () => {
    const { call, linked, control } = await startBench();
    await linked();
    const batch = { customer_ids: [other, customer], reason: 'arrears' };
    expect(await call('FreezeSubCustomers', batch)).toMatchObject({
      httpStatusCode: 200,
      error_details: [{ id: other, error_code: 'CBC.99000035' }],
    });
    expect((await control.readState()).customers[customer]).toMatchObject({ frozen: 'ACCOUNT' });
  });
});

describe('freezing', () => {
  test('is undone only by the kind that was done', async () => {
    const { call, linked, control } = await startBench();
    await linked();
    const batch = { customer_ids: [customer], reason: 'arrears' };
    await call('FreezeSubCustomers', { ...batch, freeze_type: 'ACCOUNT_AND_RESOURCE' });
    expect(await call('ListSubCustomers')).toMatchObject({ customer_infos: [{ is_frozen: 1 }] });
    const asAccount = await call('UnfreezeSubCustomers', batch);
    expect(asAccount).toMatchObject({ error_details: [{ error_code: 'CBC.0150' }] });
    await call('UnfreezeSubCustomers', { ...batch, unfreeze_type: 'ACCOUNT_AND_RESOURCE' });
    expect((await control.readState()).customers[customer]).toMatchObject({ frozen: 'no' });
    await call('UnfreezeSubCustomers', batch);
  });

  test.each([
    ['CBC.0101', { customer_ids: Array.from({ length: 11 }, (_, number) => idOf(number)), reason: 'x' }],
    ['CBC.0101', { customer_ids: [customer], reason: 'x', freeze_type: '' }],
    ['CBC.0101', { customer_ids: [customer], reason: 'x'.repeat(257) }],
    ['CBC.0100', { customer_ids: [customer] }],
  ])('is refused with %s for what is out of its limits', async (errorCode, wrong) => {
    const { call } = await startBench();
    await expect(call('FreezeSubCustomers', wrong)).rejects.toMatchObject({ errorCode });
  });
});

describe('a budget', () => {
  test('is absolute, keeps what was used, and leaves a record of who set it', async () => {
    const { call, linked, control } = await startBench();
    await linked();
    await call('UpdateSubCustomerBudget', { customer_id: customer, budget_amount: 20.05, budget_type: 'PACKAGE' });
    expect(await call('ShowSubCustomerBudget', { customer_id: customer })).toMatchObject({
      budget_amount: 20.05,
      used_amount: 10,
      budget_type: 'PACKAGE',
    });
    await control.release(customer);
    await control.setAccount({ id: partner, readings: { recordsAfterRelease: 'answer' } });
    expect(await call('ListSubCustomerBudgetRecords', { customer_id: customer })).toMatchObject({
      total_count: 2,
      record_list: [
        { operation_type: 'DELETE', operator: 'system', budget_amount: 20.05 },
        { operation_type: 'SETTING', operator: 'harbour-lantern', partner_corp_name: 'Harbour Lantern Cloud Ltd' },
      ],
    });
    const ended = { customer_id: customer, operation_type: 'DELETE' };
    expect(await call('ListSubCustomerBudgetRecords', ended)).toMatchObject({ total_count: 1 });
  });

  test('that is used up freezes the account where it was set to', async () => {
    const { call, linked, control } = await startBench();
    await linked();
    await call('UpdateSubCustomerBudget', { customer_id: customer, budget_amount: 20, frozen_operate_type: 1 });
    await control.spend(customer, '19.99');
    expect(await call('ListSubCustomers')).toMatchObject({ customer_infos: [{ is_frozen: 0 }] });
    await control.spend(customer, '20.00');
    expect(await call('ListSubCustomers')).toMatchObject({ customer_infos: [{ is_frozen: 1 }] });
  });

  test.each([0, -1, 0.001, 2_147_483_647.01, '10'])('of %s is none', async (budget_amount) => {
    const { call, linked } = await startBench();
    await linked();
    const answer = call('UpdateSubCustomerBudget', { customer_id: customer, budget_amount });
    await expect(answer).rejects.toMatchObject({ errorCode: 'CBC.0101' });
  });

  test('keeps all digits of large amounts on the wire', async () => {
    const { linked, keyOf, url } = await startBench();
    const budget = { amount: '1000.00', used: '123456789012345.12345678', type: 'MONTHLY', freezesByItself: false };
    await linked(customer, { budget });
    const path = '/v2/partners/sub-customers/budget';
    const query = { customer_id: customer };
    const call = { ...(await keyOf()), method: 'GET' as const, path, query, host: new URL(url).host };
    const headers = signSdkHmac({ ...call, date: sdkDate(new Date()) });
    const answer = await fetch(`${url}${path}?customer_id=${customer}`, { headers });
    expect(await answer.text()).toContain('"used_amount":123456789012345.12345678');
  });
});

describe('a second-tier reseller', () => {
  const below = { indirect_partner_id: secondTier };

  test('is listed for its distributor alone', async () => {
    const { call } = await startBench();
    expect(await call('ListIndirectPartners', {}, distributor)).toMatchObject({
      count: 1,
      indirect_partners: [{ ...below, account_name: 'tidewater', associated_on: '2023-04-01T00:00:00Z' }],
    });
    await expect(call('ListIndirectPartners')).rejects.toMatchObject({ httpStatusCode: 403, errorCode: 'CBC.0155' });
  });

  test('has customers whom its distributor reaches by naming it, and not otherwise', async () => {
    const { call, linked } = await startBench();
    await linked(customer, { partner: secondTier });
    const budget = { customer_id: customer };
    expect(await call('ShowSubCustomerBudget', { ...budget, ...below }, distributor)).toMatchObject({
      budget_amount: 1000,
    });
    const unnamed = call('ShowSubCustomerBudget', budget, distributor);
    await expect(unnamed).rejects.toMatchObject({ errorCode: 'CBC.99000035' });
    const wrong = call('ShowSubCustomerBudget', { ...budget, indirect_partner_id: partner }, distributor);
    await expect(wrong).rejects.toMatchObject({ errorCode: 'CBC.99000037' });
  });

  test('does not call for itself', async () => {
    const { call } = await startBench();
    await expect(call('ListSubCustomers', {}, secondTier)).rejects.toMatchObject({ errorCode: 'CBC.0155' });
  });

  test('named by who is no distributor is passed over', async () => {
    const { call, linked } = await startBench();
    await linked();
    expect(await call('ListSubCustomers', below)).toMatchObject({ count: 1 });
  });
});

describe('who calls', () => {
  test('and is no partner any more is told so with HTTP 200', async () => {
    const { call, control } = await startBench();
    await control.setAccount({ id: partner, active: false });
    expect(await call('ListSubCustomers')).toMatchObject({ httpStatusCode: 200, error_code: 'CBC.5001' });
  });

  test('as an operator needs one of the permission codes of the page', async () => {
    const { call, control } = await startBench();
    const permissions = ['BPC_ITEM_SUBCUSTSERV_010500'];
    const { accessKey } = await control.addKey({ account: partner, permissions });
    const { keys } = await control.readState();
    const others = keys.filter((key) => key.account === partner && key.accessKey !== accessKey);
    for (const key of others) await control.disableKey(key.accessKey);
    expect(await call('ListSubCustomers')).toMatchObject({ count: 0 });
    const denied = { httpStatusCode: 403, errorCode: 'CBC.0151' };
    await expect(call('ShowPartnerConsumptionQuota')).rejects.toMatchObject(denied);
  });
});

describe('the two ways of failing', () => {
  test('are both there: an account may tell its refusals with HTTP 200', async () => {
    const { call, control } = await startBench();
    await control.setAccount({ id: partner, readings: { businessErrors: 'ok' } });
    expect(await call('ShowSubCustomerBudget', { customer_id: other })).toMatchObject({
      httpStatusCode: 200,
      error_code: 'CBC.99000035',
      error_msg: expect.any(String),
    });
  });

  test('and success may have a code as well', async () => {
    const { call, control } = await startBench();
    await control.setAccount({ id: partner, readings: { saysSuccess: true } });
    expect(await call('ListSubCustomers')).toMatchObject({ error_code: 'CBC.0000', count: 0 });
  });
});
