import { describe, expect, test } from 'vitest';
import { account, otherPartner, partner, ref, startChina, valueOf } from '../../support/tencent-cn-port.ts';

const since = { associatedAt: '2026-03-01T00:00:00.000Z' };

describe('a customer', () => {
  test('is told with its own money in yuan, its arrears, and the provider’s words', async () => {
    const { port, client } = await startChina();
    await client(account, partner, {
      ...since,
      cash: 1_234_567,
      gifts: 1,
      owed: 2_000_000,
      hasOverdueBill: true,
      transactionType: '3',
    });
    const { customer } = await valueOf(port.readCustomer(ref, account));
    expect(customer).toMatchObject({
      account,
      linkedAt: since.associatedAt,
      relation: 'resale',
      standing: 'arrears',
      identity: 'verified',
      creditLimit: null,
      words: { AuthType: '1', HasOverdueBill: '1', TransactionType: '3' },
    });
    expect(customer?.creditAvailable?.toJSON()).toEqual({ amount: '-7654.32', currency: 'CNY' });
  });

  test.each([
    [{ authType: '0' }, { identity: 'verified' }],
    [{ authType: '-1' }, { identity: 'unknown' }],
    [{ transactionType: '1' }, { relation: 'unknown' }],
    [{ transactionType: '2' }, { relation: 'unknown' }],
    [{ hasOverdueBill: false }, { standing: 'unknown' }],
  ])('with %j is not taken for more than that: %j', async (state, told) => {
    const { port, client } = await startChina();
    await client(account, partner, state);
    expect((await valueOf(port.readCustomer(ref, account))).customer).toMatchObject(told);
  });

  test('of somebody else, and one of nobody, are told as no customer', async () => {
    const { port, client } = await startChina();
    await client(account, otherPartner);
    expect(await valueOf(port.readCustomer(ref, account))).toMatchObject({ customer: null });
    expect(await valueOf(port.readCustomer(ref, '100099990009'))).toMatchObject({ customer: null });
  });

  test('whose balance is refused is told without it; one that can’t be read now is asked for again', async () => {
    const { port, client, control } = await startChina();
    await client(account);
    const refused = { kind: 'error', code: 'UnauthorizedOperation' } as const;
    await control.addFault({ action: 'DescribeClientBalanceNew', fault: refused });
    expect((await valueOf(port.readCustomer(ref, account))).customer).toMatchObject({ account, creditAvailable: null });
    await control.addFault({ action: 'DescribeClientBalanceNew', fault: { kind: 'busy' }, times: 3 });
    expect(await port.readCustomer(ref, account)).toMatchObject({ error: { kind: 'provider_down' } });
  });

  test('is one of a list that is read page by page to its end, the total stated', async () => {
    const { port, client } = await startChina();
    for (let n = 0; n < 101; n += 1) await client(String(100_000_100_000 + n), partner, since);
    const first = await valueOf(port.listCustomers(ref));
    expect([first.items.length, first.total]).toEqual([100, 101]);
    const second = await valueOf(port.listCustomers(ref, first.next));
    expect([second.items.length, second.next]).toEqual([1, undefined]);
    expect(new Set([...first.items, ...second.items].map((one) => one.account)).size).toBe(101);
  });
});

test('that our key works is all that is told of a partner account', async () => {
  const { port } = await startChina();
  expect(await valueOf(port.readPartnerAccount(ref))).toMatchObject({ tier: 'unknown', countries: null });
});

