import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import { actions } from '../../../local/simulators/tencent/actions.ts';
import { pythonVenv } from '../../support/python-venv.ts';
import { distributor, reseller, secondLevel, startBench } from '../../support/tencent-bench.ts';

const uin = '200099990001';
const month = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 7);

/** One good call of every action. */
const calls: Record<string, { as?: string; parameters: object }> = {
  CreateAndSendClientInvitationMail: { parameters: { Email: 'it@example.com', InvitationRole: 'Client' } },
  QueryInvitationInfo: { parameters: { InvitationToken: ['0123abcd'] } },
  QueryPendingClientsV2: { parameters: { Page: 1, PageSize: 100 } },
  ApproveClientApply: {
    parameters: { ClientUin: 200099990005, ApproveType: 'reject', RejectReason: '不是我们的客户' },
  },
  QueryCustomersCredit: { parameters: { FilterType: 'ClientUin', Filter: uin } },
  DescribeCustomerUin: { parameters: { Page: 1, PageSize: 100 } },
  DescribeCustomerInfo: { parameters: { CustomerUin: [Number(uin)] } },
  QueryAccountVerificationStatus: { parameters: { ClientUin: Number(uin) } },
  ModifyClientRemark: { parameters: { ClientUin: uin, Remark: '重点客户' } },
  ForceQN: { parameters: { ClientUin: Number(uin), Type: 2 } },
  QueryCreditByUinList: { parameters: { UinList: [Number(uin)] } },
  QueryDirectCustomersCredit: { parameters: {} },
  QueryPartnerCredit: { parameters: {} },
  AllocateCustomerCredit: { parameters: { ClientUin: Number(uin), AddedCredit: 0.1 } },
  QueryCreditAllocationHistory: { parameters: { ClientUin: Number(uin), Page: 1, PageSize: 10 } },
  QueryVoucherPool: { parameters: {} },
  DescribeCustomerBillSummary: { parameters: { CustomerUin: Number(uin), Month: month } },
  DescribeRebateDownloadUrl: { parameters: { Month: month, FileType: 'CommissionDetail' } },
  QuerySubAgentsDetailV2: { as: distributor, parameters: { Page: 1, PageSize: 100 } },
  QueryT1IndirectCustomersDetail: {
    as: distributor,
    parameters: { SubAgentUin: Number(secondLevel), Page: 1, PageSize: 100 },
  },
};

async function startWithCustomer() {
  const bench = await startBench();
  await bench.linked(uin);
  const put = [{ 'Record ID': 'CD-1', 'Commission Amount': '12.5' }];
  await bench.control.setRebates({ account: reseller, month, put });
  await bench.control.applyUnasked({ partner: reseller, uin: '200099990005', name: 'New', email: 'n@example.com' });
  return bench;
}

test('every simulated action has a call in this file', () => {
  expect(Object.keys(calls).toSorted()).toEqual([...actions.keys()].toSorted());
});

describe('the official Node client', () => {
  test.each(Object.entries(calls))('is answered on %s', async (action, { as, parameters }) => {
    const { clientOf } = await startWithCustomer();
    const answer = await (await clientOf(as)).request(action, parameters);
    expect(answer).toMatchObject({ RequestId: expect.stringMatching(/^[0-9a-f-]{36}$/) });
  });
});

describe('the official Python client', () => {
  const script = join(import.meta.dirname, '../../support/python/tencent_call.py');
  const requirements = join(import.meta.dirname, '../../support/python/tencent-requirements.txt');

  async function callFromPython(order: object): Promise<unknown> {
    const python = await pythonVenv('tencent', requirements);
    const child = spawn(python, [script], { stdio: ['pipe', 'pipe', 'inherit'] });
    child.stdin.end(JSON.stringify(order));
    return JSON.parse(await text(child.stdout));
  }

  test('is answered, with text beyond ASCII in the signed body', { timeout: 180_000 }, async () => {
    const { url, keyOf } = await startWithCustomer();
    const order = { endpoint: new URL(url).host, ...(await keyOf()), action: 'ModifyClientRemark' };
    const answer = await callFromPython({ ...order, parameters: { ClientUin: uin, Remark: '重点客户' } });
    expect(answer).toMatchObject({ Response: { ClientRemark: '重点客户' } });
  });

  test('reads the code of a refusal', { timeout: 180_000 }, async () => {
    const { url, keyOf } = await startWithCustomer();
    const order = { endpoint: new URL(url).host, ...(await keyOf()), secretKey: 'wrong key' };
    const answer = await callFromPython({ ...order, action: 'QueryVoucherPool', parameters: {} });
    expect(answer).toMatchObject({ code: 'AuthFailure.SignatureFailure', requestId: expect.any(String) });
  });
});
