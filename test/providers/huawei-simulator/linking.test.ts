import { describe, expect, test } from 'vitest';
import { customer, days, distributor, partner, secondTier, startBench } from '../../support/huawei-bench.ts';

const stranger = { id: customer, accountName: 'wrenhollow', email: 'ops@wrenhollow.example.com' };

async function startWithStranger() {
  const bench = await startBench();
  await bench.control.setCustomer(stranger);
  return bench;
}

describe('an invitation that a customer accepts', () => {
  test('leaves it in the list, frozen, until a budget is set and the freeze lifted', async () => {
    const { control, call } = await startWithStranger();
    expect(await call('ListSubCustomers', { customer_id: customer })).toMatchObject({ count: 0, customer_infos: [] });
    const { id } = await control.sendInvitation({ partner, by: 'email', email: stranger.email });
    expect(await control.acceptInvitation(id, customer)).toMatchObject({ stage: 'accepted', failureCause: null });
    expect(await call('ListSubCustomers', { customer_id: customer })).toMatchObject({
      count: 1,
      customer_infos: [
        {
          customer_id: customer,
          account_name: 'wrenhollow',
          association_type: '3',
          is_frozen: 1,
          associated_on: expect.stringMatching(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/),
        },
      ],
    });
    const unfreeze = { customer_ids: [customer], reason: 'paid' };
    expect(await call('UnfreezeSubCustomers', unfreeze)).toMatchObject({
      httpStatusCode: 200,
      error_details: [{ id: customer, error_code: 'CBC.0150' }],
    });
    await call('UpdateSubCustomerBudget', {
      customer_id: customer,
      budget_amount: 250.5,
      cancel_partner_frozen: '1',
    });
    expect(await call('ListSubCustomers', { customer_id: customer })).toMatchObject({
      customer_infos: [{ is_frozen: 0 }],
    });
    expect(await call('ShowSubCustomerBudget', { customer_id: customer })).toMatchObject({
      budget_amount: 250.5,
      used_amount: 0,
      currency: 'USD',
      measure_id: 1,
      budget_type: 'MONTHLY',
    });
  });

  test('of the referral mode leaves it unfrozen, without budget or freezing', async () => {
    const { control, call } = await startWithStranger();
    const { token } = await control.sendInvitation({ partner, associationType: '1' });
    await control.acceptInvitation(token, customer);
    expect(await call('ListSubCustomers')).toMatchObject({ customer_infos: [{ association_type: '1', is_frozen: 0 }] });
    const budget = { customer_id: customer, budget_amount: 5 };
    await expect(call('UpdateSubCustomerBudget', budget)).rejects.toMatchObject({ errorCode: 'CBC.5024' });
    expect(await call('ListSubCustomerBudget', { customer_ids: [customer] })).toMatchObject({ budget_infos: [] });
  });

  test('shows the association only after the provider’s delay', async () => {
    const { control, call } = await startWithStranger();
    await control.setAccount({ id: partner, readings: { acceptDelayMs: 3_600_000 } });
    const { id } = await control.sendInvitation({ partner });
    await control.acceptInvitation(id, customer);
    expect(await call('ListSubCustomers')).toMatchObject({ count: 0 });
    await control.moveClock({ advanceMs: 3_600_000 });
    expect(await call('ListSubCustomers')).toMatchObject({ count: 1 });
  });

  test('can be used once, and not after its days unless it is sent again', async () => {
    const { control } = await startWithStranger();
    const { id } = await control.sendInvitation({ partner });
    await control.moveClock(days(7));
    await expect(control.acceptInvitation(id, customer)).rejects.toMatchObject({ code: 'link_expired' });
    await control.resendInvitation(id);
    // A week later the account is too old for it as well.
    await control.setCustomer({ id: customer, registeredAt: (await control.readClock()).now });
    await control.acceptInvitation(id, customer);
    await expect(control.acceptInvitation(id, customer)).rejects.toMatchObject({ code: 'link_used' });
  });

  test.each([
    ['other_partner', { partner: distributor }],
    ['other_site', { isInternational: false }],
    ['special_contract', { hasSpecialContract: true }],
    ['is_partner', { isPartner: true }],
    ['registered_too_long', { registeredAt: '2026-01-01T00:00:00.000Z' }],
    ['has_spent', { hasSpent: true }],
    ['unpaid_bills', { unpaidBills: true }],
    ['enterprise_relation', { enterprise: 'member' as const }],
    ['reserved_instances', { reservedInstances: true }],
  ])('fails with its cause in the console alone: %s', async (failureCause, standing) => {
    const { control, call } = await startWithStranger();
    await control.setCustomer({ id: customer, ...standing });
    const { id } = await control.sendInvitation({ partner });
    expect(await control.acceptInvitation(id, customer)).toMatchObject({ stage: 'failed', failureCause });
    expect(await call('ListSubCustomers')).toMatchObject({ count: 0 });
  });
});

