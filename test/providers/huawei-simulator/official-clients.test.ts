import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import { actions } from '../../../local/simulators/huawei/actions.ts';
import { customer, distributor, officialCall, partner, startBench } from '../../support/huawei-bench.ts';
import { pythonVenv } from '../../support/python-venv.ts';

/** One good call of every operation: parameters, and who calls. */
const calls: Record<string, readonly [Record<string, unknown>, string?]> = {
  CheckUserIdentity: [{ search_type: 'email', search_value: 'ops@wrenhollow.example.com' }],
  SendVerificationMessageCode: [{ receiver_type: 2, email: 'ops@wrenhollow.example.com' }],
  CreateSubCustomer: [{ xaccount_id: 'crm-1', xaccount_type: 'SIM_IDP', domain_area: 'SG' }],
  ListSubCustomers: [{ customer: '青禾', offset: 0, limit: 100 }],
  ShowRealnameAuthenticationReviewResult: [{ customer_id: customer }],
  FreezeSubCustomers: [{ customer_ids: [customer], reason: 'arrears' }],
  UnfreezeSubCustomers: [{ customer_ids: [customer], reason: 'paid' }],
  ShowSubCustomerBudget: [{ customer_id: customer }],
  ListSubCustomerBudget: [{ customer_ids: [customer] }],
  UpdateSubCustomerBudget: [{ customer_id: customer, budget_amount: 10.5, cancel_partner_frozen: '1' }],
  ListSubCustomerBudgetRecords: [{ customer_id: customer, offset: 0, limit: 100 }],
  ListCustomerOnDemandResources: [{ customer_id: customer }],
  ListPayPerUseCustomerResources: [{ customer_id: customer }],
  ListCustomerOrders: [{ customer_id: customer, order_by: '-createTime', service_type_code: "a b (c)*!'~+" }],
  ShowCustomerOrderDetails: [{ order_id: 'CS1' }],
  ListIndirectPartners: [{ limit: 100 }, distributor],
  ShowPartnerConsumptionQuota: [{}],
  ListPostpaidBillSum: [{ bill_cycle: '2026-10' }],
};

async function startWithCustomer() {
  const bench = await startBench();
  await bench.linked(customer, { realName: '青禾在线教育有限公司' });
  await bench.control.addOrder(customer, { id: 'CS1' });
  return bench;
}

test('every simulated operation has a call in this file', () => {
  expect(Object.keys(calls).toSorted()).toEqual(actions.map(({ name }) => name).toSorted());
});

describe('the official Node core', () => {
  test.each(Object.entries(calls))('is answered on %s', async (name, [parameters, account = partner]) => {
    const { call, control } = await startWithCustomer();
    const answer = await call(name, parameters, account);
    expect(answer['httpStatusCode']).toBe(name === 'SendVerificationMessageCode' ? 204 : 200);
    expect(answer).not.toHaveProperty('error_code');
    expect(answer).not.toHaveProperty('error_details');
    const { calls: log } = await control.listCalls({ action: name });
    expect(log.at(-1)).toMatchObject({ account, outcome: 'ok' });
  });

  test('signs with the domain of its account', async () => {
    const { url, keyOf } = await startWithCustomer();
    const key = await keyOf();
    const answer = await officialCall(url, key, 'ListSubCustomers', {}, { domainId: partner });
    expect(answer).toMatchObject({ httpStatusCode: 200, count: 1 });
  });

  test('throws the code, the status and the id of the request', async () => {
    const { url, keyOf, control } = await startWithCustomer();
    const { accessKey } = await keyOf();
    const wrong = { accessKey, secretKey: 'wrong secret' };
    const error = await officialCall(url, wrong, 'ListSubCustomers', {}).catch((thrown: unknown) => thrown);
    const requestId = (await control.listCalls()).calls.at(-1)?.requestId ?? '';
    expect(requestId).toMatch(/^[0-9a-f]{32}$/);
    expect(error).toMatchObject({ httpStatusCode: 401, errorCode: 'APIGW.0301', requestId });
  });
});

describe('the official Python client', () => {
  const script = join(import.meta.dirname, '../../support/python/huawei_call.py');
  const requirements = join(import.meta.dirname, '../../support/python/huawei-requirements.txt');

  async function callFromPython(order: object): Promise<unknown> {
    const python = await pythonVenv('huawei', requirements, 11);
    const child = spawn(python, [script], { stdio: ['pipe', 'pipe', 'inherit'] });
    child.stdin.end(JSON.stringify(order));
    return JSON.parse(await text(child.stdout));
  }

  async function startForPython() {
    const bench = await startWithCustomer();
    return { ...bench, order: { endpoint: bench.url, domainId: partner, ...(await bench.keyOf()) } };
  }

  test('reads by POST and by GET, with text beyond ASCII', { timeout: 300_000 }, async () => {
    const { order } = await startForPython();
    const list = { call: 'list_sub_customers', request: 'ListSubCustomersRequest', body: 'QuerySubCustomerListReq' };
    expect(await callFromPython({ ...order, ...list, parameters: { customer: '青禾', limit: 100 } })).toMatchObject({
      count: 1,
      customer_infos: [{ customer_id: customer, customer: '青禾在线教育有限公司', is_frozen: 0 }],
    });
    const orders = { call: 'list_customer_orders', request: 'ListCustomerOrdersRequest' };
    const parameters = { customer_id: customer, service_type_code: 'hws.service.type.ec2', order_by: '-createTime' };
    expect(await callFromPython({ ...order, ...orders, parameters })).toMatchObject({
      total_count: 1,
      order_infos: [{ order_id: 'CS1' }],
    });
  });

  test('writes a budget, and freezes', { timeout: 300_000 }, async () => {
    const { order, control } = await startForPython();
    const budget = {
      call: 'update_sub_customer_budget',
      request: 'UpdateSubCustomerBudgetRequest',
      body: 'ModSubCustomerBudgetReq',
    };
    await callFromPython({ ...order, ...budget, parameters: { customer_id: customer, budget_amount: 99.95 } });
    const freeze = {
      call: 'freeze_sub_customers',
      request: 'FreezeSubCustomersRequest',
      body: 'FreezeSubCustomersReq',
      parameters: { customer_ids: [customer], reason: '欠费 (arrears)', freeze_type: 'ACCOUNT_AND_RESOURCE' },
    };
    await callFromPython({ ...order, ...freeze });
    expect((await control.readState()).customers[customer]).toMatchObject({
      budget: { amount: '99.95' },
      frozen: 'ACCOUNT_AND_RESOURCE',
    });
  });

  test('reads the code and the id of a refusal', { timeout: 300_000 }, async () => {
    const { order } = await startForPython();
    const quota = { call: 'show_partner_consumption_quota', request: 'ShowPartnerConsumptionQuotaRequest' };
    const refused = { ...order, ...quota, parameters: {}, secretKey: 'wrong secret' };
    expect(await callFromPython(refused)).toEqual({
      status: 401,
      code: 'APIGW.0301',
      requestId: expect.stringMatching(/^[0-9a-f]{32}$/),
    });
  });
});
