import { describe, expect, test } from 'vitest';
import { distributor, reseller, secondLevel, startBench } from '../../support/tencent-bench.ts';

const uin = '200099990001';
const month = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 7);

test('QueryCustomersCredit gives numbers for UINs, masked e-mails, "-" for arrears, and finds by each filter', async () => {
  const { clientOf, linked } = await startBench();
  const client = await clientOf();
  await linked(uin, reseller, {
    name: '岚汀食品有限公司',
    email: 'billing@lanting.example.com',
    remark: 'tier 2',
    boundAt: '2026-01-31T16:00:01.000Z',
    creditTotal: '100.10',
    creditRemaining: '-0.05',
    authStatus: '3',
    identity: 'enterprise',
  });
  await linked('200099990002');
  const row = {
    ClientUin: Number(uin),
    Name: '岚汀食品有限公司',
    Type: 'new',
    Mobile: '85255500001',
    Email: 'bill*********@lanting.example.com',
    Arrears: '-',
    AssociationTime: '2026-02-01 00:00:01',
    RecentExpiry: '',
    Credit: 100.1,
    RemainingCredit: -0.05,
    IdentifyType: 2,
    Remark: 'tier 2',
    Force: 0,
  };
  for (const [FilterType, Filter] of [
    ['ClientUin', uin],
    ['Name', '岚汀'],
    ['Remark', 'tier'],
  ] as const) {
    const found = await client.request('QueryCustomersCredit', { FilterType, Filter });
    expect(found).toMatchObject({ Total: 1, Data: [row] });
  }
  const oldestFirst = await client.request('QueryCustomersCredit', { Page: 1, PageSize: 1, Order: 'asc' });
  expect(oldestFirst).toMatchObject({ Total: 2, Data: [row] });
  expect(await client.request('QueryCustomersCredit', { FilterType: 'Email', Filter: 'no@example.com' })).toMatchObject(
    {
      Total: 0,
      Data: null,
    },
  );
});

test('DescribeCustomerUin gives its total and the UINs as strings', async () => {
  const { clientOf, linked } = await startBench();
  await linked(uin);
  const client = await clientOf();
  expect(await client.request('DescribeCustomerUin', { Page: 1, PageSize: 10 })).toMatchObject({
    Total: '1',
    Data: [{ CustomerUin: uin }],
  });
  await expect(client.request('DescribeCustomerUin', { Page: 0, PageSize: 10 })).rejects.toMatchObject({
    code: 'InvalidParameter.Page',
  });
});

describe('DescribeCustomerInfo', () => {
  test('gives status, verification and times as text', async () => {
    const { clientOf, linked } = await startBench();
    await linked(uin, reseller, {
      boundAt: '2026-01-31T16:00:01.000Z',
      accountStatus: '2',
      authStatus: '3',
      identity: 'individual',
      authPassedAt: '2026-01-01T00:00:00.000Z',
      hasExpense: true,
    });
    const client = await clientOf();
    expect((await client.request('DescribeCustomerInfo', { CustomerUin: [Number(uin)] })).Data).toEqual([
      {
        CustomerUin: uin,
        Email: `c${uin}@example.com`,
        Phone: '85255500001',
        Mark: '',
        Name: `Customer ${uin}`,
        BindTime: '2026-02-01 00:00:01',
        AccountStatus: '2',
        AuthStatus: '3',
        AuthType: 0,
        CidRegisterTime: '2024-01-01 08:00:00',
        UinRegisterTime: '2024-01-01 08:00:00',
        AuthPassTime: '2026-01-01 08:00:00',
        HasExpense: 1,
      },
    ]);
  });

  test('refuses the batch for a foreign UIN, or leaves it out where the account is set so', async () => {
    const { clientOf, linked, control } = await startBench();
    await linked(uin);
    await linked('200099990002', distributor);
    const client = await clientOf();
    const both = { CustomerUin: [Number(uin), 200099990002] };
    await expect(client.request('DescribeCustomerInfo', both)).rejects.toMatchObject({
      code: 'UnauthorizedOperation.UinNoAuth',
    });
    await control.setAccount({ uin: reseller, foreignUin: 'omit' });
    expect((await client.request('DescribeCustomerInfo', both)).Data).toMatchObject([{ CustomerUin: uin }]);
  });
});

test('QueryAccountVerificationStatus tells verified from not, stranger and nobody', async () => {
  const { clientOf, linked } = await startBench();
  await linked(uin, reseller, { authStatus: '3' });
  await linked('200099990002', distributor);
  const client = await clientOf();
  const ask = (ClientUin: number) => client.request('QueryAccountVerificationStatus', { ClientUin });
  expect(await ask(Number(uin))).toMatchObject({ AccountStatus: true });
  await expect(ask(200099990002)).rejects.toMatchObject({ code: 'UnauthorizedOperation.NotCustomerUin' });
  await expect(ask(200099990003)).rejects.toMatchObject({ code: 'FailedOperation.UinInvalid' });
});

