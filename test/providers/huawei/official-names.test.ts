import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { beforeAll, describe, expect, test } from 'vitest';
import { Money } from '../../../functions/kernel/money.ts';
import { actions } from '../../../functions/providers/huawei/actions.ts';
import { effects, type PortMethod, type ProviderPort, proofItems } from '../../../functions/providers/provider.ts';
import { account, byAction, json, no, ref, startHuawei } from '../../support/huawei-port.ts';
import { pythonVenv } from '../../support/python-venv.ts';

const terms = { limit: Money.of('1000', 'USD'), whenUsedUp: 'stop', newPurchases: 'allowed' } as const;
const behalf = { ...ref, onBehalfOf: '0b5e9bb21980d20c0f0fc00874a90003' };

const calls: Readonly<Partial<Record<PortMethod, (port: ProviderPort) => Promise<unknown>>>> = {
  readPartnerAccount: (port) => port.readPartnerAccount(ref),
  checkIdentifier: (port) => port.checkIdentifier(ref, 'account_name', 'wrenhollow'),
  listApplications: (port) => port.listApplications(behalf, '2026-01-01T00:00:00.000Z'),
  readCustomer: (port) => port.readCustomer(behalf, account),
  listCustomers: (port) => port.listCustomers(behalf),
  readOwner: (port) => port.readOwner(ref, account),
  listCreditAllocations: (port) => port.listCreditAllocations(behalf, account),
  readUnbind: (port) => port.readUnbind(behalf, account),
  prepareAccount: (port) => port.prepareAccount(behalf, { account, terms }),
  unfreeze: (port) => port.unfreeze(behalf, { account }),
  proveLink: (port) => Promise.all(proofItems.map((item) => port.proveLink(behalf, account, item))),
};

/** What we read of each answer, lists by the names inside them. */
const answers = {
  ShowPartnerConsumptionQuota: { consumption_quota: '1.00' },
  ListIndirectPartners: { count: 1, indirect_partners: [{ indirect_partner_id: 'p1', name: 'P', account_name: 'p' }] },
  CheckUserIdentity: { check_result: 'available' },
  ListSubCustomers: {
    count: 1,
    customer_infos: [
      {
        customer_id: account,
        account_name: 'wrenhollow',
        customer: 'Wrenhollow',
        associated_on: '2026-03-01T00:00:00Z',
        association_type: '3',
        verified_status: '2',
        customer_type: 1,
        is_frozen: 0,
      },
    ],
  },
  ShowSubCustomerBudget: { budget_amount: 5, used_amount: 1, budget_type: 'MONTHLY', measure_id: 1, currency: 'USD' },
  UpdateSubCustomerBudget: {},
  ListSubCustomerBudgetRecords: {
    total_count: 1,
    measure_id: 1,
    currency: 'USD',
    record_list: [
      { budget_amount: 5, operation_type: 'SETTING', operation_time: '2026-03-01T00:00:00Z', budget_type: 'MONTHLY' },
    ],
  },
  UnfreezeSubCustomers: {},
  ListCustomerOnDemandResources: { total_count: 0 },
  ListPayPerUseCustomerResources: { total_count: 0 },
} satisfies Record<string, Record<string, unknown>>;

const scripted = Object.fromEntries(Object.entries(answers).map(([name, fields]) => [name, json(fields)]));

type Official = Record<string, { request: string[]; answer: Record<string, string[]> }>;

describe('by the official models', () => {
  let official: Official = {};

  beforeAll(async () => {
    const support = join(import.meta.dirname, '../../support/python');
    const python = await pythonVenv('huawei', join(support, 'huawei-requirements.txt'), 11);
    const child = spawn(python, [join(support, 'huawei_names.py')], { stdio: ['pipe', 'pipe', 'inherit'] });
    child.stdin.end(JSON.stringify(Object.values(actions).map(({ name }) => name)));
    official = JSON.parse(await text(child.stdout)) as Official;
  }, 300_000);

  test.each(Object.entries(calls))('%s names every parameter as they do', async (_name, call) => {
    for (const answer of [byAction(scripted), () => no('CBC.99000035')]) {
      const { port, came } = await startHuawei(answer);
      await call(port);
      expect(came.length).toBeGreaterThan(0);
      for (const { action, parameters } of came)
        expect(Object.keys(parameters).filter((name) => !official[action]?.request.includes(name))).toEqual([]);
    }
  });

  test.each(Object.entries(answers))(
    '%s answers by the names that we read',
    (name, fields: Record<string, unknown>) => {
      const named = official[name]?.answer ?? {};
      expect(Object.keys(fields).filter((field) => !(field in named))).toEqual([]);
      for (const [field, value] of Object.entries(fields)) {
        const [row] = Array.isArray(value) ? (value as object[]) : [];
        expect(Object.keys(row ?? {}).filter((inner) => !named[field]?.includes(inner))).toEqual([]);
      }
    },
  );

  test('every operation that we call is theirs, and every method with a call is tried here', () => {
    expect(Object.keys(official).toSorted()).toEqual(Object.keys(answers).toSorted());
    expect(Object.keys(calls).filter((method) => !(method in effects))).toEqual([]);
  });
});
