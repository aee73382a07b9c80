import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TencentControl } from '../../../local/simulators/tencent/control-client.ts';
import { type Desk, expectOk, sharedDesk } from '../../support/desk.ts';
import { beatDueWork } from '../../support/due-beat.ts';
import { eventually } from './eventually.ts';
import { expectWay } from './follow-way.ts';
import { entered, gone, ofSecondLevel, reviewed, startedByCustomer, submitted, takenBack } from './scenarios.ts';
import { type Seen, type Unbinding, unbinding } from './unbinding.ts';

let desk: Desk;
let due: ReturnType<typeof beatDueWork>;

beforeAll(async () => {
  desk = await sharedDesk();
  due = beatDueWork(desk);
});
afterAll(() => due?.end());

type Order = Parameters<TencentControl['addFault']>[0];

const dead: Order['fault'] = { kind: 'drop', effect: 'none' };
const broken: Order['fault'] = { kind: 'http', status: 503, effect: 'none' };
const garbled: Order['fault'] = { kind: 'malformed' };
const MANY = 10_000;

/** From now on the calls of this partner account fail. @returns what mends it, and how many calls have failed so far */
async function fails({ reseller }: Unbinding, fault: Order['fault'], which: Partial<Order> = {}) {
  const { tencent } = desk.cloud;
  const { id } = await tencent.addFault({ fault, account: reseller.partner, times: MANY, ...which });
  const failed = async () => {
    const { faults } = await tencent.listFaults();
    return MANY - (faults.find((one) => one.id === id)?.remaining ?? MANY);
  };
  return { failed, mend: () => tencent.clearFaults(id) };
}

/** The look fails, and says so; the case stands where it stood, with whoever is waited for, and nothing is taken for seen. */
async function expectStands(u: Unbinding, status: Seen['status'], read = 'readCustomer'): Promise<void> {
  const before = await u.until(status);
  const now = await eventually(`failed ${read} in ${status}`, async () => {
    const { looked } = await u.look();
    return looked?.failed?.read === read && looked.at > (before.looked?.at ?? '') ? u.seen.at(-1) : undefined;
  });
  expect(now).toMatchObject({ status, facts: before.facts, flags: before.flags, waitingOn: before.waitingOn });
  expect(now.looked).not.toHaveProperty('customer');
  expect(now.waitingOn?.until).toBeDefined();
}

async function expectSeenAgain(u: Unbinding): Promise<void> {
  await eventually('answered look', async () => ((await u.look()).looked?.failed ? undefined : true));
}

/** In one status, during which nobody does anything. */
async function through(u: Unbinding, status: Seen['status'], fault: Order['fault']): Promise<void> {
  await u.until(status);
  const { mend } = await fails(u, fault);
  await expectStands(u, status);
  await mend();
  await expectSeenAgain(u);
}

const moneyOf = async (u: Unbinding) =>
  (await expectOk(u.operator.getUnbindMoney({ params: { unbindId: u.id() } }))).json;
const notAnswering = (u: Unbinding) =>
  eventually('bills that are not answered', async () => (await moneyOf(u)).money.notAnswering ?? undefined);

/** Nothing is known before the provider answers: nobody is asked to agree to what was not read. */
async function checking(u: Unbinding, submit: () => Promise<unknown>): Promise<void> {
  const { failed, mend } = await fails(u, dead);
  await submit();
  await eventually('a check that was not answered', async () => ((await failed()) > 0 ? true : undefined));
  expect(await u.look()).toMatchObject({ status: 'checking', facts: [] });
  await eventually('a reading that is not done', async () => {
    const { readiness } = (await expectOk(u.operator.getUnbindReadiness({ params: { linkId: u.linkId } }))).json;
    return readiness.reading.inHand || undefined;
  });
  await mend();
}