describe('credit', () => {
  test('is an increment that is recorded, stays within the partner’s own, and suspends at zero', async () => {
    const { clientOf, linked, control } = await startBench();
    await linked(uin);
    await control.setAccount({ uin: reseller, credit: '1000.00' });
    const client = await clientOf();
    const add = (AddedCredit: number, Remark?: string) =>
      client.request('AllocateCustomerCredit', { ClientUin: Number(uin), AddedCredit, Remark });
    expect(await add(100.1, 'first')).toMatchObject({ TotalCredit: 100.1, RemainingCredit: 100.1 });
    expect(await add(0.2)).toMatchObject({ TotalCredit: 100.3, RemainingCredit: 100.3 });
    expect(await client.request('QueryPartnerCredit', {})).toMatchObject({
      AllocatedCredit: 100.3,
      TotalCredit: 1000,
      RemainingCredit: 899.7,
      CustomerTotalCredit: 100.3,
      CustomerRemainingCredit: 100.3,
    });
    expect(await add(-100.3)).toMatchObject({ RemainingCredit: 0 });
    expect((await control.readState()).customers[uin]).toMatchObject({ accountStatus: '2' });
    expect(await client.request('QueryCreditAllocationHistory', { ClientUin: Number(uin) })).toMatchObject({
      Total: 3,
      History: [
        { Credit: -100.3, AllocatedCredit: 0, ClientCreditAfter: 0, Operator: 'Harbour Lantern Cloud Ltd' },
        { Credit: 0.2, ClientCreditAfter: 100.3 },
        { Credit: 100.1, Remark: 'first' },
      ],
    });
  });

  test('is refused beyond the partner’s own and below zero', async () => {
    const { clientOf, linked } = await startBench();
    await linked(uin);
    const client = await clientOf();
    const add = (AddedCredit: number) =>
      client.request('AllocateCustomerCredit', { ClientUin: Number(uin), AddedCredit });
    await expect(add(50_000.01)).rejects.toMatchObject({ code: 'FailedOperation.BalanceInsufficient' });
    await expect(add(-0.01)).rejects.toMatchObject({ code: 'InvalidParameterValue.CreditAmountOutOfRange' });
  });

  test('is read by list, in which every UIN must be a customer, and for all direct customers', async () => {
    const { clientOf, linked } = await startBench();
    await linked(uin, reseller, { creditTotal: '10.00', creditRemaining: '-2.50' });
    await linked('200099990002', distributor);
    const client = await clientOf();
    const rows = [{ Uin: Number(uin), TotalCredit: 10, RemainingCredit: -2.5 }];
    const byList = (UinList: number[]) => client.request('QueryCreditByUinList', { UinList });
    expect((await byList([Number(uin)])).Data).toEqual(rows);
    expect((await client.request('QueryDirectCustomersCredit', {})).Data).toEqual(rows);
    await expect(byList([Number(uin), 200099990002])).rejects.toMatchObject({
      code: 'UnauthorizedOperation.NotCustomerUin',
    });
    await expect(byList([])).rejects.toMatchObject({ code: 'InvalidParameterValue.UinList' });
    await expect(byList(Array<number>(51).fill(Number(uin)))).rejects.toMatchObject({
      code: 'InvalidParameterValue.UinList',
    });
  });
});

test('DescribeCustomerBillSummary adds exactly and tells paid from unpaid', async () => {
  const { clientOf, linked, passASecond } = await startBench();
  const line = { month, payMode: 'postPay', actionType: 'postpay_deduct_h', paid: true };
  await linked(uin, reseller, {
    bills: [
      { ...line, amount: '0.10' },
      { ...line, amount: '0.20' },
      { ...line, amount: '7.00000001', paid: false },
    ],
  });
  const client = await clientOf();
  const ask = (more: object) => {
    passASecond();
    return client.request('DescribeCustomerBillSummary', { CustomerUin: Number(uin), Month: month, ...more });
  };
  expect(await ask({ IsConfirmed: '1' })).toMatchObject({ TotalCost: 0.3 });
  expect(await ask({ IsConfirmed: '2' })).toMatchObject({ TotalCost: 7.00000001 });
  expect(await ask({ PayMode: 'prePay' })).toMatchObject({ TotalCost: 0 });
  for (const Month of ['2026-13', '2022-05', '2999-01']) {
    await expect(ask({ Month })).rejects.toMatchObject({ code: 'InvalidParameterValue.InvalidMonth' });
  }
  await expect(ask({ CustomerUin: 200099990002 })).rejects.toMatchObject({ code: 'UnauthorizedOperation.UinNoAuth' });
});

