import { describe, expect, test } from 'vitest';
import { Money } from '../../../../functions/kernel/money.ts';
import type { Scripted } from '../../../support/scripted-provider.ts';
import { unbindDesk } from '../../../support/unbind-desk.ts';

async function setup(...how: Scripted[]) {
  const desk = await unbindDesk();
  const link = await desk.activeLink();
  const { accountId } = link.customer;
  const account = desk.item(desk.account.id);
  desk.tables.seed('desk', { ...account, allowlisted: ['unfreeze'] });
  const has = (more: object) => {
    const customer = desk.provider.customers.get(accountId);
    if (customer) desk.provider.customers.set(accountId, { ...customer, ...more });
  };
  has({ creditAvailable: Money.of('-0.01', 'USD'), standing: 'frozen' });
  desk.provider.will('allocateCredit', ...how);
  desk.provider.will('unfreeze', ...how);
  const approver = await desk.member('approver');
  const params = { linkId: link.id };
  const because = 'Has to be mended before the unbinding';
  const allocate = (more: object = {}, who: object = {}) =>
    desk.request('POST /v1/links/{linkId}/credit-allocations', {
      params,
      json: { amount: '0.01', currency: 'USD', because, ...more },
      ...who,
    });
  const unfreeze = () => desk.request('POST /v1/links/{linkId}/unfreezings', { params, json: { because } });
  const decide = (id: string, verdict = 'approve', who: object = {}) =>
    desk.request('POST /v1/approved-actions/{actionId}/decision', {
      params: { actionId: id },
      json: { verdict },
      member: approver,
      rights: 'approver',
      ...who,
    });
  const read = async (id: string) =>
    (await desk.request('GET /v1/approved-actions/{actionId}', { params: { actionId: id } })).json.approvedAction;
  return { ...desk, on: link, accountId, allocate, unfreeze, decide, read };
}

const idOf = ({ json }: { json: { approvedAction: { id: string } } }): string => json.approvedAction.id;

describe('remedies that the desk carries out', () => {
  test('R086: asked for by an operator, approved by another, the amount is allocated exactly, once, under our mark', async () => {
    const desk = await setup();
    const id = idOf(await desk.allocate());
    await desk.pass(60);
    expect(desk.provider.allocations).toHaveLength(0);
    expect((await desk.decide(id)).status).toBe(202);
    await desk.pass(3600);
    expect(desk.provider.allocations).toMatchObject([{ account: desk.accountId, mark: id }]);
    expect(desk.provider.allocations[0]?.amount?.amount).toBe('0.01');
    expect(await desk.read(id)).toMatchObject({ status: 'done', availableAfter: { amount: '0', currency: 'USD' } });
    expect(desk.told(id)).toEqual(['asked', 'approved', 'done'].map((what) => `approved_action.${what}`));
  });

  test('R086: a freeze is lifted in the same way', async () => {
    const desk = await setup();
    const id = idOf(await desk.unfreeze());
    await desk.decide(id);
    await desk.pass(60);
    expect(desk.provider.customers.get(desk.accountId)?.standing).toBe('active');
    expect(await desk.read(id)).toMatchObject({ status: 'done' });
  });

  test('R086: never by whoever asked, never without the right, and declined it is over', async () => {
    const desk = await setup();
    const id = idOf(await desk.allocate());
    const both = { member: desk.operator, rights: 'operator approver' };
    expect((await desk.decide(id, 'approve', both)).json.code).toBe('self_approval');
    expect((await desk.decide(id, 'approve', { rights: 'operator' })).status).toBe(403);
    await desk.decide(id, 'decline');
    expect((await desk.decide(id)).json).toMatchObject({ code: 'not_allowed_now', params: { status: 'declined' } });
    await desk.pass(60);
    expect(desk.provider.callsOf('allocateCredit')).toHaveLength(0);
  });

  test('what nobody approves for a week can not be approved any more', async () => {
    const desk = await setup();
    const id = idOf(await desk.allocate());
    desk.time.now += 7 * 86_400_000;
    expect((await desk.decide(id)).json).toMatchObject({ code: 'not_allowed_now', params: { status: 'expired' } });
  });

  test('a call whose answer was lost is read back by the mark and never made twice', async () => {
    const desk = await setup('lost_done');
    const id = idOf(await desk.allocate());
    await desk.decide(id);
    await desk.pass(120);
    expect(await desk.read(id)).toMatchObject({ status: 'done' });
    expect(desk.provider.callsOf('allocateCredit')).toHaveLength(1);
  });

  test('a call of which nothing is found is left to a person, not made again', async () => {
    const desk = await setup('lost');
    const id = idOf(await desk.allocate());
    await desk.decide(id);
    await desk.pass(3600);
    expect(await desk.read(id)).toMatchObject({ status: 'unknown' });
    expect(desk.provider.callsOf('allocateCredit')).toHaveLength(1);
  });

  test('a freeze of which nobody knows whether it was lifted is read, and not lifted by itself a second time', async () => {
    const desk = await setup('lost');
    const lost = idOf(await desk.unfreeze());
    await desk.decide(lost);
    await desk.pass(300);
    expect(await desk.read(lost)).toMatchObject({ status: 'approved' });
    await desk.pass(3600);
    expect(await desk.read(lost)).toMatchObject({ status: 'unknown' });
    expect(desk.provider.callsOf('unfreeze')).toHaveLength(1);

    await desk.decide(idOf(await desk.unfreeze()));
    await desk.pass(60);
    expect(desk.provider.customers.get(desk.accountId)?.standing).toBe('active');
  });

  test('a refusal is told by its code', async () => {
    const desk = await setup({ refused: 'partner_credit_used_up' });
    const id = idOf(await desk.allocate());
    await desk.decide(id);
    await desk.pass(60);
    expect(await desk.read(id)).toMatchObject({ status: 'refused', refusal: 'partner_credit_used_up' });
  });

  test.each(['0', '0.00', '-1', '1.234', '1e3', '1,000'])('an amount of %s is refused', async (amount) => {
    expect((await (await setup()).allocate({ amount })).json.errors[0].field).toBe('/amount');
  });

  test('an amount in another currency than the customer’s credit is refused', async () => {
    const desk = await setup();
    await desk.request('POST /v1/links/{linkId}/readiness-checks', { params: { linkId: desk.on.id }, json: {} });
    await desk.pass(60);
    expect((await desk.allocate({ currency: 'EUR' })).json.errors[0].field).toBe('/currency');
  });

  test('what the provider has not switched on for the account is done by hand', async () => {
    const desk = await setup();
    desk.tables.seed('desk', { ...desk.item(desk.account.id), allowlisted: [] });
    expect((await desk.unfreeze()).json.code).toBe('done_by_hand');
  });

  test('other organisations see and ask nothing', async () => {
    const desk = await setup();
    const id = idOf(await desk.allocate());
    const { org } = desk.other;
    expect((await desk.allocate({}, { org })).status).toBe(404);
    expect((await desk.decide(id, 'approve', { org })).status).toBe(404);
    expect((await desk.request('GET /v1/approved-actions')).json.items).toMatchObject([{ id, status: 'asked' }]);
    expect((await desk.request('GET /v1/approved-actions', { org })).json.items).toEqual([]);
  });
});
