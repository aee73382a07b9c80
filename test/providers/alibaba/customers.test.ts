import { describe, expect, test } from 'vitest';
import type { ProofItem } from '../../../functions/providers/provider.ts';
import { type Came, json, ref, type Scripted, startAlibaba, success, valueOf } from '../../support/alibaba-port.ts';

/** 18 digits, beyond what a float keeps. */
const uid = '511376624860192999';
const other = '5113766248601920';

const account = (fields = '"SubAccountType":2') =>
  `{"Uid":${uid},"Cid":9007199254740993,"AccountNickname":"青禾","AssociationSuccessTime":"2026-03-02","CustomerAccountType":1,"CustomerEnterpriseCertified":1,${fields}}`;
const accounts = (...rows: string[]): Scripted => ({
  text: `{"Code":"200","Success":true,"RequestId":"r-a","AccountInfoList":{"AccountInfo":[${rows.join(',')}]}}`,
});
const credit = (Data: object | null): Scripted => json({ ...success, RequestId: 'r-c', Data });
const normal = {
  AccountStatus: 'normal',
  PAYGFreezeStatus: 'normal',
  CreditLine: '1000',
  AvailableCredit: '12345678901234567.000001',
  OutstandingBalance: '0.000000',
  ZeroCreditShutdownPolicy: 'noStop',
  newBuyStatus: 'ban',
};
const notYours = json({ Success: false, Code: '3029', Message: 'Invalid UID' });

/** Answers by the action that was asked. */
const byAction =
  (answers: Readonly<Record<string, Scripted>>) =>
  ({ action }: Came): Scripted =>
    answers[action] ?? json({ Code: 'InvalidApi.NotFound' }, 404);

describe('a customer', () => {
  test('is told with its credit to the last digit and in the provider’s words', async () => {
    const bench = await startAlibaba(byAction({ GetAccountInfo: accounts(account()), GetCreditInfo: credit(normal) }));
    const { customer, receipts } = await valueOf(bench.port.readCustomer(ref, uid));
    expect(customer).toMatchObject({
      account: uid,
      name: '青禾',
      linkedAt: '2026-03-01T16:00:00.000Z',
      relation: 'resale',
      standing: 'active',
      identity: 'verified',
      whenUsedUp: 'keep_running',
      words: { AccountStatus: 'normal', ZeroCreditShutdownPolicy: 'noStop', newBuyStatus: 'ban', SubAccountType: '2' },
    });
    expect(customer?.creditAvailable?.toJSON()).toEqual({ amount: '12345678901234567.000001', currency: 'USD' });
    expect(receipts).toEqual([
      { action: 'GetAccountInfo', requestId: 'r-a' },
      { action: 'GetCreditInfo', requestId: 'r-c' },
    ]);
    expect(bench.came.map(({ parameters }) => parameters['Uid'])).toEqual([uid, uid]);
  });

  test.each([
    ['stop', { ZeroCreditShutdownPolicy: 'immediatelyStop' }],
    ['stop_later', { ZeroCreditShutdownPolicy: 'delayStop' }],
    ['keep_running', { ZeroCreditShutdownPolicy: 'noStop' }],
    ['unknown', { ZeroCreditShutdownPolicy: 'somethingNew' }],
  ] as const)('whose credit is used up has services that %s where the policy says %j', async (whenUsedUp, said) => {
    const answers = { GetAccountInfo: accounts(account()), GetCreditInfo: credit({ ...normal, ...said }) };
    const { port } = await startAlibaba(byAction(answers));
    expect((await valueOf(port.readCustomer(ref, uid))).customer).toMatchObject({ whenUsedUp });
  });

  test.each([
    ['frozen', { PAYGFreezeStatus: 'freeze' }],
    ['frozen', { PAYGFreezeStatus: 'freeze', AccountStatus: 'shutdown' }],
    ['frozen', { PAYGFreezeStatus: null, AccountStatus: 'shutdown' }],
    ['arrears', { AccountStatus: 'shutdown' }],
    ['arrears', { AccountStatus: 'arrearsNotShutdown' }],
    ['arrears', { AvailableCredit: '-0.01' }],
    ['unknown', { AccountStatus: 'somethingNew' }],
    ['unknown', { AccountStatus: undefined }],
  ])('is %s by %j', async (standing, fields) => {
    const bench = await startAlibaba(
      byAction({ GetAccountInfo: accounts(account()), GetCreditInfo: credit({ ...normal, ...fields }) }),
    );
    expect((await valueOf(bench.port.readCustomer(ref, uid))).customer).toMatchObject({ standing });
  });

  test.each([
    ['empty', credit(null)],
    ['a no', notYours],
  ])('of another kind than resale has no credit, and nobody guesses its standing: %s', async (_what, answer) => {
    const bench = await startAlibaba(
      byAction({ GetAccountInfo: accounts(account('"SubAccountType":1')), GetCreditInfo: answer }),
    );
    expect((await valueOf(bench.port.readCustomer(ref, uid))).customer).toMatchObject({
      relation: 'referral',
      standing: 'unknown',
      creditLimit: null,
    });
  });

  test.each([
    ['an empty list', accounts()],
    ['3029', notYours],
    ['Error3029 of a bad request', json({ Code: 'Error3029', Message: 'Invalid UID' }, 400)],
    ['its being no customer', json({ Code: 'InvalidParam.Uid.NotYourEu' }, 400)],
    ['another account', accounts(account().replace(uid, other))],
  ])('is not ours by %s', async (_what, answer) => {
    const { port } = await startAlibaba(byAction({ GetAccountInfo: answer }));
    expect(await valueOf(port.readCustomer(ref, uid))).toMatchObject({ customer: null });
  });

  test('that cannot be read is no absence', async () => {
    const { port } = await startAlibaba(() => json({ Success: false, Code: '3015', Message: 'not a partner' }));
    expect(await port.readCustomer(ref, uid)).toMatchObject({ error: { kind: 'refused', code: 'partner_barred' } });
  });
});

