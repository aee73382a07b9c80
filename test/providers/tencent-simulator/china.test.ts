import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { CommonClient } from 'tencentcloud-sdk-nodejs/tencentcloud/common/common_client.js';
import { Client } from 'tencentcloud-sdk-nodejs/tencentcloud/services/partners/v20180321/partners_client.js';
import { describe, expect, onTestFinished, test } from 'vitest';
import { chinaActions } from '../../../local/simulators/tencent/china/product.ts';
import { startTencentSimulator } from '../../../local/simulators/tencent/simulator.ts';
import { pythonVenv } from '../../support/python-venv.ts';
import { startBench } from '../../support/tencent-bench.ts';
import { account, otherPartner, partner, startChinaBench } from '../../support/tencent-cn-port.ts';

const month = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 7);
const applicant = '100099990005';

/** One good call of every action. */
const calls: Record<string, object> = {
  DescribeAgentClients: { Offset: 0, Limit: 1 },
  AuditApplyClient: { ClientUin: applicant, AuditResult: 'reject', Note: '不是我们的客户' },
  DescribeAgentAuditedClients: { ClientUin: account, Offset: 0, Limit: 10 },
  DescribeAgentClientGrade: { ClientUin: account },
  DescribeClientBalanceNew: { ClientUin: account },
  ModifyClientRemark: { ClientUin: account, ClientRemark: '重点客户' },
  DescribeAgentBills: { SettleMonth: month },
  DescribeRebateInfosNew: { RebateMonth: month },
  DescribeUnbindClientList: { Status: 0, Offset: 0, Limit: 10 },
};

async function start() {
  const bench = await startChinaBench();
  await bench.client(account);
  await bench.client(applicant, null);
  await bench.china.apply({ partner, uin: applicant });
  const { secretId, secretKey } = await bench.chinaKey();
  const profile = { httpProfile: { protocol: 'http://', endpoint: new URL(bench.url).host, reqTimeout: 10 } };
  const credential = { secretId, secretKey };
  return {
    ...bench,
    generic: new CommonClient('partners.tencentcloudapi.com', '2018-03-21', { credential, profile }),
    typed: new Client({ credential, region: '', profile }),
  };
}

test('every simulated action of the China site has a call in this file', () => {
  expect(Object.keys(calls).toSorted()).toEqual([...chinaActions.keys()].toSorted());
});

