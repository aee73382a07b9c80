import { Logger } from '@aws-lambda-powertools/logger';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { enterPartnerAccount } from '../../../../functions/parties/partner-account.ts';
import { claims } from '../../../../functions/platform/caller.ts';
import { httpGroup } from '../../../../functions/platform/http.ts';
import { rebatesOf } from '../../../../functions/providers/capabilities.ts';
import { queryRead } from '../../../../functions/rebates/query/contract.ts';
import { queryReadHandlers } from '../../../../functions/rebates/query/handlers.ts';
import { recordKey } from '../../../../functions/timeline/index.ts';
import { apiEvent, lambdaContext } from '../../../support/api-event.ts';
import { rebateDesk, rebateOf } from '../../../support/rebate-desk.ts';

const quiet = new Logger({ logLevel: 'SILENT' });

type Line = { id: string; period: string; amount: string; status: string; [field: string]: unknown };
type Answer = {
  items: Line[];
  next?: string;
  query: { sentence: string; cleaned: unknown[]; zone: string };
  freshness: Record<string, unknown>[];
  totals?: unknown[];
  [field: string]: unknown;
};

/** A desk whose reading group can be asked. */
async function setup() {
  const desk = await rebateDesk();
  const group = httpGroup(queryRead, queryReadHandlers({ ...desk.deps, rebatesOf }), quiet);
  const ask = async (
    route: string,
    {
      params = {},
      org = desk.org,
      ...query
    }: Record<string, unknown> & { params?: Record<string, string>; org?: string } = {},
  ) => {
    const token = { [claims.org]: org, [claims.member]: desk.admin, [claims.rights]: 'finance' };
    const event = apiEvent(route, { params, query: query as Record<string, string>, claims: token });
    const { statusCode, body = '' } = await group(event, lambdaContext());
    return { status: statusCode, json: JSON.parse(body) as Answer };
  };
  const account = desk.account.id;
  const list = async (query: Record<string, string> = {}) => (await ask('GET /v1/rebates', { account, ...query })).json;
  const ids = async (query: Record<string, string> = {}) => (await list(query)).items.map(({ id }) => id);
  const get = (period: string, recordId: string, query: Record<string, string> = {}) =>
    ask('GET /v1/rebates/{accountId}/{period}/{recordId}', {
      params: { accountId: account, period, recordId },
      ...query,
    });
  return { ...desk, ask, list, ids, get, accountId: account };
}

const october = [
  rebateOf('A', {
    order: 'SO-1',
    customer: '1001',
    product: 'cvm',
    productName: 'Cloud Virtual Machine',
    status: 'pending',
  }),
  rebateOf('B', { order: 'SO-1', customer: '1001', product: 'cos', amount: '2.5' }),
  rebateOf('C', { order: 'SO-2', customer: '1002', product: 'cvm', amount: '-4', kind: 'refund' }),
  rebateOf('D', {
    order: 'SO-3',
    customer: '1002',
    product: 'cdn',
    status: 'paid',
    orderedAt: '2026-10-31T15:30:00.000Z',
  }),
];
const september = [rebateOf('Z', { period: '2026-09', order: 'SO-9', customer: '1001', amount: '7' })];

beforeAll(() => vi.stubEnv('POWERTOOLS_DEV', 'true'));