describe('proof of a link', () => {
  const orders = (fields: object) => json({ Code: '200', Msg: 'SUCCESS', ...fields });
  const quota = (...Data: object[]) => json({ Code: '200', Msg: 'SUCCESS', Data, Total: Data.length });
  const created = { OperationTypeCode: 'quota_create', OperationTime: '2026-03-02 10:34:36 UTC+8' };

  test.each<[ProofItem, string, Scripted, object]>([
    ['status', 'GetCreditInfo', credit(normal), { holds: true, words: { AccountStatus: 'normal' } }],
    [
      'status',
      'GetCreditInfo',
      credit({ ...normal, PAYGFreezeStatus: 'freeze' }),
      { holds: false, because: 'contradicted' },
    ],
    ['status', 'GetCreditInfo', credit(null), { holds: false, because: 'contradicted' }],
    ['status', 'GetCreditInfo', notYours, { holds: false, because: 'not_ours', words: { Code: '3029' } }],
    ['visibility', 'GetAccountInfo', accounts(account()), { holds: true, words: { SubAccountType: '2' } }],
    ['visibility', 'GetAccountInfo', accounts(), { holds: false, because: 'not_ours' }],
    ['billing', 'GetCreditInfo', credit(normal), { holds: true, words: { CreditLine: '1000' } }],
    ['billing', 'GetCreditInfo', credit({}), { holds: false, because: 'nothing_yet' }],
    ['delegated_action', 'GetCustomerOrders', orders({ Data: [], Total: 0 }), { holds: true, words: { Total: '0' } }],
    [
      'delegated_action',
      'GetCustomerOrders',
      orders({ Data: [{ CustomerNo: other }] }),
      { holds: false, because: 'contradicted' },
    ],
    [
      'delegated_action',
      'GetCustomerOrders',
      json({ Code: 'InvalidParam.Uid.NotYourEu' }, 400),
      { holds: false, because: 'not_ours' },
    ],
    [
      'audit_trace',
      'CustomerQuotaRecordList',
      quota(created),
      { holds: true, words: { OperationTypeCode: 'quota_create' } },
    ],
    ['audit_trace', 'CustomerQuotaRecordList', quota(), { holds: false, because: 'nothing_yet' }],
  ])('%s by %s', async (item, action, answer, proof) => {
    const { port, came } = await startAlibaba(byAction({ [action]: answer }));
    expect(await valueOf(port.proveLink(ref, uid, item))).toMatchObject({ ...proof, receipts: [{ action }] });
    expect(came.map(({ method }) => method)).toEqual(['GET']);
  });

  test('asks for days and times on the provider’s clocks', async () => {
    const { port, came } = await startAlibaba(
      byAction({ GetCustomerOrders: orders({}), CustomerQuotaRecordList: quota() }),
    );
    await valueOf(port.proveLink(ref, uid, 'delegated_action'));
    await valueOf(port.proveLink(ref, uid, 'audit_trace'));
    expect(came.map(({ parameters }) => parameters)).toMatchObject([
      { CustomerUid: uid, StartDate: '2026-02-08 12:00:00', EndDate: '2026-03-10 12:00:00' },
      { EndUserPk: uid, StartDate: '2025-09-11', EndDate: '2026-03-10', OperationType: 'quota_create' },
    ]);
  });
});

