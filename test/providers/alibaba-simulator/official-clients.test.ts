import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import { actions } from '../../../local/simulators/alibaba/actions.ts';
import { Agency, Commission, invited, newCustomer, partner, startBench } from '../../support/alibaba-bench.ts';
import { pythonVenv } from '../../support/python-venv.ts';

const uid = '1215848086704806';
const uidNumber = Number(uid);
const page = { currentPage: 1, pageSize: 10 };

async function startWithCustomer() {
  const bench = await startBench();
  await bench.linked(uid);
  await bench.control.addOrder({ uid, originalCost: '3.92', pretaxCost: '3.90' });
  const { invitation } = await bench.invite();
  return { ...bench, invitation, client: await bench.clientOf(), commission: await bench.commissionClientOf() };
}
type Bench = Awaited<ReturnType<typeof startWithCustomer>>;

/** The official models say `number`; a text goes out as it is. */
const idOf = (digits: string) => digits as unknown as number;
const oss = {
  ossAccessKeyId: 'none',
  ossAccessKeySecret: 'none',
  ossSecurityToken: 'none',
  ossBucketName: 'commission',
  ossEndpoint: 'http://127.0.0.1:9',
  ossRegion: 'ap-southeast-1',
};

/** One good call of every action by the official Node client. */
const calls: Record<string, (bench: Bench) => Promise<{ body?: object; statusCode?: number }>> = {
  ListCountries: ({ client }) => client.listCountries(),
  CreateCustomer: ({ client }) => client.createCustomer(new Agency.CreateCustomerRequest(newCustomer)),
  InviteSubAccount: ({ client, invitation }) =>
    client.inviteSubAccount(
      new Agency.InviteSubAccountRequest({
        accountInfoList: [new Agency.InviteSubAccountRequestAccountInfoList(invited(invitation.cid))],
      }),
    ),
  GetInviteStatus: ({ client, invitation }) =>
    client.getInviteStatus(
      new Agency.GetInviteStatusRequest({
        inviteStatusList: [new Agency.GetInviteStatusRequestInviteStatusList({ inviteId: idOf(invitation.id) })],
      }),
    ),
  GetUnassociatedCustomer: ({ client }) =>
    client.getUnassociatedCustomer(new Agency.GetUnassociatedCustomerRequest(page)),
  ResendEmail: ({ client, invitation }) =>
    client.resendEmail(new Agency.ResendEmailRequest({ inviteId: idOf(invitation.id) })),
  GetAccountInfo: ({ client }) => client.getAccountInfo(new Agency.GetAccountInfoRequest({ ...page, userType: '1' })),
  GetCreditInfo: ({ client }) => client.getCreditInfo(new Agency.GetCreditInfoRequest({ uid: uidNumber })),
  SetCreditLine: ({ client }) =>
    client.setCreditLine(new Agency.SetCreditLineRequest({ uid: uidNumber, creditLine: '1200.50' })),
  DeductOutstandingBalance: ({ client }) =>
    client.deductOutstandingBalance(new Agency.DeductOutstandingBalanceRequest({ uid: uidNumber, deductAmount: '1' })),
  EditEndUserStatus: ({ client }) =>
    client.editEndUserStatus(new Agency.EditEndUserStatusRequest({ uid: uidNumber, creditStatus: 'postPayFreeze' })),
  EditNewBuyStatus: ({ client }) =>
    client.editNewBuyStatus(new Agency.EditNewBuyStatusRequest({ uid: uidNumber, newBuyStatus: 'ban' })),
  EditZeroCreditShutdown: ({ client }) =>
    client.editZeroCreditShutdown(
      new Agency.EditZeroCreditShutdownRequest({ uid: uidNumber, shutdownPolicy: 'delayStop' }),
    ),
  GetPurchaseControlRecord: ({ client }) =>
    client.getPurchaseControlRecord(
      new Agency.GetPurchaseControlRecordRequest({ customerUID: uidNumber, pageNo: 1, pageSize: 10 }),
    ),
  CustomerQuotaRecordList: ({ client }) =>
    client.customerQuotaRecordList(
      new Agency.CustomerQuotaRecordListRequest({
        endUserPk: uidNumber,
        startDate: '2024-01-01',
        endDate: '2034-01-01',
        operationType: 'all',
        pageNo: 1,
        pageSize: 10,
      }),
    ),
  GetCustomerOrders: ({ client }) =>
    client.getCustomerOrders(
      new Agency.GetCustomerOrdersRequest({
        timeType: 1,
        startDate: '2024-01-01 00:00:00',
        endDate: '2034-01-01 00:00:00',
        pageNo: 1,
        pageSize: 10,
      }),
    ),
  GetMonthlyBill: ({ client }) =>
    client.getMonthlyBill(
      new Agency.GetMonthlyBillRequest({ billOwner: '1', billType: 'MarginReportV2', month: '2026-10' }),
    ),
  // the official core, since the client of keys is no package of ours
  AssumeRole: async ({ control, assumeRole }) => {
    const made = await control.addBucket({ account: partner, name: 'commission-files' });
    const Resource = ['acs:oss:*:*:commission-files/*'];
    const policy = { Version: '1', Statement: [{ Effect: 'Allow', Action: ['oss:PutObject'], Resource }] };
    return { body: { requestId: (await assumeRole(made, JSON.stringify(policy))).RequestId }, statusCode: 200 };
  },
  GetIntlCommissionDetailFileList: ({ commission }) =>
    commission.getIntlCommissionDetailFileList(
      new Commission.GetIntlCommissionDetailFileListRequest({ billMonth: '202610', ...oss }),
    ),
  GetSubPartnerList: ({ commission }) =>
    commission.getSubPartnerList(new Commission.GetSubPartnerListRequest({ pageNo: 1, pageSize: 10 })),
};