describe('R099: a list of rebates', () => {
  test.each([
    [{}, 'A B C D'],
    [{ order: 'SO-1' }, 'A B'],
    [{ customer: '1002' }, 'C D'],
    [{ product: 'cvm' }, 'A C'],
    [{ product: 'Cloud Virtual Machine' }, 'A'],
    [{ status: 'settled' }, 'B C'],
    [{ kind: 'refund' }, 'C'],
    [{ order: 'SO-1', product: 'cos' }, 'B'],
    [{ order: 'SO-1', customer: '1002' }, ''],
    [{ customer: '1002', status: 'paid' }, 'D'],
    [{ customer: '1001', product: 'cvm', status: 'pending' }, 'A'],
    [{ order: ' SO-1\u200b' }, 'A B'],
    [{ period: '2026-09' }, 'Z'],
    [{ period: '2026-08', adjacent: 'true' }, 'Z'],
    [{ period: '2026-11', adjacent: 'true', customer: '1001' }, 'A B'],
  ])('filtered by %j has exactly %s', async (query, wanted) => {
    const { night, ids } = await setup();
    await night({ '2026-09': september, '2026-10': october });
    expect((await ids(query as Record<string, string>)).join(' ')).toBe(wanted);
  });

  test('R102: the periods beside it are listed in their order', async () => {
    const { night, list } = await setup();
    await night({ '2026-09': september, '2026-10': october });
    const { items, totals, query } = await list({ period: '2026-10', adjacent: 'true' });
    expect(items.map(({ period, id }) => `${period} ${id}`)).toEqual([
      '2026-09 Z',
      '2026-10 A',
      '2026-10 B',
      '2026-10 C',
      '2026-10 D',
    ]);
    expect(totals).toContainEqual({ period: '2026-09', currency: 'USD', status: 'settled', records: 1, amount: '7' });
    expect(query.sentence).toContain('and the periods before and after it');
  });

  test('is turned page by page over all shards, each line once and in order', async () => {
    const { night, list } = await setup();
    const all = Array.from({ length: 137 }, (_, index) =>
      rebateOf(`R-${String(index).padStart(4, '0')}`, { status: index % 7 === 0 ? 'paid' : 'settled' }),
    );
    await night({ '2026-10': all });
    for (const status of [undefined, 'paid'] as const) {
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await list({ limit: '10', ...(status && { status }), ...(cursor && { cursor }) });
        expect(page.items.length).toBeLessThanOrEqual(10);
        seen.push(...page.items.map(({ id }) => id));
        cursor = page.next;
      } while (cursor !== undefined);
      expect(seen).toEqual(all.filter((one) => status === undefined || one.status === status).map(({ id }) => id));
    }
  });

  test('R100, R104: says what was asked and what was cleaned', async () => {
    const { night, list } = await setup();
    await night({ '2026-10': october });
    const { query } = await list({ order: 'SO-1 ', period: '202610' });
    expect(query).toEqual({
      sentence:
        'Rebates of “Tencent Cloud International” (partner 200031884999 at tencent-intl) in settlement period 2026-10, order SO-1. Periods are months in Asia/Shanghai.',
      zone: 'Asia/Shanghai',
      accountZone: 'Asia/Singapore',
      cleaned: [
        { field: 'period', typed: '202610', used: '2026-10' },
        { field: 'order', typed: 'SO-1 ', used: 'SO-1' },
      ],
    });
  });

  test('R108, R113: keeps the sign, and shows when it was ordered by both clocks', async () => {
    const { night, list } = await setup();
    await night({ '2026-10': october });
    const { items } = await list();
    expect(items[2]).toMatchObject({ amount: '-4', kind: 'refund' });
    expect(items[3]).toMatchObject({
      ordered: {
        at: '2026-10-31T15:30:00.000Z',
        atSource: '2026-10-31T23:30:00+08:00',
        atAccount: '2026-10-31T23:30:00+08:00',
      },
    });
  });

  test('R109: lines of one deal come with their total', async () => {
    const { night, list } = await setup();
    await night({ '2026-10': october });
    expect((await list({ order: 'SO-1' })).totals).toEqual([
      { period: '2026-10', currency: 'USD', status: 'pending', records: 1, amount: '10' },
      { period: '2026-10', currency: 'USD', status: 'settled', records: 1, amount: '2.5' },
    ]);
  });

  test('says how fresh each period is, and that one was never read', async () => {
    const { night, list, deps } = await setup();
    const sync = await night({ '2026-10': october });
    const { freshness } = await list({ period: '2026-11', adjacent: 'true' });
    const at = deps.clock.now();
    expect(freshness).toEqual([
      { period: '2026-10', readAt: at, currentFrom: at, sync: sync.id },
      { period: '2026-11' },
      { period: '2026-12' },
    ]);
  });

  test('refuses a cursor that is not its own, and an account of another organisation', async () => {
    const { ask, accountId, other } = await setup();
    expect(await ask('GET /v1/rebates', { account: accountId, cursor: 'x' })).toMatchObject({ status: 400 });
    expect(await ask('GET /v1/rebates', { account: accountId, org: other.org })).toMatchObject({ status: 404 });
  });
});

