import { describe, expect, test } from 'vitest';
import { customer, days, distributor, partner, startBench } from '../../support/huawei-bench.ts';

const start = { by: partner, customer, reason: 'contract ended' };

async function startLinked() {
  const bench = await startBench();
  await bench.linked();
  return bench;
}

test('a partner’s request that the customer approves leaves only traces behind', async () => {
  const { control, call } = await startLinked();
  await call('UpdateSubCustomerBudget', { customer_id: customer, budget_amount: 500 });
  expect(await control.startByPartner(start)).toMatchObject({ status: 'customer_confirmation' });
  expect(await call('ListSubCustomers', { customer_id: customer })).toMatchObject({ count: 1 });
  expect(await control.answerAsCustomer({ customer, answer: 'approve' })).toMatchObject({ status: 'released' });
  const wanted = { customer_id: customer };
  expect(await call('ListSubCustomers', wanted)).toMatchObject({ count: 0 });
  expect(await call('ListSubCustomerBudget', { customer_ids: [customer] })).toMatchObject({ budget_infos: [] });
  const gone = { errorCode: 'CBC.99000035' };
  await expect(call('ListCustomerOnDemandResources', wanted)).rejects.toMatchObject(gone);
  await expect(call('ListSubCustomerBudgetRecords', wanted)).rejects.toMatchObject(gone);
  await control.setAccount({ id: partner, readings: { recordsAfterRelease: 'answer' } });
  expect(await call('ListSubCustomerBudgetRecords', wanted)).toMatchObject({
    record_list: [{ operation_type: 'DELETE' }, { operation_type: 'SETTING' }],
  });
  // The records of one partner are nobody else's.
  await expect(call('ListSubCustomerBudgetRecords', wanted, distributor)).rejects.toMatchObject(gone);
});

test('a customer’s request is the partner’s to approve or reject', async () => {
  const { control, call } = await startLinked();
  expect(await control.startByCustomer({ customer })).toMatchObject({ status: 'partner_review' });
  const other = control.answerAsPartner({ by: distributor, customer, answer: 'approve' });
  await expect(other).rejects.toMatchObject({ code: 'not_your_customer' });
  const self = control.answerAsCustomer({ customer, answer: 'approve' });
  await expect(self).rejects.toMatchObject({ code: 'nothing_to_answer' });
  await control.answerAsPartner({ by: partner, customer, answer: 'reject', reason: 'unpaid' });
  expect(await call('ListSubCustomers')).toMatchObject({ count: 1 });
  await control.startByCustomer({ customer });
  await control.answerAsPartner({ by: partner, customer, answer: 'approve' });
  expect(await call('ListSubCustomers')).toMatchObject({ count: 0 });
});

test('a rejection leaves no trace in the API', async () => {
  const { control, call } = await startLinked();
  const before = await call('ListSubCustomers');
  await control.startByPartner(start);
  await control.answerAsCustomer({ customer, answer: 'reject' });
  expect(await call('ListSubCustomers')).toEqual(before);
});

test.each([
  ['frozen', { frozen: 'ACCOUNT' as const }],
  ['independent', { enterprise: 'master_independent' as const }],
  ['reserved instance', { reservedInstances: true }],
  ['partner support plan', { partnerSupportPlan: true }],
  ['service support plan', { serviceSupportPlan: true }],
  ['unified accounting member', { enterprise: 'master_unified' as const, memberSupportPlan: true }],
])('the account check finds what is in the way, at the start and at the approval: %s', async (words, standing) => {
  const { control } = await startLinked();
  const unmet = { status: 409, code: 'conditions_unmet', message: expect.stringContaining(words) };
  await control.startByCustomer({ customer });
  await control.setCustomer({ id: customer, ...standing });
  const approved = control.answerAsPartner({ by: partner, customer, answer: 'approve' });
  await expect(approved).rejects.toMatchObject(unmet);
  await control.answerAsPartner({ by: partner, customer, answer: 'reject' });
  await expect(control.startByPartner(start)).rejects.toMatchObject(unmet);
  await expect(control.startByCustomer({ customer })).rejects.toMatchObject(unmet);
});

test('a named account is released only after the provider’s own review', async () => {
  const { control, call } = await startLinked();
  await control.setCustomer({ id: customer, isNamedAccount: true });
  await control.startByPartner(start);
  const approved = await control.answerAsCustomer({ customer, answer: 'approve' });
  expect(approved).toMatchObject({ status: 'provider_review' });
  expect(await call('ListSubCustomers')).toMatchObject({ count: 1 });
  await expect(control.startByCustomer({ customer })).rejects.toMatchObject({ code: 'already_open' });
  expect(await control.answerAsProvider({ customer, answer: 'approve' })).toMatchObject({ status: 'released' });
  expect(await call('ListSubCustomers')).toMatchObject({ count: 0 });
});

test('each side has three requests within three months', async () => {
  const { control } = await startLinked();
  for (let count = 0; count < 3; count += 1) {
    await control.startByPartner(start);
    await control.answerAsCustomer({ customer, answer: 'reject' });
  }
  await expect(control.startByPartner(start)).rejects.toMatchObject({ code: 'requests_used' });
  await control.startByCustomer({ customer });
  await control.answerAsPartner({ by: partner, customer, answer: 'reject' });
  await control.moveClock(days(93));
  expect(await control.startByPartner(start)).toMatchObject({ status: 'customer_confirmation' });
});

