import { describe, expect, test } from 'vitest';
import { type ProofItem, proofItems } from '../../../functions/providers/provider.ts';
import {
  account,
  byAction,
  json,
  no,
  other,
  ref,
  type Scripted,
  startHuawei,
  valueOf,
} from '../../support/huawei-port.ts';

const customer = (more: object = {}) => ({
  customer_id: account,
  account_name: 'wrenhollow',
  associated_on: '2026-03-02T10:00:00Z',
  association_type: '3',
  verified_status: '2',
  is_frozen: 0,
  ...more,
});
const customers = (...rows: object[]) => json({ count: rows.length, customer_infos: rows });
const budget = (amount: string, used: string): Scripted => ({
  text: `{"budget_amount":${amount},"used_amount":${used},"budget_type":"MONTHLY","measure_id":1,"currency":"USD"}`,
});
const records = (...record_list: object[]) =>
  json({ total_count: record_list.length, measure_id: 1, currency: 'USD', record_list });
const setting = (more: object = {}) => ({
  budget_amount: 250.5,
  operation_type: 'SETTING',
  operation_time: '2026-03-02T11:00:00Z',
  operator: 'somebody',
  ...more,
});
const ended = (operation_time: string) => setting({ operation_type: 'DELETE', operation_time });
const notOurs = ['CBC.99000035', 'CBC.99000000'].map((code): readonly [string, Scripted] => [code, no(code)]);
const strangers = [...notOurs, ['CBC.5002 in an HTTP 200', no('CBC.5002', 200)] as const];

describe('a customer', () => {
  const read = async (more: object, of: Scripted = budget('1000.00', '10.00')) => {
    const answers = { ListSubCustomers: customers(customer(more)), ShowSubCustomerBudget: of };
    const { port } = await startHuawei(byAction(answers));
    return (await valueOf(port.readCustomer(ref, account))).customer;
  };

  test('is told with its budget to the last digit and in the provider’s words', async () => {
    const found = await read({ customer: '青禾' }, budget('12345678901234567.12', '0.10'));
    expect(found).toMatchObject({
      account,
      name: '青禾',
      linkedAt: '2026-03-02T10:00:00.000Z',
      relation: 'resale',
      standing: 'active',
      identity: 'verified',
      words: { association_type: '3', is_frozen: '0', used_amount: '0.10', budget_type: 'MONTHLY' },
    });
    expect(found?.creditLimit?.toJSON()).toEqual({ amount: '12345678901234567.12', currency: 'USD' });
    expect(found?.creditAvailable?.toJSON()).toEqual({ amount: '12345678901234567.02', currency: 'USD' });
  });

  test.each([
    [{ is_frozen: 1 }, { standing: 'frozen' }],
    [{ is_frozen: 7 }, { standing: 'unknown' }],
    [{ is_frozen: undefined }, { standing: 'unknown' }],
    [{ verified_status: '-1' }, { identity: 'unverified' }],
    [{ verified_status: '0' }, { identity: 'pending' }],
    [{ verified_status: '1' }, { identity: 'failed' }],
    [{ verified_status: '3' }, { identity: 'failed' }],
    [{ verified_status: 'new' }, { identity: 'unknown' }],
  ])('with %j is %j', async (fields, told) => {
    expect(await read(fields)).toMatchObject(told);
  });

  test('without a budget has no limit, though the site says 0', async () => {
    expect(await read({ is_frozen: 1 }, budget('0', '0'))).toMatchObject({ creditLimit: null, creditAvailable: null });
  });

  test.each([
    ['1', 'referral'],
    ['2', 'unknown'],
  ])('of the association %s is a %s, and its budget not asked for', async (association_type, relation) => {
    const { port, came } = await startHuawei(byAction({ ListSubCustomers: customers(customer({ association_type })) }));
    expect((await valueOf(port.readCustomer(ref, account))).customer).toMatchObject({ relation, creditLimit: null });
    expect(came).toHaveLength(1);
  });

  test('that nobody counts is not ours; one that left before its budget was read is told without', async () => {
    const gone = await startHuawei(byAction({ ListSubCustomers: json({ count: 0, customer_infos: [] }) }));
    expect(await valueOf(gone.port.readCustomer(ref, account))).toMatchObject({ customer: null });
    expect(gone.came[0]?.parameters).toEqual({ customer_id: account, offset: 0, limit: 1 });
    expect(await read({}, no('CBC.99000035'))).toMatchObject({ account, creditLimit: null });
  });

  test('that cannot be read is no absence', async () => {
    const { port } = await startHuawei(() => no('CBC.5001', 200));
    expect(await port.readCustomer(ref, account)).toMatchObject({ error: { kind: 'refused', code: 'partner_barred' } });
    const another = await startHuawei(() => customers(customer({ customer_id: other })));
    expect(await another.port.readCustomer(ref, account)).toMatchObject({ error: { kind: 'malformed_answer' } });
  });
});