describe.concurrent('R094, R097, R132: the provider’s reads fail', () => {
  test('at each step of an unbind with a distributor, and in the bills after it', async () => {
    const u = await unbinding(desk);
    const { tencent } = desk.cloud;
    await u.read();
    await checking(u, () => u.submit({ ...ofSecondLevel(u), cardKnown: false }));
    await u.until('awaiting_second_person');
    await u.agree();

    const outage = await fails(u, dead);
    await expectStands(u, 'awaiting_submission');
    const number = await u.bench.submit(u);
    await u.sheet({ purpose: 'submission', reference: number });
    await expectStands(u, 'awaiting_distributor_review');
    await notAnswering(u);
    await outage.mend();
    await expectSeenAgain(u);
    await u.sheet({ purpose: 'distributor_review', choice: 'approved' });

    const { checkedAt } = await u.until('awaiting_customer_confirmation');
    const second = await fails(u, broken);
    await expectOk(u.operator.recheckUnbind({ params: { unbindId: u.id() }, body: {} }));
    await expectStands(u, 'awaiting_customer_confirmation');
    expect(u.seen.at(-1)).toMatchObject({ ready: true, checkedAt });
    await second.mend();
    await expectSeenAgain(u);

    await tencent.answerUnbinding({ uin: u.customer.uin, answer: 'confirm' });
    await u.sheet({ purpose: 'customer_confirmation', choice: 'confirmed' });
    await u.until('awaiting_initiator');
    const third = await fails(u, garbled);
    await expectStands(u, 'awaiting_initiator');
    await expectOk(u.operator.takeUpUnbind({ params: { unbindId: u.id() }, body: {} }));
    await expectStands(u, 'awaiting_card');
    await third.mend();
    await expectSeenAgain(u);
    await eventually('the look that was asked for', async () =>
      ((await u.look()).checkedAt ?? '') > (checkedAt ?? '') ? true : undefined,
    );

    await goneUnseen(u);
    await billsAfter(u);
    await expectWay(u, 'approvedByDistributor');
  });

  test('while an application is to be taken back', async () => {
    const u = await unbinding(desk);
    const number = await submitted(u);
    await u.until('awaiting_customer_confirmation');
    const body = { reason: 'The customer stays after all' };
    await expectOk(u.operator.cancelUnbind({ params: { unbindId: u.id() }, body }));
    await through(u, 'awaiting_withdrawal', broken);
    await takenBack(u, number);
    await expectWay(u, 'withdrawn');
  });

  test('while what a customer has started is reviewed', async () => {
    const u = await unbinding(desk);
    await u.bench.hasCard(u);
    const number = await startedByCustomer(u);
    await through(u, 'awaiting_review', dead);
    await reviewed(u, 'approve');
    await through(u, 'awaiting_review_entry', garbled);
    await entered(u, number, 'approve');
    await u.until('awaiting_completion');
    await gone(u);
    await expectWay(u, 'customersApproved');
  });
}, 600_000);

/** The customer is gone at the provider, and whether it is can't be told: not by a list, nor without another who answers. */
async function goneUnseen(u: Unbinding): Promise<void> {
  const { uin } = u.customer;
  const { tencent } = desk.cloud;
  const itself = await fails(u, { kind: 'slow', ms: 1 }, { customer: uin });
  const list = await fails(u, dead, { action: 'QueryCustomersCredit' });
  await tencent.bindCard({ uin });
  await u.sheet({ purpose: 'card_binding' });
  await expectStands(u, 'awaiting_completion', 'listCustomers');
  const control = await fails(u, dead, { customer: u.stays.uin });
  await list.mend();
  await expectStands(u, 'awaiting_completion', 'control');
  expect(u.seen.at(-1)?.absence ?? {}).toEqual({});
  await control.mend();
  await itself.mend();
}

/** The provider had let it go two months ago by its own word, so that bills of the time after are made already. */
async function billsAfter(u: Unbinding): Promise<void> {
  const bills = await fails(u, dead, { action: 'DescribeCustomerBillSummary' });
  await eventually('absence', async () => (await u.look()).absence?.confirmed);
  const time = new Date(Date.now() - 62 * 86_400_000).toISOString();
  await u.sheet({ purpose: 'completion', choice: 'unbound', time });
  await u.until('completed');
  await eventually('the months after it', async () => (await moneyOf(u)).money.tail ?? undefined);
  await notAnswering(u);
  expect((await moneyOf(u)).money).toMatchObject({ lateCharges: [], tail: { cleanAt: null } });
  expect((await moneyOf(u)).money.tail?.periods.every(({ state }) => state === 'waiting')).toBe(true);
  await bills.mend();
  await eventually('bills that are answered', async () => {
    const { notAnswering: failing, tail } = (await moneyOf(u)).money;
    return failing === null && tail?.periods.some(({ state }) => state !== 'waiting') ? true : undefined;
  });
  expect((await u.look()).status).toBe('completed');
}
