import { describe, expect, test } from 'vitest';
import { Money } from '../../../functions/kernel/money.ts';
import type { SpendingTerms } from '../../../functions/providers/provider.ts';
import { account, byAction, json, no, other, ref, startHuawei, valueOf } from '../../support/huawei-port.ts';

const row = (more: object = {}) => ({
  customer_id: account,
  account_name: 'wrenhollow',
  customer: 'Wrenhollow Games Ltd',
  associated_on: '2026-03-02T10:00:00Z',
  association_type: '3',
  verified_status: '2',
  customer_type: 1,
  is_frozen: 1,
  ...more,
});

describe('the partner account', () => {
  const quota = json({ consumption_quota: '50000.00', currency: 'USD', measure_id: 1 });

  test.each([
    ['distributor', json({ count: 1, indirect_partners: [{ indirect_partner_id: 'p1' }] })],
    ['unknown', json({ count: 0, indirect_partners: [] })],
    ['unknown', no('CBC.0155', 403)],
    ['unknown', no('CBC.0151', 403)],
  ] as const)('is told as %s by its second-tier resellers', async (tier, below) => {
    const { port } = await startHuawei(byAction({ ShowPartnerConsumptionQuota: quota, ListIndirectPartners: below }));
    expect(await valueOf(port.readPartnerAccount(ref))).toMatchObject({
      tier,
      countries: null,
      receipts: [{ action: 'ShowPartnerConsumptionQuota', requestId: 'r-1' }, { action: 'ListIndirectPartners' }],
    });
  });

  test('is not told where it could not be read', async () => {
    const { port } = await startHuawei(
      byAction({ ShowPartnerConsumptionQuota: quota, ListIndirectPartners: no('CBC.0999', 500) }),
    );
    expect(await port.readPartnerAccount(ref)).toMatchObject({ error: { kind: 'provider_down' } });
  });
});

describe('an identifier', () => {
  test.each([
    ['account_name', 'name', 'wrenhollow', 'used_by_user', true],
    ['email', 'email', 'it@wrenhollow.example', 'available', false],
    ['mobile', 'mobile', '0065-91234567', 'available', false],
  ] as const)('by %s is looked up as %s', async (kind, search_type, value, check_result, taken) => {
    const { port, came } = await startHuawei(() =>
      json({ check_result, error_code: 'CBC.0000', error_msg: 'Success' }),
    );
    expect(await valueOf(port.checkIdentifier(ref, kind, value))).toMatchObject({ taken });
    expect(came[0]).toMatchObject({ method: 'POST', parameters: { search_type, search_value: value } });
  });

  test('of a word that nobody documents is no answer, and an id can’t be asked for', async () => {
    const { port, came } = await startHuawei(() => json({ check_result: 'maybe' }));
    expect(await port.checkIdentifier(ref, 'email', 'a@b.example')).toMatchObject({
      error: { kind: 'malformed_answer' },
    });
    await expect(port.checkIdentifier(ref, 'account_id', account)).rejects.toMatchObject({ name: 'InvariantBroken' });
    expect(came).toHaveLength(1);
  });
});

describe('who was associated', () => {
  test('is asked for from an instant on, and told with account and account name', async () => {
    const { port, came } = await startHuawei(() => json({ count: 1, customer_infos: [row()] }));
    expect(await valueOf(port.listApplications(ref, '2026-03-01T00:00:00.900Z'))).toMatchObject({
      items: [
        {
          account,
          name: 'wrenhollow',
          registration: null,
          appliedAt: '2026-03-02T10:00:00.000Z',
          state: 'associated',
          word: null,
        },
      ],
      total: 1,
    });
    expect(came[0]?.parameters).toEqual({ associated_on_begin: '2026-03-01T00:00:00Z', offset: 0, limit: 100 });
  });

  test('comes page by page, by the count of records', async () => {
    const rows = (from: number, to: number) =>
      Array.from({ length: to - from }, (_one, at) => row({ customer_id: `c${from + at}` }));
    const { port, came } = await startHuawei(({ parameters }) =>
      json({ count: 130, customer_infos: parameters['offset'] === 0 ? rows(0, 100) : rows(100, 130) }),
    );
    const first = await valueOf(port.listCustomers(ref));
    const second = await valueOf(port.listCustomers(ref, first.next));
    expect([first.items.length, second.items.length, first.total, second.next]).toEqual([100, 30, 130, undefined]);
    expect(second.items[0]).toMatchObject({ account: 'c100', name: 'Wrenhollow Games Ltd', standing: 'frozen' });
    expect(came.map(({ parameters }) => parameters['offset'])).toEqual([0, 100]);
  });

  test.each([
    ['without a count', {}],
    ['without a row of a counted one', { count: 3, customer_infos: [] }],
  ])('%s is no empty list', async (_what, fields) => {
    const { port } = await startHuawei(() => json(fields));
    expect(await port.listCustomers(ref)).toMatchObject({ error: { kind: 'malformed_answer' } });
    expect(await port.readCustomer(ref, account)).toMatchObject({ error: { kind: 'malformed_answer' } });
  });

  test('may be nobody', async () => {
    const { port } = await startHuawei(() => json({ count: 0, customer_infos: null }));
    expect(await valueOf(port.listApplications(ref, '2026-01-01T00:00:00.000Z'))).toMatchObject({
      items: [],
      total: 0,
    });
  });

  test('is asked for on behalf of a second-tier reseller where there is one', async () => {
    const { port, came } = await startHuawei(() => json({ count: 0 }));
    await valueOf(port.listCustomers({ ...ref, onBehalfOf: 'p1' }));
    expect(came[0]?.parameters).toMatchObject({ indirect_partner_id: 'p1' });
  });
});

