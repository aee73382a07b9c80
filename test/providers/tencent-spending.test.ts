import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { Money } from '../../functions/kernel/money.ts';
import { distributor, reseller, secondLevel } from '../support/tencent-bench.ts';
import { portAt, ref, startPort } from '../support/tencent-port.ts';

const uin = '200099990001';
const stranger = '200099990009';
const usd = (amount: string) => Money.of(amount, 'USD');
const order = { account: uin, amount: usd('0.01'), mark: 'ubd_1-credit-1', remark: 'before unbinding' };

/** The value of an answer that a test relies on. */
async function valueOf<T>(answer: Promise<{ ok: true; value: T } | { ok: false; error: unknown }>): Promise<T> {
  const result = await answer;
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.error)}`);
  return result.value;
}

function line(month: string, amount: string, paid: boolean) {
  return { month, amount, paid, payMode: 'postPay', actionType: 'postpay_deduct_h' };
}

describe('bills of a customer', () => {
  const bills = [line('2026-01', '10.10000001', true), line('2026-01', '0.2', false), line('2026-02', '7', true)];
  const all = { period: '2026-01', which: 'all' } as const;
  const unpaid = { period: '2026-01', which: 'unpaid' } as const;

  test('are told to the last decimal place, as a whole and what of it is unpaid, month by month', async () => {
    const { port, linked } = await startPort();
    await linked(uin, reseller, { bills });
    const read = await valueOf(port.readBill(ref, uin, all));
    expect(read.bill.total?.toJSON()).toEqual({ amount: '10.30000001', currency: 'USD' });
    expect(read.receipts).toEqual([{ action: 'DescribeCustomerBillSummary', requestId: expect.any(String) }]);
    expect((await valueOf(port.readBill(ref, uin, unpaid))).bill.total?.amount).toBe('0.2');
    const paidMonth = await valueOf(port.readBill(ref, uin, { period: '2026-02', which: 'unpaid' }));
    expect(paidMonth.bill.total?.amount).toBe('0');
  });

  test('of somebody else’s customer are an answer, not a failure', async () => {
    const { port, linked } = await startPort();
    await linked(uin, distributor, { bills });
    const { bill, receipts } = await valueOf(port.readBill(ref, uin, all));
    expect(bill).toEqual({ total: null, because: 'not_ours' });
    expect(receipts).toEqual([{ action: 'DescribeCustomerBillSummary', requestId: expect.any(String) }]);
  });

  test('of a customer that has left are told where the provider still answers', async () => {
    const { port, linked, control } = await startPort();
    await linked(uin, reseller, { bills });
    await control.unbind(uin);
    expect((await valueOf(port.readBill(ref, uin, all))).bill).toEqual({ total: null, because: 'not_ours' });
    await control.setAccount({ uin: reseller, releasedBills: 'answer' });
    expect((await valueOf(port.readBill(ref, uin, all))).bill.total?.amount).toBe('10.30000001');
  });

  test('that were not made yet are not taken for nothing owed', async () => {
    const { port, linked } = await startPort();
    await linked(uin, reseller, { firstBillAt: new Date(Date.now() + 86_400_000).toISOString() });
    expect((await valueOf(port.readBill(ref, uin, all))).bill).toEqual({ total: null, because: 'nothing_yet' });
  });

  test('of a month before the provider’s first are refused', async () => {
    const { port, linked } = await startPort();
    await linked(uin);
    expect(await port.readBill(ref, uin, { ...all, period: '2022-05' })).toMatchObject({
      error: { kind: 'refused', code: 'input_invalid', raw: { code: 'InvalidParameterValue.InvalidMonth' } },
    });
  });

  test.each(['2026-1', '2026-13', '2026-01-01', ''])('are not asked for the month "%s"', async (period) => {
    const { port, control } = await startPort();
    await expect(port.readBill(ref, uin, { period, which: 'all' })).rejects.toMatchObject({ name: 'InvariantBroken' });
    expect((await control.listCalls({})).calls).toEqual([]);
  });

  test('of twelve months are read a second apart, none turned away', async () => {
    const { port, linked, control, time } = await startPort();
    await linked(uin, reseller, { bills });
    const [began, months] = [time.ms, Array.from({ length: 12 }, (_, n) => `2025-${String(n + 1).padStart(2, '0')}`)];
    for (const period of months) await valueOf(port.readBill(ref, uin, { period, which: 'unpaid' }));
    expect(time.ms - began).toBeGreaterThanOrEqual(11_000);
    const { calls } = await control.listCalls({ action: 'DescribeCustomerBillSummary' });
    expect(calls.map(({ parameters, outcome }) => [parameters['Month'], parameters['IsConfirmed'], outcome])).toEqual(
      months.map((month) => [month, '2', 'ok']),
    );
  });

  test.each([
    [{ kind: 'throttle' }, 'throttled'],
    [{ kind: 'busy' }, 'provider_down'],
    [{ kind: 'malformed' }, 'malformed_answer'],
    [{ kind: 'error', code: 'AuthFailure.SecretIdNotFound' }, 'credentials'],
  ] as const)('that meet %j are told as %s, never as nothing owed', async (fault, kind) => {
    const { port, linked, control } = await startPort();
    await linked(uin);
    await control.addFault({ fault, action: 'DescribeCustomerBillSummary', times: 3 });
    expect(await port.readBill(ref, uin, all)).toMatchObject({ ok: false, error: { kind } });
  });
});

describe('who has a customer', () => {
  test('the second-level reseller, where there is one', async () => {
    const { port, linked } = await startPort(distributor);
    await linked(uin, secondLevel);
    expect(await valueOf(port.readOwner(ref, uin))).toMatchObject({
      secondLevel: { account: secondLevel, name: 'Tidewater Cloud' },
      receipts: [{ action: 'QuerySubAgentsDetailV2', requestId: expect.any(String) }],
    });
  });

  test.each([
    ['a customer of its own', distributor],
    ['somebody else’s', reseller],
  ])('nobody in between for %s', async (_, owner) => {
    const { port, linked } = await startPort(distributor);
    await linked(uin, owner);
    expect(await valueOf(port.readOwner(ref, uin))).toMatchObject({ secondLevel: null });
  });

  test('is not guessed when the filter was not applied', async () => {
    const server = createServer((_, response) =>
      response.end(
        JSON.stringify({ Response: { RequestId: 'r', Data: [{ SubAgentUin: 1e6 }, { SubAgentUin: 2e6 }] } }),
      ),
    ).listen(0, '127.0.0.1');
    onTestFinished(() => void server.close());
    await once(server, 'listening');
    const { port: at } = server.address() as AddressInfo;
    const { port } = portAt(`http://127.0.0.1:${at}`, async () => ({ keyId: 'id', keySecret: 'secret' }));
    expect(await port.readOwner(ref, uin)).toMatchObject({ error: { kind: 'malformed_answer', stage: 'validation' } });
  });

  test('is told to a distributor only', async () => {
    const { port, linked } = await startPort(reseller);
    await linked(uin);
    expect(await port.readOwner(ref, uin)).toMatchObject({ error: { kind: 'not_allowlisted', stage: 'validation' } });
  });
});

