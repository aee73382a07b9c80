import { describe, expect, test } from 'vitest';
import { readClocks } from '../../../../functions/clocks/read-clocks.ts';
import { Money } from '../../../../functions/kernel/money.ts';
import { owedWork } from '../../../../functions/owed-work.ts';
import { recordKey } from '../../../../functions/timeline/index.ts';
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
  const outcome = (id: string, json: object, who: object = {}) =>
    desk.request('POST /v1/approved-actions/{actionId}/outcome', { params: { actionId: id }, json, ...who });
  const read = async (id: string) =>
    (await desk.request('GET /v1/approved-actions/{actionId}', { params: { actionId: id } })).json.approvedAction;
  return { ...desk, on: link, accountId, allocate, unfreeze, decide, outcome, read };
}

/** An allocation whose answer was lost, and of which the provider shows nothing; and an hour has gone by. */
async function lost() {
  const desk = await setup('lost');
  const id = idOf(await desk.allocate());
  await desk.decide(id);
  await desk.pass(3600);
  const clocks = async () => {
    const at = { now: desk.deps.clock.now(), escalationOwner: 'unowned' };
    const page = await readClocks(desk.tables, desk.org, { limit: 20 }, at);
    if (!page.ok) throw new Error(page.error.kind);
    return page.value.items.filter((clock) => clock.for === 'action_unknown');
  };
  const told = () => desk.memberLetters.filter(({ text }) => text.includes('whether a remedy was carried out'));
  return { desk, id, clocks, told };
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

  test('R086: what nobody knows is told to whoever asked and whoever approved, once, until somebody has looked', async () => {
    const { desk, id, told } = await lost();
    expect(told().map(({ to }) => to)).toHaveLength(2);
    expect(new Set(told().map(({ to }) => to)).size).toBe(2);
    expect(told()[0]?.text).toContain(id);
    expect(told()[0]?.text).not.toMatch(/[{}]|undefined/);
    const page = { params: { token: told()[0]?.token ?? '' } };
    expect((await desk.request('GET /n/{token}', page)).text).toContain('needs_somebody');
    expect((await desk.request('POST /n/{token}', { ...page, form: {} })).text).toContain('taken_in_hand');
    expect(desk.told(id).at(-1)).toBe('approved_action.taken_in_hand');
    await desk.outcome(id, { shows: 'done', because: 'Entry 4711 in the list of allocations' });
    expect((await desk.request('GET /n/{token}', page)).text).toContain('nothing_left');
    await desk.pass(7 * 86_400);
    expect(told()).toHaveLength(2);
  });

  test('B01: it stands among the clocks of whoever asked, overdue after a day, until somebody says what the provider shows', async () => {
    const { desk, id, clocks } = await lost();
    const [clock] = await clocks();
    expect(clock).toMatchObject({
      for: 'action_unknown',
      kind: 'approved_action',
      record: id,
      status: 'unknown',
      party: 'operator',
      owner: desk.operator,
      overdue: false,
    });
    await desk.pass(86_400);
    expect(await clocks()).toMatchObject([{ record: id, overdue: true }]);
    const said = await desk.outcome(id, { shows: 'not_done', because: 'No entry of that day in the list' });
    expect(said.status).toBe(200);
    expect(await clocks()).toEqual([]);
    expect(await desk.read(id)).toMatchObject({
      status: 'not_done',
      seen: { by: desk.operator, because: 'No entry of that day in the list' },
    });
    expect(desk.told(id).at(-1)).toBe('approved_action.seen');
    expect(desk.provider.callsOf('allocateCredit')).toHaveLength(1);
    const again = await desk.outcome(id, { shows: 'done', because: 'Entry 4711 in the list of allocations' });
    expect(again.json).toMatchObject({ code: 'not_allowed_now', params: { status: 'not_done' } });
  });

  test('B01: one of before there was such a clock gets it by a migration, once', async () => {
    const { desk, id, clocks } = await lost();
    const { waitingPk: _pk, waitingSk: _sk, ...old } = desk.item(id);
    desk.tables.seed('desk', { ...old, pk: recordKey(desk.org, id).pk, sk: 'RECORD' });
    expect(await clocks()).toEqual([]);
    const owed = owedWork(desk.deps);
    for (const write of await owed('approved action', desk.item(id))) await desk.tables.transact([write]);
    expect(await clocks()).toMatchObject([{ record: id }]);
    expect(await owed('approved action', desk.item(id))).toEqual([]);
  });

  test('what became of one that the desk knows itself is not for people to say', async () => {
    const desk = await setup();
    const id = idOf(await desk.allocate());
    const shows = { shows: 'done', because: 'Entry 4711 in the list of allocations' };
    expect((await desk.outcome(id, shows)).json).toMatchObject({ params: { status: 'asked' } });
    expect((await desk.outcome(id, shows, { rights: 'finance' })).status).toBe(403);
    expect((await desk.outcome(id, shows, { org: desk.other.org })).status).toBe(404);
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