describe('proof of a link', () => {
  const items = ['status', 'visibility', 'billing', 'delegated_action'] as const;

  test.each(items)('%s holds for a customer that uses something', async (item) => {
    const { port, client, china } = await startChina();
    await client(account);
    await china.addBill({ uin: account, amt: 12_345 });
    expect(await valueOf(port.proveLink(ref, account, item))).toMatchObject({ holds: true });
  });

  test('status and visibility say of anybody else’s that it is not ours', async () => {
    const { port, client } = await startChina();
    await client(account, otherPartner);
    for (const item of ['status', 'visibility'] as const)
      expect(await valueOf(port.proveLink(ref, account, item))).toMatchObject({ holds: false, because: 'not_ours' });
  });

  test('a refused balance proves nothing: by which code it is refused is not documented', async () => {
    const { port, client } = await startChina();
    await client(account, otherPartner);
    expect(await port.proveLink(ref, account, 'delegated_action')).toMatchObject({
      error: { kind: 'not_allowlisted', raw: { code: 'UnauthorizedOperation' } },
    });
  });

  test('billing has nothing to tell of a month without business, and looks at Beijing’s months', async () => {
    const { port, client, china, control } = await startChina();
    await client(account);
    await china.addBill({ uin: account, amt: 1, month: '2026-02' });
    const billOf = '2026-01-31T16:00:00.000Z';
    expect(await valueOf(port.proveLink(ref, account, 'billing', { billOf }))).toMatchObject({ holds: true });
    expect(await valueOf(port.proveLink(ref, account, 'billing'))).toMatchObject({
      holds: false,
      because: 'nothing_yet',
    });
    const { calls } = await control.listCalls({ action: 'DescribeAgentBills' });
    expect(calls[0]?.parameters).toMatchObject({ SettleMonth: '2026-02', ClientUin: account });
  });

  test.each(['service', 'audit_trace'] as const)('nothing proves %s', async (item) => {
    const { port } = await startChina();
    await expect(port.proveLink(ref, account, item)).rejects.toThrow('no read');
  });
});

describe('a bill', () => {
  test('is what a customer’s rows of a month add up to, over all pages, exactly', async () => {
    const { port, client, china } = await startChina();
    await client(account);
    await client('100099990002');
    await china.addBill({ uin: '100099990002', amt: 999, month: '2026-02' });
    for (let n = 0; n < 101; n += 1) await china.addBill({ uin: account, amt: n === 0 ? -7 : 10, month: '2026-02' });
    const { bill } = await valueOf(port.readBill(ref, account, { period: '2026-02', which: 'all' }));
    expect(bill.total?.toJSON()).toEqual({ amount: '9.93', currency: 'CNY' });
  });

  test('without a row is none so far; of what is unpaid no sum is told, and none is asked for', async () => {
    const { port, client, control } = await startChina();
    await client(account);
    const bill = async (which: 'all' | 'unpaid') =>
      (await valueOf(port.readBill(ref, account, { period: '2026-02', which }))).bill;
    expect(await bill('all')).toEqual({ total: null, because: 'nothing_yet' });
    expect(await bill('unpaid')).toEqual({ total: null, because: 'no_call' });
    expect((await control.listCalls({ action: 'DescribeAgentBills' })).calls).toHaveLength(1);
  });
});

describe('an unbinding', () => {
  test.each([
    ['unbound', '1', 'released'],
    ['revoked', '2', 'withdrawn'],
    ['revoked_by_relation', '3', 'withdrawn'],
    ['turned_down', '4', 'rejected'],
  ] as const)('is in review until it is %s', async (as, word, state) => {
    const { port, client, china, control } = await startChina();
    await client(account);
    expect(await valueOf(port.readUnbind(ref, account))).toMatchObject({ unbind: null });
    await china.openUnbinding(account);
    const open = (await valueOf(port.readUnbind(ref, account))).unbind;
    expect(open).toMatchObject({ account, reference: null, state: 'in_review', word: '0', startedBy: 'unknown' });
    expect([typeof open?.submittedAt, open?.changedAt]).toEqual(['string', null]);
    await china.endUnbinding({ uin: account, as });
    expect((await valueOf(port.readUnbind(ref, account))).unbind).toMatchObject({ state, word });
    const { customer } = await valueOf(port.readCustomer(ref, account));
    expect(customer === null).toBe(as === 'unbound');
    const { calls } = await control.listCalls({ action: 'DescribeUnbindClientList' });
    expect(new Set(calls.map(({ parameters }) => parameters['Status']))).toEqual(new Set([0]));
  });

  test('is the latest where an account has had several, and all of them are listed', async () => {
    const { port, client, china, control } = await startChina();
    await client(account);
    await china.openUnbinding(account);
    await china.endUnbinding({ uin: account, as: 'turned_down' });
    await control.moveClock({ advanceMs: 86_400_000 });
    await china.openUnbinding(account);
    expect((await valueOf(port.readUnbind(ref, account))).unbind).toMatchObject({ state: 'in_review' });
    const listed = await valueOf(port.listUnbinds(ref));
    expect([listed.items.map(({ state }) => state), listed.total, listed.next]).toEqual([
      ['rejected', 'in_review'],
      2,
      undefined,
    ]);
  });
});