describe('changes of credit', () => {
  test('are told as the provider recorded them', async () => {
    const row = {
      OperationTime: '2026-03-02 10:34:36 UTC+8',
      OperationTypeCode: 'quota_amount_adjust',
      OperationTypeDesc: 'Quota Adjustment',
      UpdateBeforeAmount: '221.00',
      UpdateAmount: '-100.00',
      UpdateAfterAmount: '121.00',
    };
    const { port } = await startAlibaba(() => json({ Code: '200', Msg: 'SUCCESS', Data: [row], Total: 1 }));
    const { items } = await valueOf(port.listCreditAllocations(ref, uid));
    expect(JSON.parse(JSON.stringify(items))).toEqual([
      {
        allocatedAt: '2026-03-02T02:34:36.000Z',
        amount: { amount: '-100', currency: 'USD' },
        limitAfter: { amount: '121', currency: 'USD' },
        availableAfter: null,
        mark: null,
        remark: 'Quota Adjustment',
      },
    ]);
  });

  test('of an account that is not ours are no empty list', async () => {
    const { port } = await startAlibaba(() => notYours);
    expect(await port.listCreditAllocations(ref, uid)).toMatchObject({
      error: { kind: 'refused', code: 'account_unknown' },
    });
  });
});

describe('lifting a freeze', () => {
  test('is a GET that changes something, and is sent once', async () => {
    const { port, came } = await startAlibaba(() => json({ Code: '200', Data: 'true', Msg: 'success' }));
    expect(await valueOf(port.unfreeze(ref, { account: uid }))).toMatchObject({
      receipts: [{ action: 'EditEndUserStatus' }],
    });
    expect(came).toMatchObject([{ method: 'GET', parameters: { Uid: uid, CreditStatus: 'postPayThaw' } }]);
    const lost = await startAlibaba(() => 'drop');
    expect(await lost.port.unfreeze(ref, { account: uid })).toMatchObject({ error: { kind: 'unknown_outcome' } });
    expect(lost.came).toHaveLength(1);
  });

  test.each([
    ['says that it did not', { Code: '200', Data: 'false' }],
    ['says nothing', { Code: '200' }],
  ])('is not done where the answer %s', async (_what, answer) => {
    const { port } = await startAlibaba(() => json(answer));
    expect(await port.unfreeze(ref, { account: uid })).toMatchObject({ error: { kind: 'unknown_outcome' } });
  });

  test('of a stranger is not ours', async () => {
    const { port } = await startAlibaba(() => json({ Code: 'InvalidParam.Uid.NotYourEu' }, 400));
    expect(await port.unfreeze(ref, { account: uid })).toMatchObject({ error: { kind: 'not_ours' } });
  });
});