describe('an identifier', () => {
  test('is free or taken, by account name, e-mail address and mobile number', async () => {
    const { control, call } = await startWithStranger();
    await control.setCustomer({ id: customer, telephone: '0065-55500001' });
    const check = (search_type: string, search_value: string) =>
      call('CheckUserIdentity', { search_type, search_value });
    expect(await check('name', 'wrenhollow')).toMatchObject({ check_result: 'used_by_user' });
    expect(await check('name', 'wrenhollow-2')).toMatchObject({ check_result: 'available' });
    expect(await check('email', stranger.email)).toMatchObject({ check_result: 'used_by_user' });
    const mobile = { check_result: 'available', mobile_remain_available_num: 4 };
    expect(await check('mobile', '0065-55500001')).toMatchObject(mobile);
  });

  test.each([
    ['name', 'op_somebody'],
    ['name', '12345'],
    ['name', 'abcd'],
    ['email', 'nobody'],
    ['mobile', '+6555500001'],
    ['uid', 'a'],
  ])('%s %s is none', async (search_type, search_value) => {
    const { call } = await startBench();
    const answer = call('CheckUserIdentity', { search_type, search_value });
    await expect(answer).rejects.toMatchObject({ httpStatusCode: 400, errorCode: 'CBC.0101' });
  });
});