test('a release past every step closes what was asked about it', async () => {
  const { control } = await startLinked();
  await control.startByPartner(start);
  expect(await control.release(customer)).toMatchObject({ partner: null, formerPartners: [partner], frozen: 'no' });
  expect((await control.readState()).disassociations).toMatchObject([{ status: 'released' }]);
  await expect(control.release(customer)).rejects.toMatchObject({ code: 'not_associated' });
});

test('what is out of order is refused', async () => {
  const { control } = await startLinked();
  await expect(control.startByPartner({ ...start, by: distributor })).rejects.toMatchObject({ status: 404 });
  await expect(control.startByPartner({ ...start, reason: ' ' })).rejects.toMatchObject({ code: 'no_reason' });
  await control.startByPartner(start);
  await expect(control.startByCustomer({ customer })).rejects.toMatchObject({ code: 'already_open' });
  await control.answerAsCustomer({ customer, answer: 'approve' });
  await expect(control.startByPartner(start)).rejects.toMatchObject({ code: 'not_associated' });
});

describe('the pages of the pretend Partner Center', () => {
  async function open() {
    const { url, ...bench } = await startBench();
    await bench.control.setCustomer({ id: customer, accountName: 'wrenhollow' });
    const read = async (address: string) => (await fetch(`${url}${address}`)).text();
    const submit = async (address: string, fields: Record<string, string>) => {
      const answer = await fetch(`${url}${address}`, { method: 'POST', body: new URLSearchParams(fields) });
      return { status: answer.status, page: await answer.text() };
    };
    return { ...bench, read, submit };
  }

  test('walk from the invitation to the release', async () => {
    const { control, call, read, submit } = await open();
    expect(await read('/console')).toContain('Harbour Lantern Cloud Ltd');
    const invite = { account: partner, by: 'email', email: 'a@example.com', customerName: 'W', associationType: '3' };
    const { page } = await submit('/console/invite', invite);
    const token = /\/invitation\?token=([0-9a-f]+)/.exec(page)?.[1] ?? '';
    expect(await read(`/invitation?token=${token}`)).toContain('invites');
    expect((await submit('/invitation', { token, id: customer })).page).toContain('associated with the partner');
    expect(await read(`/console/customers?account=${partner}`)).toContain('Frozen');
    const own = { account: partner, id: customer };
    expect((await submit('/console/customer/budget', { ...own, amount: '300', unfreeze: 'on' })).status).toBe(200);
    expect(await call('ShowSubCustomerBudget', { customer_id: customer })).toMatchObject({ budget_amount: 300 });
    const ended = await submit('/console/customer/disassociate', { ...own, reason: 'over', notice: 'on' });
    expect(ended.page).toContain('Pending customer');
    expect(await read(`/console/my-account?id=${customer}`)).toContain('Approve');
    await submit('/console/my-account/answer', { id: customer, answer: 'approve' });
    expect((await control.readState()).disassociations).toMatchObject([{ status: 'released', startedBy: 'partner' }]);
    expect(await call('ListSubCustomers')).toMatchObject({ count: 0 });
  });

  test('let a customer register a new account with the invitation, and start the end of it', async () => {
    const { control, call, read, submit } = await open();
    const { token } = await control.sendInvitation({ partner });
    const taken = await submit('/invitation/register', { token, accountName: 'wrenhollow', email: 'a@example.com' });
    expect(taken).toMatchObject({ status: 409, page: expect.stringContaining('There is an account of this name.') });
    await submit('/invitation/register', { token, accountName: 'juniper', email: 'a@example.com' });
    const { customers } = await control.readState();
    const id = Object.values(customers).find(({ accountName }) => accountName === 'juniper')?.id ?? '';
    const own = { account: partner, id };
    await submit('/console/customer/freeze', { ...own, frozen: 'no' });
    await submit('/console/my-account/disassociate', { id });
    expect(await read(`/console/records?account=${partner}`)).toContain('Approve');
    await submit('/console/records/answer', { ...own, answer: 'approve' });
    expect(await call('ListSubCustomers')).toMatchObject({ count: 0 });
  });

  test('let somebody play the provider', async () => {
    const { linked, read, submit, control } = await open();
    await linked(customer, { isNamedAccount: true });
    await control.startByCustomer({ customer });
    const own = { account: partner, id: customer, answer: 'approve' };
    await submit('/console/records/answer', own);
    expect(await read(`/console/records?account=${partner}`)).toContain('Pending review by the provider');
    expect((await submit('/console/records/provider', own)).page).toContain('Disassociated');
  });

  test('say what stands in the way of it', async () => {
    const { linked, read, submit, control } = await open();
    await linked(customer, { reservedInstances: true });
    expect(await read(`/console/customer?account=${partner}&id=${customer}`)).toContain('reserved instance');
    const order = { account: partner, id: customer, reason: 'x' };
    const unread = await submit('/console/customer/disassociate', order);
    expect(unread).toMatchObject({ status: 400, page: expect.stringContaining('Read the notice') });
    const refused = await submit('/console/customer/disassociate', { ...order, notice: 'on' });
    expect(refused).toMatchObject({ status: 409, page: expect.stringContaining('role="alert"') });
    const { id } = await control.sendInvitation({ partner });
    await submit('/console/invite/again', { account: partner, invitation: id });
    expect((await control.readState()).invitations[0]?.sentAt).toHaveLength(2);
    expect(await read('/console/nowhere')).toContain('There is no such page.');
  });
});
