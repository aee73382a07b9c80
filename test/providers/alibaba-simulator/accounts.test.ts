import { describe, expect, test } from 'vitest';
import { Agency, Commission, days, partner, secondTier, startBench } from '../../support/alibaba-bench.ts';

const uid = '1215848086704806';
const uidNumber = Number(uid);
const longUid = '292828565558721922';

async function startLinked(more: object = {}) {
  const bench = await startBench();
  await bench.linked(uid, more);
  const client = await bench.clientOf();
  const credit = async () =>
    (await client.getCreditInfo(new Agency.GetCreditInfoRequest({ uid: uidNumber }))).body?.data;
  const infoOf = async (wanted: object) => {
    const request = new Agency.GetAccountInfoRequest({ currentPage: 1, pageSize: 20, ...wanted });
    return (await client.getAccountInfo(request)).body;
  };
  const setLine = async (creditLine: string) =>
    (await client.setCreditLine(new Agency.SetCreditLineRequest({ uid: uidNumber, creditLine }))).body;
  return { ...bench, client, credit, infoOf, setLine };
}

describe('GetAccountInfo', () => {
  test('tells a customer of the caller’s own, with all digits of its id as text', async () => {
    const { infoOf, linked, text } = await startLinked({ newBuyStatus: 'ban', shutdownPolicy: 'delayStop' });
    expect((await infoOf({ uid: uidNumber }))?.accountInfoList?.accountInfo).toMatchObject([
      { uid: uidNumber, subAccountType: 2, newBuyStatus: 'Purchase Forbidden', delayStatus: 'delayStop' },
    ]);
    await linked(longUid);
    const raw = await text('GetAccountInfo', { CurrentPage: '1', PageSize: '20', Uid: longUid });
    expect(raw).toContain(`"Uid":${longUid},`);
  });

  test('pages those of a type, twenty at most; the total counts rows or pages', async () => {
    const { infoOf, linked, control } = await startLinked();
    for (let count = 10; count < 32; count += 1) await linked(`12158480867048${count}`);
    await linked('1215848086704899', { subAccountType: 5 });
    const first = await infoOf({ userType: '1' });
    expect(first?.accountInfoList?.accountInfo).toHaveLength(20);
    expect(first?.pageInfo).toMatchObject({ page: 1, pageSize: 20, total: 23 });
    await control.setAccount({ uid: partner, readings: { pageTotal: 'pages' } });
    const second = await infoOf({ userType: '1', currentPage: 2 });
    expect(second?.accountInfoList?.accountInfo).toHaveLength(3);
    expect(second?.pageInfo?.total).toBe(2);
    expect((await infoOf({ userType: '3' }))?.accountInfoList?.accountInfo).toMatchObject([{ subAccountType: 5 }]);
    await expect(infoOf({ userType: '1', pageSize: 21 })).rejects.toMatchObject({ code: 'InvalidParameter' });
  });

  test('answers with codes in HTTP 200, and says the same of an unknown account and of another partner’s', async () => {
    const { infoOf, linked } = await startLinked();
    await linked('5215848086704806', { partner: secondTier });
    const refused = (code: string) => expect.objectContaining({ code, success: false });
    expect(await infoOf({})).toEqual(refused('3062'));
    expect(await infoOf({ userType: '4' })).toEqual(refused('3063'));
    expect(await infoOf({ uid: 5215848086704806 })).toEqual(refused('3029'));
    expect(await infoOf({ uid: 77 })).toEqual(refused('3029'));
  });

  test('answers with codes in HTTP 400 where the account is set so', async () => {
    const { infoOf, control } = await startLinked();
    await control.setAccount({ uid: partner, readings: { businessErrors: 'http' } });
    await expect(infoOf({ uid: 77 })).rejects.toMatchObject({ code: 'Error3029', statusCode: 400 });
  });

  test.each([
    ['empty', { code: '200', success: true, accountInfoList: { accountInfo: [] } }],
    ['3029', { code: '3029', success: false }],
  ] as const)('says %s of an account whose relation has ended', async (goneAccount, answer) => {
    const { infoOf, control } = await startLinked();
    await control.setAccount({ uid: partner, readings: { goneAccount } });
    await control.release(uid);
    expect(await infoOf({ uid: uidNumber })).toMatchObject(answer);
  });
});