describe('proof of a link', () => {
  const answered = json({ total_count: 0, resources: [] });

  test.each<[ProofItem, string, Scripted, object]>([
    ['status', 'ListSubCustomers', customers(customer()), { holds: true, words: { is_frozen: '0' } }],
    ['status', 'ListSubCustomers', customers(customer({ is_frozen: 1 })), { holds: false, because: 'contradicted' }],
    ['status', 'ListSubCustomers', customers(customer({ association_type: '1' })), { because: 'contradicted' }],
    ['status', 'ListSubCustomers', customers(), { holds: false, because: 'not_ours' }],
    ['visibility', 'ListSubCustomers', customers(customer()), { holds: true, words: { association_type: '3' } }],
    ['visibility', 'ListSubCustomers', customers(), { holds: false, because: 'not_ours' }],
    ['service', 'ListCustomerOnDemandResources', answered, { holds: true, words: { total_count: '0' } }],
    ['billing', 'ShowSubCustomerBudget', budget('250.50', '0'), { holds: true, words: { budget_amount: '250.50' } }],
    ['billing', 'ShowSubCustomerBudget', budget('0', '0'), { holds: false, because: 'nothing_yet' }],
    ['delegated_action', 'ListPayPerUseCustomerResources', answered, { holds: true }],
    ['audit_trace', 'ListSubCustomerBudgetRecords', records(setting()), { holds: true }],
    ['audit_trace', 'ListSubCustomerBudgetRecords', records(), { holds: false, because: 'nothing_yet' }],
  ])('%s by %s', async (item, action, answer, proof) => {
    const { port, came } = await startHuawei(byAction({ [action]: answer }));
    expect(await valueOf(port.proveLink(ref, account, item))).toMatchObject({ ...proof, receipts: [{ action }] });
    expect(came).toHaveLength(1);
  });

  test.each(strangers)('of an account that is not ours does not hold: %s', async (_what, answer) => {
    for (const item of proofItems) {
      const { port } = await startHuawei(() => answer);
      expect(await valueOf(port.proveLink(ref, account, item)), item).toMatchObject({
        holds: false,
        because: 'not_ours',
        words: { error_code: expect.stringMatching(/^CBC\./) },
      });
    }
  });

  test('is asked for by the misspelt path, too', async () => {
    const { port, came } = await startHuawei(() => answered);
    await valueOf(port.proveLink(ref, account, 'delegated_action'));
    expect(came[0]?.path).toBe('/v2/orders/suscriptions/resources/query');
  });
});