test('ForceQN suspends and restores, and knows only 0 and 2', async () => {
  const { clientOf, linked, passASecond } = await startBench();
  await linked(uin);
  const client = await clientOf();
  const force = (Type: number) => {
    passASecond();
    return client.request('ForceQN', { ClientUin: Number(uin), Type });
  };
  const forced = async () => (await client.request('QueryCustomersCredit', {})).Data[0].Force;
  await force(2);
  expect(await forced()).toBe(2);
  await force(0);
  expect(await forced()).toBe(0);
  await expect(force(1)).rejects.toMatchObject({ code: 'InvalidParameterValue' });
});

test('ModifyClientRemark wants the UIN as a string', async () => {
  const { clientOf, linked } = await startBench();
  await linked(uin);
  const client = await clientOf();
  const remark = (ClientUin: string | number) =>
    client.request('ModifyClientRemark', { ClientUin, Remark: '重点客户' });
  expect(await remark(uin)).toMatchObject({ ClientRemark: '重点客户' });
  await expect(remark(Number(uin))).rejects.toMatchObject({ code: 'InvalidParameter' });
});

test.each([
  [reseller, 1],
  [distributor, 2],
  [secondLevel, 3],
])('QueryVoucherPool tells %s its role', async (partner, AccountType) => {
  const { clientOf } = await startBench();
  expect(await (await clientOf(partner)).request('QueryVoucherPool', {})).toMatchObject({ AccountType });
});

describe('a distributor', () => {
  test('finds the second-level reseller that a customer belongs to, and its customers', async () => {
    const { clientOf, linked } = await startBench();
    await linked(uin, secondLevel, { boundAt: '2026-01-31T16:00:01.000Z' });
    await linked('200099990002', distributor);
    const client = await clientOf(distributor);
    const search = (Filter: string) =>
      client.request('QuerySubAgentsDetailV2', { Page: 1, PageSize: 10, FilterType: 'ClientUin', Filter });
    expect(await search(uin)).toMatchObject({
      Total: 1,
      Data: [{ SubAgentUin: Number(secondLevel), Name: 'Tidewater Cloud', CountOfCustomers: 1, Credit: 50000 }],
    });
    expect(await search('200099990002')).toMatchObject({ Total: 0, Data: null });
    const indirect = (SubAgentUin: number) =>
      client.request('QueryT1IndirectCustomersDetail', { SubAgentUin, Page: 1, PageSize: 10 });
    expect(await indirect(Number(secondLevel))).toMatchObject({
      Total: 1,
      SubAgentUin: Number(secondLevel),
      Data: [{ ClientUin: Number(uin), ClientBindTime: '2026-02-01 00:00:01' }],
    });
    await expect(indirect(Number(reseller))).rejects.toMatchObject({ code: 'FailedOperation.InvalidSubAgentUin' });
  });

  test('does not see indirect customers among its own', async () => {
    const { clientOf, linked } = await startBench();
    await linked(uin, secondLevel);
    const client = await clientOf(distributor);
    expect(await client.request('QueryCustomersCredit', {})).toMatchObject({ Total: 0 });
  });
});

test('parameters are told apart as missing, of a wrong type, of a wrong value, and unknown', async () => {
  const { clientOf } = await startBench();
  const client = await clientOf();
  const code = (parameters: object) =>
    client.request('QueryPendingClientsV2', parameters).catch((error: { code: string }) => error.code);
  expect([
    await code({ Page: 1 }),
    await code({ Page: '1', PageSize: 10 }),
    await code({ Page: 0, PageSize: 10 }),
    await code({ Page: 1, PageSize: 10, Filter: uin }),
  ]).toEqual(['MissingParameter', 'InvalidParameter', 'InvalidParameterValue', 'UnknownParameter']);
});

test('a customer that was released or has moved away is gone from its reseller’s reads', async () => {
  const { clientOf, linked, control } = await startBench();
  await linked(uin);
  await linked('200099990002');
  await control.unbind(uin);
  await control.migrate('200099990002', distributor);
  expect(await (await clientOf()).request('DescribeCustomerUin', { Page: 1, PageSize: 10 })).toMatchObject({
    Total: '0',
    Data: null,
  });
  expect(await (await clientOf(distributor)).request('DescribeCustomerUin', { Page: 1, PageSize: 10 })).toMatchObject({
    Data: [{ CustomerUin: '200099990002' }],
  });
});