describe('credit', () => {
  test('is added by the cent, and listed with what marks it', async () => {
    const { port, linked } = await startPort();
    await linked(uin, reseller, { creditTotal: '100.00', creditRemaining: '-0.01' });
    const added = await valueOf(port.allocateCredit(ref, order));
    expect([added.limitAfter?.amount, added.availableAfter?.amount]).toEqual(['100.01', '0']);
    expect(added.receipts).toEqual([{ action: 'AllocateCustomerCredit', requestId: expect.any(String) }]);
    const { items, total, next } = await valueOf(port.listCreditAllocations(ref, uin));
    expect([total, next]).toEqual([1, undefined]);
    expect(items).toMatchObject([
      { allocatedAt: expect.stringMatching(/Z$/), mark: 'ubd_1-credit-1', remark: 'before unbinding' },
    ]);
    expect([items[0]?.amount, items[0]?.limitAfter, items[0]?.availableAfter].map((each) => each?.amount)).toEqual([
      '0.01',
      '100.01',
      '0',
    ]);
    expect((await valueOf(port.readCustomer(ref, uin))).customer?.creditAvailable?.amount).toBe('0');
  });

  test('is taken back down to 0 and no further', async () => {
    const { port, linked } = await startPort();
    await linked(uin, reseller, { creditTotal: '10.00', creditRemaining: '10.00' });
    const all = await valueOf(port.allocateCredit(ref, { ...order, amount: usd('-10.00') }));
    expect(all.availableAfter?.amount).toBe('0');
    expect(await port.allocateCredit(ref, { ...order, amount: usd('-0.01') })).toMatchObject({
      error: {
        kind: 'refused',
        code: 'amount_out_of_range',
        stage: 'validation',
        raw: { requestId: expect.any(String) },
      },
    });
  });

  test('beyond what the partner has left is refused', async () => {
    const { port, linked } = await startPort();
    await linked(uin);
    expect(await port.allocateCredit(ref, { ...order, amount: usd('50000.01') })).toMatchObject({
      error: { kind: 'refused', code: 'partner_credit_used_up', raw: { code: 'FailedOperation.BalanceInsufficient' } },
    });
  });

  test('of somebody else’s customer is neither given nor listed as none', async () => {
    const { port, linked } = await startPort();
    await linked(stranger, distributor);
    expect(await port.allocateCredit(ref, { ...order, account: stranger })).toMatchObject({
      error: { kind: 'not_ours', stage: 'validation', raw: { code: 'UnauthorizedOperation.UinNoAuth' } },
    });
    expect(await port.listCreditAllocations(ref, stranger)).toMatchObject({
      error: { kind: 'refused', code: 'account_unknown' },
    });
  });

  test.each([
    [{ kind: 'drop', effect: 'done' }, 'no_answer', true],
    [{ kind: 'drop', effect: 'none' }, 'no_answer', false],
    [{ kind: 'http', status: 502, effect: 'done' }, 'server_fault', true],
    [{ kind: 'busy' }, 'server_fault', false],
    [{ kind: 'no_envelope' }, 'unreadable_answer', true],
  ] as const)(
    'whose answer is lost to %j is sent once, and the mark tells what became of it',
    async (fault, because, happened) => {
      const { port, linked, control } = await startPort();
      await linked(uin, reseller, { creditTotal: '100.00', creditRemaining: '-0.01' });
      await control.addFault({ fault, action: 'AllocateCustomerCredit' });
      expect(await port.allocateCredit(ref, order)).toMatchObject({ error: { kind: 'unknown_outcome', because } });
      expect((await control.listCalls({ action: 'AllocateCustomerCredit' })).calls.length).toBeLessThanOrEqual(1);
      const { items } = await valueOf(port.listCreditAllocations(ref, uin));
      expect(items.some(({ mark }) => mark === order.mark)).toBe(happened);
    },
  );

  test('that is throttled changed nothing and may be asked for again', async () => {
    const { port, linked, control } = await startPort();
    await linked(uin, reseller, { creditTotal: '100.00', creditRemaining: '-0.01' });
    await control.addFault({ fault: { kind: 'throttle' }, action: 'AllocateCustomerCredit' });
    expect(await port.allocateCredit(ref, order)).toMatchObject({
      error: { kind: 'throttled', retryAfterSeconds: 1, raw: { code: 'RequestLimitExceeded' } },
    });
    expect((await valueOf(port.allocateCredit(ref, order))).availableAfter?.amount).toBe('0');
  });

  test('that a person gave in the console has a remark and no mark', async () => {
    const { port, linked, clientOf } = await startPort();
    await linked(uin);
    const byHand = await clientOf();
    await byHand.request('AllocateCustomerCredit', { ClientUin: Number(uin), AddedCredit: 5, Remark: '[sic] by hand' });
    await valueOf(port.allocateCredit(ref, { ...order, remark: '' }));
    const { items } = await valueOf(port.listCreditAllocations(ref, uin));
    expect(new Set(items.map(({ mark, remark }) => `${mark}: ${remark}`))).toEqual(
      new Set([`${order.mark}: null`, 'null: [sic] by hand']),
    );
    expect(new Set(items.map(({ amount }) => amount?.amount))).toEqual(new Set(['0.01', '5']));
  });

  test.each([
    ['fractions of a cent', { amount: usd('0.001') }],
    ['another currency', { amount: Money.of('1', 'CNY') }],
    ['a mark that the remark could not carry', { mark: 'two words' }],
  ])('with %s never leaves', async (_, wrong) => {
    const { port, control } = await startPort();
    await expect(port.allocateCredit(ref, { ...order, ...wrong })).rejects.toMatchObject({ name: 'InvariantBroken' });
    expect((await control.listCalls({})).calls).toEqual([]);
  });

  test('lists go on past a hundred allocations', async () => {
    const { port, linked } = await startPort();
    await linked(uin);
    for (let n = 0; n < 101; n += 1) await valueOf(port.allocateCredit(ref, { ...order, mark: `m-${n}` }));
    const first = await valueOf(port.listCreditAllocations(ref, uin));
    const second = await valueOf(port.listCreditAllocations(ref, uin, first.next));
    expect([first.items.length, first.total, second.items.length, second.next]).toEqual([100, 101, 1, undefined]);
    expect(new Set([...first.items, ...second.items].map(({ mark }) => mark)).size).toBe(101);
  });
});