describe('credit', () => {
  test('is told as decimal text, with what is left and how the account stands', async () => {
    const { credit, linked } = await startLinked({ outstandingBalance: '200.10' });
    expect(await credit()).toMatchObject({
      creditLine: '1000.00',
      availableCredit: '799.90',
      outstandingBalance: '200.10',
      consumedUndeductedValue: '0.000000',
      accountStatus: 'normal',
      newBuyStatus: 'normal',
      PAYGFreezeStatus: 'normal',
    });
    await linked(uid, { outstandingBalance: '1000.01', shutdownPolicy: 'noStop' });
    expect(await credit()).toMatchObject({ availableCredit: '-0.01', accountStatus: 'arrearsNotShutdown' });
    await linked(uid, { shutdownPolicy: 'immediatelyStop' });
    expect(await credit()).toMatchObject({ accountStatus: 'shutdown' });
  });

  test('is set as a whole and leaves a record', async () => {
    const { setLine, credit, client } = await startLinked();
    expect(await setLine('1200.5')).toMatchObject({ code: '200', message: '200', success: true });
    expect(await credit()).toMatchObject({ creditLine: '1200.50' });
    expect(await setLine('plenty')).toMatchObject({ code: '3041', message: '3041', success: false });
    const { body } = await client.customerQuotaRecordList(
      new Agency.CustomerQuotaRecordListRequest({
        endUserPk: uidNumber,
        startDate: '2020-01-01',
        endDate: '2040-01-01',
        operationType: 'quota_amount_adjust',
        pageNo: 1,
        pageSize: 10,
      }),
    );
    expect(body?.data).toMatchObject([
      { updateBeforeAmount: '1000.00', updateAmount: '200.50', updateAfterAmount: '1200.50', operationUid: partner },
    ]);
  });

  test('used is deducted, below zero too', async () => {
    const { credit, client } = await startLinked({ outstandingBalance: '10.00' });
    await client.deductOutstandingBalance(
      new Agency.DeductOutstandingBalanceRequest({ uid: uidNumber, deductAmount: '10.01' }),
    );
    expect(await credit()).toMatchObject({ outstandingBalance: '-0.01', availableCredit: '1000.01' });
  });

  test('of a frozen account can’t be set until it is thawed, both by GET', async () => {
    const { setLine, credit, client } = await startLinked();
    const edit = (creditStatus: string) =>
      client.editEndUserStatus(new Agency.EditEndUserStatusRequest({ uid: uidNumber, creditStatus }));
    expect((await edit('postPayFreeze')).body).toMatchObject({ code: '200', data: 'true', msg: 'success' });
    expect(await credit()).toMatchObject({ PAYGFreezeStatus: 'freeze' });
    expect(await setLine('1')).toMatchObject({ code: '3040', success: false });
    await edit('postPayThaw');
    expect(await setLine('1')).toMatchObject({ code: '200' });
  });

  test('of an agency’s end user is not told', async () => {
    const { credit } = await startLinked({ subAccountType: 1 });
    expect(await credit()).toBeUndefined();
  });

  test('of somebody else’s customer is refused with an HTTP error', async () => {
    const { setLine, control } = await startLinked();
    await control.release(uid);
    await expect(setLine('1')).rejects.toMatchObject({ code: 'InvalidParam.Uid.NotYourEu', statusCode: 400 });
  });
});