describe('preparing an account', () => {
  const terms: SpendingTerms = { limit: Money.of('1000.50', 'USD'), whenUsedUp: 'stop', newPurchases: 'allowed' };

  test('sets its budget and lifts its freeze by one call', async () => {
    const { port, came } = await startHuawei(() => json({}));
    expect(await valueOf(port.prepareAccount(ref, { account, terms }))).toEqual({
      receipts: [{ action: 'UpdateSubCustomerBudget', requestId: 'r-1' }],
    });
    expect(came).toMatchObject([
      {
        method: 'POST',
        path: '/v2/partners/sub-customers/budget',
        body: `{"customer_id":"${account}","budget_amount":1000.5,"budget_type":"MONTHLY","frozen_operate_type":1,"cancel_partner_frozen":"1"}`,
      },
    ]);
  });

  test('is done by an answer without a body as well', async () => {
    for (const status of [200, 204]) {
      const { port } = await startHuawei(() => ({ status, text: '' }));
      expect(await port.prepareAccount(ref, { account, terms })).toMatchObject({ ok: true });
    }
  });

  test.each([
    ['0.01', 0.01],
    ['999999999.99', 999999999.99],
    ['2147483647', 2147483647],
  ])('writes %s as the number that it is', async (amount, number) => {
    const { port, came } = await startHuawei(() => json({}));
    await valueOf(port.prepareAccount(ref, { account, terms: { ...terms, limit: Money.of(amount, 'USD') } }));
    expect(came[0]?.parameters).toMatchObject({ budget_amount: number });
    expect(came[0]?.body).toContain(`"budget_amount":${amount},`);
  });

  test('leaves the freezing to a person where services keep running', async () => {
    const { port, came } = await startHuawei(() => json({}));
    await valueOf(port.prepareAccount(ref, { account, terms: { ...terms, whenUsedUp: 'keep_running' } }));
    expect(came[0]?.parameters).toMatchObject({ frozen_operate_type: 0 });
  });

  test.each([
    ['a budget of nothing', { limit: Money.of('0', 'USD') }, 'amount_out_of_range'],
    ['parts of a cent', { limit: Money.of('0.001', 'USD') }, 'amount_out_of_range'],
    ['more than there may be', { limit: Money.of('2147483647.01', 'USD') }, 'amount_out_of_range'],
    ['a later stop', { whenUsedUp: 'stop_later' }, 'input_invalid'],
    ['barred purchases', { newPurchases: 'barred' }, 'input_invalid'],
  ] as const)('with %s is refused before anything is sent', async (_what, more, code) => {
    const { port, came } = await startHuawei(() => json({}));
    expect(await port.prepareAccount(ref, { account, terms: { ...terms, ...more } })).toMatchObject({
      error: { kind: 'refused', code, stage: 'propagation' },
    });
    expect(came).toEqual([]);
  });

  test('in another currency is a broken invariant', async () => {
    const { port } = await startHuawei(() => json({}));
    const euro = { ...terms, limit: Money.of('10', 'EUR') };
    await expect(port.prepareAccount(ref, { account, terms: euro })).rejects.toMatchObject({ name: 'InvariantBroken' });
  });
});

describe('who has a customer', () => {
  const mine = (parameters: Readonly<Record<string, unknown>>, owner: string | undefined) =>
    parameters['indirect_partner_id'] === owner ? json({ count: 1, customer_infos: [row()] }) : json({ count: 0 });
  const resellers = json({
    count: 2,
    indirect_partners: [
      { indirect_partner_id: 'p1', account_name: 'one' },
      { indirect_partner_id: 'p2', name: 'Two' },
    ],
  });

  test('is the distributor itself, without looking further', async () => {
    const { port, came } = await startHuawei(({ parameters }) => mine(parameters, undefined));
    expect(await valueOf(port.readOwner(ref, account))).toMatchObject({ secondLevel: null });
    expect(came).toHaveLength(1);
  });

  test.each([
    ['p1', { account: 'p1', name: 'one' }, 3],
    ['p2', { account: 'p2', name: 'Two' }, 4],
    ['p3', null, 4],
  ] as const)('is found among the second-tier resellers: %s', async (owner, secondLevel, asked) => {
    const { port, came } = await startHuawei(({ action, parameters }) =>
      action === 'ListIndirectPartners' ? resellers : mine(parameters, owner),
    );
    expect(await valueOf(port.readOwner(ref, account))).toMatchObject({ secondLevel });
    expect(came).toHaveLength(asked);
  });

  test('is not told by a list that could not be read to its end', async () => {
    const { port } = await startHuawei(({ action, parameters }) => {
      if (action === 'ListIndirectPartners') return resellers;
      return parameters['indirect_partner_id'] === 'p2' ? no('CBC.99000037') : json({ count: 0 });
    });
    expect(await port.readOwner(ref, account)).toMatchObject({
      error: { kind: 'refused', raw: { code: 'CBC.99000037' } },
    });
  });

  test('of an account that the filter did not meet is no answer', async () => {
    const { port } = await startHuawei(() => json({ count: 1, customer_infos: [row({ customer_id: other })] }));
    expect(await port.readOwner(ref, account)).toMatchObject({ error: { kind: 'malformed_answer' } });
  });
});