describe('a freeze', () => {
  test('is seen in the standing and lifted, as often as one asks', async () => {
    const { port, linked } = await startPort();
    await linked(uin, reseller, { force: 2 });
    const standing = async () => (await valueOf(port.readCustomer(ref, uin))).customer?.standing;
    expect(await standing()).toBe('frozen');
    for (let n = 0; n < 2; n += 1) {
      expect(await valueOf(port.unfreeze(ref, { account: uin }))).toMatchObject({ receipts: [{ action: 'ForceQN' }] });
    }
    expect(await standing()).toBe('active');
  });

  test.each([
    [{ accountStatus: '1' }, 'frozen'],
    [{ accountStatus: '2' }, 'arrears'],
    [{ accountStatus: '2', force: 2 }, 'frozen'],
    [{ creditRemaining: '-0.01' }, 'arrears'],
    [{ creditRemaining: '0.00' }, 'active'],
  ])('and arrears are told apart: %j is %s', async (state, standing) => {
    const { port, linked } = await startPort();
    await linked(uin, reseller, state);
    expect((await valueOf(port.readCustomer(ref, uin))).customer).toMatchObject({ standing });
  });

  test('of somebody else’s customer is refused', async () => {
    const { port, linked } = await startPort();
    await linked(uin, distributor);
    expect(await port.unfreeze(ref, { account: uin })).toMatchObject({
      error: { kind: 'refused', code: 'input_invalid', stage: 'validation' },
    });
  });

  test('can’t be lifted where the provider has not switched it on', async () => {
    const { port, linked, control } = await startPort();
    await linked(uin, reseller, { force: 2 });
    await control.setAccount({ uin: reseller, allowlist: [] });
    expect(await port.unfreeze(ref, { account: uin })).toMatchObject({ error: { kind: 'not_allowlisted' } });
  });

  test('whose lifting got no answer is seen to be lifted by reading', async () => {
    const { port, linked, control } = await startPort();
    await linked(uin, reseller, { force: 2 });
    await control.addFault({ fault: { kind: 'drop', effect: 'done' }, action: 'ForceQN' });
    expect(await port.unfreeze(ref, { account: uin })).toMatchObject({ error: { kind: 'unknown_outcome' } });
    expect((await valueOf(port.readCustomer(ref, uin))).customer).toMatchObject({ standing: 'active' });
  });
});