test('every simulated action has a call in this file', () => {
  expect(Object.keys(calls).toSorted()).toEqual(actions.map(({ name }) => name).toSorted());
});

describe('the official Node clients', () => {
  test.each(Object.entries(calls))('are answered on %s', async (action, call) => {
    const bench = await startWithCustomer();
    const { statusCode, body } = await call(bench);
    expect(statusCode).toBe(200);
    expect(body).toMatchObject({ requestId: expect.stringMatching(/^[0-9A-F-]{36}$/) });
    expect('success' in (body ?? {}) ? body : { success: true }).toMatchObject({ success: true });
    const { calls: log } = await bench.control.listCalls({ action });
    expect(log.at(-1)).toMatchObject({ account: partner, outcome: 'ok' });
  });
});

describe('the official Python client', () => {
  const script = join(import.meta.dirname, '../../support/python/alibaba_call.py');
  const requirements = join(import.meta.dirname, '../../support/python/alibaba-requirements.txt');

  async function callFromPython(order: object): Promise<unknown> {
    const python = await pythonVenv('alibaba', requirements, 11);
    const child = spawn(python, [script], { stdio: ['pipe', 'pipe', 'inherit'] });
    child.stdin.end(JSON.stringify(order));
    return JSON.parse(await text(child.stdout));
  }

  async function startForPython() {
    const bench = await startWithCustomer();
    const order = { endpoint: new URL(bench.url).host, ...(await bench.keyOf()) };
    return { ...bench, order };
  }

  test('reads a customer, with an id that JSON numbers of JavaScript lose', { timeout: 300_000 }, async () => {
    const { order, linked } = await startForPython();
    await linked('292828565558721922', { nickname: '青禾在线教育' });
    const answer = await callFromPython({
      ...order,
      call: 'get_account_info',
      request: 'GetAccountInfoRequest',
      parameters: { CurrentPage: 1, PageSize: 20, Uid: 292828565558721922n.toString() },
    });
    expect(answer).toMatchObject({
      Success: true,
      AccountInfoList: { AccountInfo: [{ AccountNickname: '青禾在线教育' }] },
      uids: ['292828565558721922'],
    });
  });

  test('writes by POST and by GET, with text beyond ASCII in the signed query', { timeout: 300_000 }, async () => {
    const { order, control, invitation } = await startForPython();
    const item = {
      CustomerId: invitation.cid,
      EmailAddress: 'ops+1@wrenhollow.example.com',
      AccountNickname: '鹿屿 (Asia) *!',
      SubAccountType: '2',
      CreditLine: '100',
      ZeroCreditShutdownPolicy: '1',
      NewBuyStatus: 'ban',
    };
    const invite = { call: 'invite_sub_account', request: 'InviteSubAccountRequest' };
    const answer = await callFromPython({ ...order, ...invite, parameters: { AccountInfoList: [item] } });
    expect(answer).toMatchObject({ Results: { Result: [{ Code: '200', Result: { Days: 30 } }] } });
    const state = await control.readState();
    expect(state.invitations.at(-1)).toMatchObject({
      nickname: '鹿屿 (Asia) *!',
      email: 'ops+1@wrenhollow.example.com',
    });
    const freeze = { call: 'edit_end_user_status', request: 'EditEndUserStatusRequest' };
    const frozen = { Uid: uidNumber, CreditStatus: 'postPayFreeze' };
    expect(await callFromPython({ ...order, ...freeze, parameters: frozen })).toMatchObject({ Data: 'true' });
    expect((await control.readState()).customers[uid]).toMatchObject({ isFrozen: true });
  });

  test('reads the code of a refusal', { timeout: 300_000 }, async () => {
    const { order } = await startForPython();
    const answer = await callFromPython({
      ...order,
      accessKeySecret: 'wrong secret',
      call: 'get_credit_info',
      request: 'GetCreditInfoRequest',
      parameters: { Uid: uidNumber },
    });
    expect(answer).toMatchObject({ code: 'SignatureDoesNotMatch' });
  });
});
