import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, test } from 'vitest';
import { type PortMethod, type ProviderPort, proofItems } from '../../../functions/providers/provider.ts';
import { actions, product } from '../../../functions/providers/tencent-cn/actions.ts';
import { tencentCn } from '../../../functions/providers/tencent-cn/capabilities.ts';
import { chinaActions } from '../../../local/simulators/tencent/china/product.ts';
import { account, no, ref, says, scriptChina } from '../../support/tencent-cn-port.ts';

/** The official client's declarations: the provider's own name of every action, parameter and field. */
const folder = 'tencentcloud-sdk-nodejs/tencentcloud/services/partners/v20180321';
const read = (file: string) => readFileSync(createRequire(import.meta.url).resolve(`${folder}/${file}`), 'utf8');
const client = read('partners_client.d.ts');
const models = new Map(
  [...read('partners_models.d.ts').matchAll(/export interface (\w+) \{(.*?)\n\}/gs)].map(([, name = '', body = '']) => [
    name,
    new Map(
      [...body.matchAll(/^ {4}(\w+)\??: (?:Array<(\w+)>|[\w<>[\] ]+);/gm)].map(([, field = '', row]) => [field, row]),
    ),
  ]),
);
const fieldsOf = (model: string) => [...(models.get(model)?.keys() ?? [])];

const calls = {
  readPartnerAccount: (port) => port.readPartnerAccount(ref),
  listApplications: async (port) => {
    const page = await port.listApplications(ref, '2026-01-01T00:00:00.000Z');
    if (page.ok && page.value.next) await port.listApplications(ref, '2026-01-01T00:00:00.000Z', page.value.next);
  },
  decideApplication: (port) => port.decideApplication(ref, { account, verdict: 'reject', reason: 'r' }),
  readCustomer: (port) => port.readCustomer(ref, account),
  listCustomers: (port) => port.listCustomers(ref),
  proveLink: (port) =>
    Promise.all(
      proofItems
        .filter((item) => tencentCn.proofs[item].mode === 'api')
        .map((item) => port.proveLink(ref, account, item)),
    ),
  readBill: (port) => port.readBill(ref, account, { period: '2026-01', which: 'all' }),
  readUnbind: (port) => port.readUnbind(ref, account),
  listUnbinds: (port) => port.listUnbinds(ref),
  listRebates: (port) => port.listRebates(ref, '2026-01'),
} as const satisfies Partial<Record<PortMethod, (port: ProviderPort) => Promise<unknown>>>;

/** The fields that we read, as a row of each list or an answer has them. */
const fields: Readonly<Record<string, readonly string[]>> = {
  AgentClientElem: ['ClientUin', 'ClientName', 'ApplyTime', 'Status'],
  AuditApplyClientResponse: ['AuditResult'],
  AgentAuditedClient: [
    'ClientUin',
    'ClientName',
    'AgentTime',
    'AuthType',
    'HasOverdueBill',
    'TransactionType',
    'ClientFlag',
    'ClientType',
    'ProjectType',
  ],
  DescribeClientBalanceNewResponse: ['Balance', 'Cash'],
  AgentBillElem: ['ClientUin', 'Amt'],
  UnbindClientElem: ['Uin', 'Status', 'ApplyTime', 'ActionTime'],
  RebateInfoElemNew: ['Uin', 'RebateMonth', 'Amt', 'MonthSales', 'QuarterSales', 'ExceptionFlag'],
};

describe('by the official client', () => {
  test.each(Object.entries(calls))(
    '%s names every parameter as it does, and reaches its version',
    async (_name, call) => {
      for (const answer of [says({ AgentClientSet: [{ ClientUin: account }] }), no('FailedOperation')]) {
        const { port, came } = await scriptChina(() => answer);
        await call(port);
        expect(came.length).toBeGreaterThan(0);
        for (const { action, version, parameters } of came) {
          expect(Object.keys(parameters).filter((name) => !fieldsOf(`${action}Request`).includes(name))).toEqual([]);
          expect(version).toBe(product.version);
        }
      }
    },
  );

  test('every method with a call is tried here', () => {
    const called = Object.entries(tencentCn.methods).filter(([, { mode }]) => mode === 'api' || mode === 'indirect');
    expect(Object.keys(calls).toSorted()).toEqual(called.map(([method]) => method).toSorted());
  });

  test.each(Object.entries(fields))('%s has the fields that we read', (model, names) => {
    expect(names.filter((name) => !fieldsOf(model).includes(name))).toEqual([]);
  });

  test.each([
    ['DescribeAgentClients', 'AgentClientSet', 'AgentClientElem'],
    ['DescribeAgentAuditedClients', 'AgentClientSet', 'AgentAuditedClient'],
    ['DescribeAgentBills', 'AgentBillSet', 'AgentBillElem'],
    ['DescribeUnbindClientList', 'UnbindClientList', 'UnbindClientElem'],
    ['DescribeRebateInfosNew', 'RebateInfoSet', 'RebateInfoElemNew'],
  ])('%s answers with %s of %s, and how many there are', (action, set, row) => {
    expect(models.get(`${action}Response`)?.get(set)).toBe(row);
    expect(fieldsOf(`${action}Response`)).toContain('TotalCount');
  });

  test('every action that we call, and that is simulated, is one of its own, at its host and version', () => {
    for (const name of [...Object.values(actions).map((one) => one.name), ...chinaActions.keys()])
      expect(client).toContain(`    ${name}(req: ${name}Request`);
    expect(read('partners_client.js')).toContain(`super("${product.host}", "${product.version}"`);
  });
});