describe('the official Node clients', () => {
  test.each(Object.entries(calls))('are answered on %s', async (action, parameters) => {
    const { generic } = await start();
    expect(await generic.request(action, parameters)).toMatchObject({
      RequestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
  });

  test('read and write by the product’s own client', async () => {
    const { typed, china } = await start();
    await china.setAccount({ uin: partner, audits: 'every' });
    expect(await typed.DescribeAgentClients({ Offset: 0, Limit: 5 })).toMatchObject({
      TotalCount: 1,
      AgentClientSet: [{ ClientUin: applicant, Status: 1, ClientName: '客**5', Phone: '132****0769' }],
    });
    const said = { ClientUin: applicant, AuditResult: 'accept', Note: '重点客户' };
    expect(await typed.AuditApplyClient(said)).toMatchObject({ AuditResult: 'qcloudaudit', ClientUin: applicant });
    await expect(typed.AuditApplyClient(said)).rejects.toMatchObject({
      code: 'FailedOperation',
      requestId: expect.any(String),
    });
  });
});

describe('the official Python client', () => {
  const support = join(import.meta.dirname, '../../support/python');
  const callFromPython = async (order: object): Promise<unknown> => {
    const python = await pythonVenv('tencent', join(support, 'tencent-requirements.txt'));
    const child = spawn(python, [join(support, 'tencent_call.py')], { stdio: ['pipe', 'pipe', 'inherit'] });
    child.stdin.end(JSON.stringify({ service: 'partners', version: '2018-03-21', ...order }));
    return JSON.parse(await text(child.stdout));
  };

  test('writes text beyond ASCII in the signed body, and reads it', { timeout: 180_000 }, async () => {
    const { url, chinaKey } = await start();
    const order = { endpoint: new URL(url).host, ...(await chinaKey()) };
    await callFromPython({ ...order, action: 'ModifyClientRemark', parameters: calls['ModifyClientRemark'] });
    const found = { ClientRemark: '重点客户', Offset: 0, Limit: 1 };
    expect(await callFromPython({ ...order, action: 'DescribeAgentAuditedClients', parameters: found })).toMatchObject({
      Response: { TotalCount: 1, AgentClientSet: [{ ClientUin: account }] },
    });
  });

  test('reads the code of a refusal', { timeout: 180_000 }, async () => {
    const { url, chinaKey } = await start();
    const order = { endpoint: new URL(url).host, ...(await chinaKey()), secretKey: 'wrong key' };
    expect(await callFromPython({ ...order, action: 'DescribeAgentClients', parameters: {} })).toMatchObject({
      code: 'AuthFailure.SignatureFailure',
      requestId: expect.any(String),
    });
  });
});

describe('a signature', () => {
  test('is refused when one byte of the body changes on the way', async () => {
    const { send } = await start();
    expect((await send({ action: 'DescribeAgentClients', body: '{"Limit":1}' }, '{"Limit":2}')).code).toBe(
      'AuthFailure.SignatureFailure',
    );
  });

  test.each([
    [{ service: '127' }, undefined],
    [{ service: 'intlpartnersmgt' }, 'AuthFailure.SignatureFailure'],
    [{ host: 'partners.tencentcloudapi.com' }, 'AuthFailure.SignatureFailure'],
    [{ version: '2018-03-22' }, 'AuthFailure.SecretIdNotFound'],
    [{ timestamp: Math.floor(Date.now() / 1000) - 400 }, 'AuthFailure.SignatureExpire'],
    [{ secretId: 'IKIDnobody00' }, 'AuthFailure.SecretIdNotFound'],
    [{ action: 'QueryVoucherPool' }, 'InvalidAction'],
  ])('with %j is answered with %s', async (call, code) => {
    const { send } = await start();
    expect((await send({ action: 'DescribeAgentClients', ...call })).code).toBe(code);
  });
});

describe('lists', () => {
  test('are cut by offset and limit, count rows from 0, and state how many there are', async () => {
    const { send, client } = await start();
    for (let n = 0; n < 4; n += 1) {
      await client(String(100_000_000_010 + n), partner, { associatedAt: `2026-01-0${n + 1}T00:00:00.000Z` });
    }
    const asked = async (parameters: object) => {
      const body = JSON.stringify({ OrderDirection: 'asc', ...parameters });
      const answer = await send({ action: 'DescribeAgentAuditedClients', body });
      const set = answer['AgentClientSet'] as { ClientUin: string }[] | undefined;
      return [answer.code ?? answer['TotalCount'], set?.map(({ ClientUin }) => ClientUin.slice(-2))];
    };
    expect(await asked({ Offset: 1, Limit: 2 })).toEqual([5, ['11', '12']]);
    expect(await asked({ Offset: 0, Limit: 1, OrderDirection: 'DESC' })).toEqual([5, ['01']]);
    expect(await asked({ Offset: 5, Limit: 2 })).toEqual([5, []]);
    expect(await asked({ ClientUins: [account, '100000000012'], Offset: 0, Limit: 9 })).toEqual([2, ['12', '01']]);
    expect(await asked({ Limit: 0 })).toEqual(['InvalidParameter', undefined]);
    expect(await asked({ Limit: 2001 })).toEqual(['InvalidParameter', undefined]);
    expect(await asked({ Page: 1 })).toEqual(['UnknownParameter', undefined]);
  });

  test('of unbindings are filtered by numbers that mean other states than those of the rows', async () => {
    const { send, client, china } = await start();
    await client('100099990002');
    await china.openUnbinding(account);
    await china.openUnbinding('100099990002');
    await china.endUnbinding({ uin: '100099990002', as: 'unbound' });
    const rows = async (Status: number) => {
      const body = JSON.stringify({ Status, Offset: 0, Limit: 9 });
      const { UnbindClientList: list } = await send({ action: 'DescribeUnbindClientList', body });
      return (list as { Uin: number; Status: number; ActionTime: string }[]).map((row) => [row.Uin, row.Status]);
    };
    expect(await rows(1)).toEqual([[Number(account), 0]]);
    expect(await rows(2)).toEqual([[100099990002, 1]]);
    expect(await rows(0)).toHaveLength(2);
    expect((await send({ action: 'DescribeUnbindClientList', body: '{"Offset":0,"Limit":9}' })).code).toBe(
      'MissingParameter',
    );
  });

  test('show nobody another partner’s', async () => {
    const { send, chinaKey } = await start();
    const other = await chinaKey(otherPartner);
    for (const action of ['DescribeAgentClients', 'DescribeAgentAuditedClients'])
      expect((await send({ action, ...other }))['TotalCount']).toBe(0);
    const body = JSON.stringify({ ClientUin: account });
    expect((await send({ action: 'DescribeClientBalanceNew', ...other, body })).code).toBe('UnauthorizedOperation');
  });
});

test('a class b customer is accepted with a reason only, and by Tencent Cloud last', async () => {
  const { send, client, china } = await start();
  await client(applicant, null, { flag: 'b' });
  const audit = (Note: string) =>
    send({ action: 'AuditApplyClient', body: JSON.stringify({ ClientUin: applicant, AuditResult: 'accept', Note }) });
  expect((await audit('')).code).toBe('InvalidParameter');
  await expect(china.endAudit({ uin: applicant, verdict: 'pass' })).rejects.toMatchObject({ code: 'not_in_audit' });
  expect(await audit('大客户')).toMatchObject({ AuditResult: 'qcloudaudit' });
  await china.endAudit({ uin: applicant, verdict: 'pass' });
  expect((await audit('大客户')).code).toBe('FailedOperation');
});

test.each([
  ['throttle', 'RequestLimitExceeded'],
  ['busy', 'InternalError'],
] as const)('%s is said by a code of the product: %s', async (kind, code) => {
  const { send, control } = await start();
  await control.addFault({ action: 'DescribeAgentClients', fault: { kind } });
  expect((await send({ action: 'DescribeAgentClients' })).code).toBe(code);
});

test('requests per second are counted by account and action: 5 decisions, 10 lists', async () => {
  const { send, passASecond } = await start();
  const answers = await Promise.all(Array.from({ length: 11 }, () => send({ action: 'DescribeAgentClients' })));
  expect(answers.filter(({ code }) => code === 'RequestLimitExceeded')).toHaveLength(1);
  passASecond();
  expect((await send({ action: 'DescribeAgentClients' })).code).toBeUndefined();
});

test('nothing of the China site is lost by a restart, and a state of before it is still read', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tencent-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const stateFile = join(folder, 'state.json');
  const first = await startTencentSimulator({ port: 0, stateFile });
  const before = await first.control.readState();
  expect(Object.keys(before.china.clients).length).toBeGreaterThan(0);
  expect(JSON.stringify(before)).not.toContain('secretKey');
  await first.close();
  const second = await startTencentSimulator({ port: 0, stateFile });
  expect(await second.control.readState()).toEqual(before);
  await second.close();
  const { china: _, ...old } = JSON.parse(readFileSync(stateFile, 'utf8')) as Record<string, unknown>;
  writeFileSync(stateFile, JSON.stringify(old));
  const third = await startTencentSimulator({ port: 0, stateFile });
  onTestFinished(() => third.close());
  expect((await third.control.readState()).china.clients).toEqual({});
});

test('the China site’s seed changes nothing of the international one', async () => {
  const [one, other] = [
    await startBench({ seed: { seed: 3 } }),
    await startBench({ seed: { seed: 3, china: { partners: [] } } }),
  ];
  const [{ china: _, ...ours }, { china: __, ...theirs }] = [
    await one.control.readState(),
    await other.control.readState(),
  ];
  expect({ ...ours, clock: theirs.clock, customers: Object.keys(ours.customers) }).toEqual({
    ...theirs,
    customers: Object.keys(theirs.customers),
  });
});