describe('B13: as it was believed at an instant', () => {
  test('R116: a list is yesterday’s snapshot, line by line, and so is each record', async () => {
    const { night, pass, list, get, deps } = await setup();
    const before = deps.clock.now();
    await night({ '2026-10': october });
    const second = pass(1);
    const next = [rebateOf('A', { order: 'SO-1', amount: '12' }), october[2] ?? rebateOf('C'), rebateOf('E')];
    await night({ '2026-10': next });
    const third = pass(1);
    await night({ '2026-10': [...next, rebateOf('B', { amount: '3' })] });
    pass(1);
    const wanted = [
      [before, october],
      [second, next],
      [third, [...next, rebateOf('B', { amount: '3' })]],
    ] as const;
    for (const [asOf, records] of wanted) {
      const { items } = await list({ asOf });
      expect(items.map(({ id, amount }) => `${id} ${amount}`)).toEqual(
        records.map(({ id, amount }) => `${id} ${amount}`).toSorted(),
      );
      for (const id of ['A', 'B', 'C', 'D', 'E']) {
        const record = records.find((one) => one.id === id);
        const { status, json } = await get('2026-10', id, { asOf });
        expect([asOf, id, status, (json['rebate'] as Line | undefined)?.amount]).toEqual([
          asOf,
          id,
          record ? 200 : 404,
          record?.amount,
        ]);
      }
    }
    expect(await list({ asOf: '2026-11-01T00:00:00.000Z' })).toMatchObject({ items: [] });
  });

  test('filters and pages a snapshot as it does what is believed now', async () => {
    const { night, pass, list, ids, deps } = await setup();
    await night({ '2026-10': october });
    const asOf = deps.clock.now();
    pass(1);
    await night({ '2026-10': [] });
    expect(await ids()).toEqual([]);
    expect(await ids({ asOf, customer: '1002' })).toEqual(['C', 'D']);
    const first = await list({ asOf, limit: '3' });
    expect(first.items.map(({ id }) => id)).toEqual(['A', 'B', 'C']);
    expect(await ids({ asOf, limit: '3', cursor: first.next ?? '' })).toEqual(['D']);
  });
});

describe('one rebate', () => {
  test('R106, R107, R111: with its calculation, its history in words and why it is pending', async () => {
    const { night, pass, get } = await setup();
    const line = rebateOf('A', {
      status: 'pending',
      amount: '5',
      base: '100',
      rate: '0.05',
      reason: 'contract_missing',
    });
    await night({ '2026-10': [line] });
    pass(2);
    const sync = await night({ '2026-10': [{ ...line, amount: '6' }] });
    const { json } = await get('2026-10', 'A');
    expect(json).toMatchObject({
      rebate: { amount: '6' },
      check: { verdict: 'differs', expected: '5', difference: '1' },
      pending: { by: 'reason', text: 'The provider holds it back: the provider waits for a contract.' },
      source: { row: 2 },
      history: [
        { sync: sync.id, words: ['its amount went from 5 USD to 6 USD', '+1 USD: nothing that the statement shows'] },
      ],
    });
  });

  test('that is gone, or that another organisation asks for, is not found', async () => {
    const { night, pass, get, ask, accountId, other } = await setup();
    await night({ '2026-10': october });
    pass(1);
    await night({ '2026-10': october.slice(1) });
    expect(await get('2026-10', 'A')).toMatchObject({ status: 404 });
    const params = { accountId, period: '2026-10', recordId: 'B' };
    expect(await ask('GET /v1/rebates/{accountId}/{period}/{recordId}', { params, org: other.org })).toMatchObject({
      status: 404,
    });
  });
});