test('the switch of orders has four spellings, and every change of it a record', async () => {
  const { client, credit, infoOf, control } = await startLinked();
  const edit = (newBuyStatus: string) =>
    client.editNewBuyStatus(new Agency.EditNewBuyStatusRequest({ uid: uidNumber, newBuyStatus }));
  const records = async (operationTime?: string) => {
    const paged = { customerUID: uidNumber, pageNo: 1, pageSize: 10, ...(operationTime && { operationTime }) };
    const request = new Agency.GetPurchaseControlRecordRequest(paged);
    return (await client.getPurchaseControlRecord(request)).body;
  };
  expect((await edit('ban')).body).toMatchObject({ data: 'true' });
  expect(await credit()).toMatchObject({ newBuyStatus: 'ban' });
  await control.setAccount({ uid: partner, readings: { openOrders: 'cancelBan' } });
  await edit('cancelBan');
  expect(await credit()).toMatchObject({ newBuyStatus: 'cancelBan' });
  expect((await infoOf({ uid: uidNumber }))?.accountInfoList?.accountInfo).toMatchObject([{ newBuyStatus: 'Normal' }]);
  expect(await records()).toMatchObject({ total: 2, data: [{ changedType: 'cancelBan' }, { changedType: 'ban' }] });
  expect(await records('2090-01-01 00:00:00')).toMatchObject({ total: 0 });
  await control.moveClock(days(200));
  expect(await records()).toMatchObject({ total: 0 });
});

test('the shutdown policy is a word here; with delay an overdraft comes', async () => {
  const { client, credit, infoOf } = await startLinked();
  await client.editZeroCreditShutdown(
    new Agency.EditZeroCreditShutdownRequest({ uid: uidNumber, shutdownPolicy: 'delayStop' }),
  );
  expect(await credit()).toMatchObject({ zeroCreditShutdownPolicy: 'delayStop' });
  expect((await infoOf({ uid: uidNumber }))?.accountInfoList?.accountInfo).toMatchObject([{ delayAmount: '600.00' }]);
});

test('orders are found by when they were made or paid, and by status; their ids and costs keep all digits', async () => {
  const { control, client, text } = await startLinked();
  const orderedAt = '2026-10-31T16:30:00.000Z';
  await control.addOrder({
    uid,
    id: '9223372036854775807',
    originalCost: '3.92',
    pretaxCost: '0.10',
    orderedAt,
    paidAt: orderedAt,
  });
  await control.addOrder({ uid, status: 1, orderedAt, paidAt: null });
  const range = { startDate: '2026-11-01 00:00:00', endDate: '2026-11-01 23:59:59', pageNo: 1, pageSize: 10 };
  const found = async (more: object) =>
    (await client.getCustomerOrders(new Agency.GetCustomerOrdersRequest({ ...range, ...more }))).body;
  expect(await found({ timeType: 2 })).toMatchObject({ total: 2 });
  expect(await found({ timeType: 1 })).toMatchObject({ total: 1, data: [{ timeToOrder: '2026-11-01 00:30:00' }] });
  expect(await found({ timeType: 2, orderStatus: 1 })).toMatchObject({ total: 1, data: [{ orderStatus: 1 }] });
  expect(await found({ timeType: 2, customerUid: 77 })).toMatchObject({ total: 0 });
  const query = { TimeType: '1', StartDate: range.startDate, EndDate: range.endDate, PageNo: '1', PageSize: '10' };
  expect(await text('GetCustomerOrders', query)).toContain('"OrderId":9223372036854775807,');
  expect(await text('GetCustomerOrders', query)).toContain('"PretaxCost":0.10,');
});

test('a T1 partner sees the partners below it, in an answer without a code', async () => {
  const { commissionClientOf } = await startBench();
  const listed = async (account: string) => {
    const request = new Commission.GetSubPartnerListRequest({ pageNo: 1, pageSize: 10 });
    return (await (await commissionClientOf(account)).getSubPartnerList(request)).body;
  };
  expect(await listed(partner)).toMatchObject({
    success: true,
    pageNo: '1',
    total: 1,
    subPartnerList: [{ companyName: 'Tidewater Cloud', masterUid: secondTier, agreementStatus: 'ACTIVE_PERIOD' }],
  });
  expect(await listed(secondTier)).toMatchObject({ total: 0 });
});