describe('budgets', () => {
  test('are told as they were set, newest first and without anybody’s name', async () => {
    const { port } = await startHuawei(() => records(ended('2026-03-01T00:00:00Z'), setting()));
    const { items, total } = await valueOf(port.listCreditAllocations(ref, account));
    expect(total).toBe(2);
    expect(JSON.parse(JSON.stringify(items))).toEqual([
      {
        allocatedAt: '2026-03-02T11:00:00.000Z',
        amount: null,
        limitAfter: { amount: '250.5', currency: 'USD' },
        availableAfter: null,
        mark: null,
        remark: 'SETTING',
      },
      {
        allocatedAt: '2026-03-01T00:00:00.000Z',
        amount: null,
        limitAfter: null,
        availableAfter: null,
        mark: null,
        remark: 'DELETE',
      },
    ]);
  });

  test('of an account that is not ours are no empty list', async () => {
    for (const [, answer] of strangers) {
      const { port } = await startHuawei(() => answer);
      expect(await port.listCreditAllocations(ref, account)).toMatchObject({
        error: { kind: 'refused', code: 'account_unknown' },
      });
    }
  });

  test('in another unit than the currency’s own are not guessed', async () => {
    const { port } = await startHuawei(() =>
      json({ budget_amount: 5, used_amount: 0, measure_id: 3, currency: 'USD' }),
    );
    expect(await port.proveLink(ref, account, 'billing')).toMatchObject({ error: { kind: 'malformed_answer' } });
  });
});

describe('the record of an unbinding', () => {
  const since = (associated_on: string) => customers(customer({ associated_on }));

  test.each([
    [
      'its latest end, where it is gone',
      [ended('2026-01-05T00:00:00Z'), ended('2026-03-01T08:00:00Z')],
      customers(),
      true,
    ],
    ['its end, where it is still listed', [ended('2026-03-01T08:00:00Z')], since('2026-01-01T00:00:00Z'), true],
    ['none, where it was associated again', [ended('2026-03-01T08:00:00Z')], since('2026-03-02T00:00:00Z'), false],
    ['none, where nothing ended', [], customers(), false],
    ['none, where only a budget was set', [setting()], customers(), false],
  ] as const)('is %s', async (_what, list, listed, isReleased) => {
    const answers = { ListSubCustomerBudgetRecords: records(...list), ListSubCustomers: listed };
    const { port, came } = await startHuawei(byAction(answers));
    const { unbind } = await valueOf(port.readUnbind(ref, account));
    expect(unbind).toEqual(
      isReleased
        ? {
            account,
            reference: null,
            state: 'released',
            word: 'DELETE',
            startedBy: 'unknown',
            submittedAt: null,
            changedAt: '2026-03-01T08:00:00.000Z',
          }
        : null,
    );
    expect(came[0]?.parameters).toMatchObject({ operation_type: 'DELETE', customer_id: account });
  });

  test('is none where it can no longer be read', async () => {
    const { port } = await startHuawei(() => no('CBC.99000035'));
    expect(await valueOf(port.readUnbind(ref, account))).toMatchObject({ unbind: null });
  });
});

describe('lifting a freeze', () => {
  test('names one customer and a reason', async () => {
    const { port, came } = await startHuawei(() => json({}));
    expect(await valueOf(port.unfreeze(ref, { account }))).toEqual({
      receipts: [{ action: 'UnfreezeSubCustomers', requestId: 'r-1' }],
    });
    expect(came.map(({ parameters }) => parameters)).toEqual([
      { customer_ids: [account], reason: expect.stringMatching(/\S/) },
    ]);
  });

  test.each([
    ['CBC.99000035', { kind: 'not_ours' }],
    ['CBC.0150', { kind: 'not_allowlisted' }],
    ['CBC.7654321', { kind: 'refused', code: 'other', raw: { code: 'CBC.7654321', message: 'in words' } }],
  ])('that failed for its customer says so in an HTTP 200: %s', async (error_code, error) => {
    const details = { error_details: [{ error_code, error_msg: 'in words', id: account }] };
    const { port, came } = await startHuawei(() => json(details));
    expect(await port.unfreeze(ref, { account })).toMatchObject({ error });
    expect(came).toHaveLength(1);
  });

  test('that failed without saying why may have happened', async () => {
    const { port } = await startHuawei(() => json({ error_details: [{ id: account }] }));
    expect(await port.unfreeze(ref, { account })).toMatchObject({
      error: { kind: 'unknown_outcome', because: 'unreadable_answer' },
    });
  });
});