describe('the summary', () => {
  test('R109, R112: has each period by currency and status without reading a line, and points out odd totals', async () => {
    const { night, ask, accountId, tables } = await setup();
    const months = ['2026-06', '2026-07', '2026-08', '2026-09'];
    for (const period of months) await night({ [period]: [rebateOf('A', { period, amount: '100' })] });
    await night({ '2026-10': [rebateOf('A', { amount: '5000' }), rebateOf('B', { amount: '-50', status: 'paid' })] });
    tables.calls.splice(0);
    const { json } = await ask('GET /v1/rebate-summary', { account: accountId });
    expect(json['periods']).toMatchObject([
      {
        period: '2026-10',
        totals: [
          { status: 'paid', amount: '-50' },
          { status: 'settled', amount: '5000' },
        ],
        sums: [{ currency: 'USD', amount: '4950' }],
      },
      ...months.toReversed().map((period) => ({ period })),
    ]);
    const looks = (json['context'] as { check: string; look: boolean }[]).filter(({ look }) => look);
    expect(looks.map(({ check }) => check)).toEqual(['odd_total']);
    expect(tables.calls).toHaveLength(2);
  });
});

describe('B11: why a list is empty', () => {
  test.each([
    [{ order: 'SO-1', status: 'paid' }, 'status'],
    [{ order: 'so-1' }, 'order_form'],
    [{ order: 'SO-9', period: '2026-10' }, 'period'],
    [{ order: 'SO-9', period: '2026-12' }, 'period'],
    [{ customer: '1003', period: '2026-07' }, 'not_read'],
    [{ customer: '200012345678' }, 'not_entered'],
    [{ customer: '200012345679' }, 'customer_mistyped'],
  ])('of %j is told as %s', async (query, culprit) => {
    const { night, ask, accountId } = await setup();
    await night({ '2026-09': september, '2026-10': october });
    const { json } = await ask('GET /v1/rebates/why-empty', { account: accountId, ...query });
    expect(json['culprit']).toBe(culprit);
    expect(json['text']).not.toMatch(/[{}]/);
  });

  test('of another partner account is told by that account’s name', async () => {
    const { night, ask, org, admin, deps, tables, account } = await setup();
    await night({ '2026-10': october });
    const entered = { ...account, name: 'Second', partnerId: '200031880000' };
    const second = enterPartnerAccount(entered, {
      by: { org, member: admin },
      at: deps.clock.now(),
      newId: deps.newId,
    });
    await tables.transact(second.intents);
    const { json } = await ask('GET /v1/rebates/why-empty', {
      account: second.value.id,
      order: 'SO-2',
      period: '2026-10',
    });
    expect(json).toMatchObject({
      culprit: 'account',
      text: 'It is under another of your partner accounts: Tencent Cloud International.',
    });
  });

  test('says so when there is something after all', async () => {
    const { night, ask, accountId } = await setup();
    await night({ '2026-10': october });
    expect((await ask('GET /v1/rebates/why-empty', { account: accountId })).json).toMatchObject({
      empty: false,
      found: [],
    });
  });
});

test('a distributor reads period and total of those below it, and touches nothing else', async () => {
  const { night, ask, tables, org, other, account } = await setup();
  const place = async (id: string, of: object) => {
    const key = recordKey(org, id);
    const [item] = await tables.getMany('desk', [key]);
    tables.seed('desk', { ...item, ...key, ...of });
  };
  await place(account.id, { tier: 'second_level_reseller' });
  await place(org, { parent: other.org });
  await night({ '2026-10': october });
  tables.calls.splice(0);
  const { json } = await ask('GET /v1/distributed-rebates', { org: other.org });
  expect(json.items).toEqual([
    {
      period: '2026-10',
      secondLevel: 'Tamarisk Cloud Services Pte. Ltd.',
      partnerId: '200031884999',
      site: 'tencent-intl',
      totals: [{ currency: 'USD', amount: '18.5' }],
      readAt: '2026-11-02T01:30:00.000Z',
    },
  ]);
  expect(tables.calls.map((call) => call.op === 'query' && call.query.pk)).toEqual([
    `ORG#${other.org}#DISTRIBUTED_REBATES`,
  ]);
  expect((await ask('GET /v1/distributed-rebates')).json.items).toEqual([]);
});