describe('a new account', () => {
  const order = { xaccount_id: 'crm-1', xaccount_type: 'SIM_IDP', domain_area: 'SG', domain_name: 'juniper-retail' };

  test('is answered at once and associated later', async () => {
    const { control, call } = await startBench();
    const made = await call('CreateSubCustomer', order);
    expect(made).toMatchObject({ domain_id: expect.stringMatching(/^[0-9a-f]{32}$/), domain_name: 'juniper-retail' });
    expect(await call('ListSubCustomers', { account_name: 'juniper' })).toMatchObject({ count: 0 });
    await control.moveClock({ advanceMs: 10_000 });
    expect(await call('ListSubCustomers', { account_name: 'juniper' })).toMatchObject({
      count: 1,
      customer_infos: [{ customer_id: made['domain_id'], xaccount_id: 'crm-1', is_frozen: 1 }],
    });
  });

  test('of which somebody waits for the result times out with HTTP 500 and is there all the same', async () => {
    const { control, call, send } = await startBench();
    const body = JSON.stringify({ ...order, include_association_result: true });
    expect(await send({ path: '/v2/partners/sub-customers', body })).toMatchObject({
      status: 500,
      error_code: 'CBC.99000050',
      domain_id: expect.any(String),
      domain_name: 'juniper-retail',
    });
    await expect(call('CreateSubCustomer', order)).rejects.toMatchObject({ errorCode: 'CBC.99000039' });
    await control.moveClock({ advanceMs: 10_000 });
    expect(await call('ListSubCustomers')).toMatchObject({ count: 1 });
  });

  test('belongs to the second-tier reseller that a distributor names', async () => {
    const { control, call } = await startBench();
    await control.setAccount({ id: secondTier, readings: { createDelayMs: 0 } });
    const below = { ...order, indirect_partner_id: secondTier };
    await call('CreateSubCustomer', below, distributor);
    const wanted = { indirect_partner_id: secondTier };
    expect(await call('ListSubCustomers', wanted, distributor)).toMatchObject({ count: 1 });
    expect(await call('ListSubCustomers', {}, distributor)).toMatchObject({ count: 0 });
  });

  test('needs the code that was sent to its address', async () => {
    const { control, call } = await startBench();
    const email = 'ops@juniper.example.com';
    expect(await call('SendVerificationMessageCode', { receiver_type: 2, email })).toEqual({ httpStatusCode: 204 });
    const { code = '' } = (await control.readState()).verificationCodes[0] ?? {};
    const create = (verification_code: string, more: object = {}) =>
      call('CreateSubCustomer', { ...order, email, verification_code, ...more });
    await expect(create('000000')).rejects.toMatchObject({ errorCode: 'CBC.99004010' });
    await control.moveClock({ advanceMs: 600_000 });
    await expect(create(code)).rejects.toMatchObject({ errorCode: 'CBC.99004008' });
    await call('SendVerificationMessageCode', { receiver_type: 2, email, timeout: 61 });
    const { code: second = '', expiresAt, sentAt } = (await control.readState()).verificationCodes[1] ?? {};
    expect(Date.parse(expiresAt ?? '') - Date.parse(sentAt ?? '')).toBe(300_000);
    for (let count = 0; count < 3; count += 1) {
      await expect(create('000000')).rejects.toMatchObject({ errorCode: 'CBC.99004010' });
    }
    await expect(create('000000')).rejects.toMatchObject({ errorCode: 'CBC.99004009' });
    await expect(create(second)).rejects.toMatchObject({ errorCode: 'CBC.99004009' });
    await call('SendVerificationMessageCode', { receiver_type: 2, email });
    const third = (await control.readState()).verificationCodes[2]?.code ?? '';
    expect(await create(third)).toMatchObject({ domain_name: 'juniper-retail' });
    const { calls } = await control.listCalls({ action: 'CreateSubCustomer' });
    expect(calls.at(-1)).toMatchObject({ parameters: { verification_code: '…' } });
  });

  test.each([
    ['CBC.99000038', { domain_name: 'wrenhollow' }],
    ['CBC.99000031', { domain_name: 'op_somebody' }],
    ['CBC.99000036', { password: 'short' }],
    ['CBC.99000038', { email: stranger.email }],
    ['CBC.0101', { xaccount_type: 'OTHER' }],
    ['CBC.0100', { domain_area: undefined }],
    ['CBC.0101', { domain_area: 'Singapore' }],
  ])('is refused with %s for %o', async (errorCode, wrong) => {
    const { call } = await startWithStranger();
    const answer = call('CreateSubCustomer', { ...order, ...wrong });
    await expect(answer).rejects.toMatchObject({ httpStatusCode: 400, errorCode });
  });

  test('is refused by what stands against the partner, and by an address that Huawei Cloud knows in advance', async () => {
    const { control, call } = await startWithStranger();
    await control.setCustomer({ id: customer, preRegisteredByHuawei: true });
    const known = call('CreateSubCustomer', { ...order, email: stranger.email });
    await expect(known).rejects.toMatchObject({ errorCode: 'CBC.99000051' });
    await control.setAccount({ id: partner, obstacle: 'CBC.50010085' });
    await expect(call('CreateSubCustomer', order)).rejects.toMatchObject({ errorCode: 'CBC.50010085' });
  });

  test('is not sent more codes than fifteen an hour', async () => {
    const { control, call, passSeconds } = await startBench();
    const sent = { receiver_type: 2, email: 'ops@juniper.example.com' };
    for (let count = 0; count < 15; count += 1) {
      await call('SendVerificationMessageCode', sent);
      passSeconds(1);
    }
    await expect(call('SendVerificationMessageCode', sent)).rejects.toMatchObject({ errorCode: 'CBC.99004015' });
    await control.moveClock({ advanceMs: 3_600_000 });
    await call('SendVerificationMessageCode', sent);
  });
});
