import { describe, expect, test } from 'vitest';
import { readPeriod } from '../../../functions/rebates/store/period-record.ts';
import { syncDesk } from '../../support/sync-desk.ts';
import { partner, startChina } from '../../support/tencent-cn-port.ts';

const period = '2026-10';
const rows = [
  { uin: partner, amt: 2_682_133, monthSales: 4_873_578, quarterSales: 10_756_003 },
  { uin: '100020000008', amt: 7, flag: 'HAS_OVERDUE_BILL' },
  { uin: '100020000009', amt: -1_234_567_890_123_456, flag: 'NO_CONTRACT' },
];

/** A desk whose list is the China site's, read by the adapter from the simulator. */
async function setup() {
  const { port, china, control } = await startChina();
  const set = (more: object) => china.setRebates({ account: partner, month: period, ...more });
  await set({ put: rows });
  const desk = await syncDesk({ list: (...of) => port.listRebates(...of) });
  const sync = () => desk.sync({ periods: [period] });
  const believed = () =>
    desk.tables
      .items('desk')
      .filter(({ pk, sk }) => pk.includes(`#REBATES#${period}#`) && /^\d+$/.test(sk))
      .toSorted((one, other) => (one.sk < other.sk ? -1 : 1));
  return { set, control, desk, sync, believed };
}

describe('R116: the China site’s list, through the whole sync', () => {
  test('becomes records in yuan, each with what holds it back and the provider’s own word', async () => {
    const { sync, believed, desk } = await setup();
    expect(await sync()).toMatchObject({ status: 'completed', periods: [{ state: 'applied', applied: 3 }] });
    const common = { period, kind: 'rebate', status: 'pending', currency: 'CNY' };
    expect(believed()).toMatchObject([
      { ...common, id: partner, amount: '26821.33', providerStatus: 'NORMAL' },
      { id: '100020000008', amount: '0.07', reason: 'customer_overdue', providerStatus: 'HAS_OVERDUE_BILL' },
      {
        id: '100020000009',
        kind: 'reversal',
        amount: '-12345678901234.56',
        reason: 'contract_missing',
        providerStatus: 'NO_CONTRACT',
      },
    ]);
    expect(believed()[0]).not.toHaveProperty('reason');
    const { manifest } = (await readPeriod(desk.tables, desk.org, desk.account.id, period)) ?? {};
    expect(manifest).toMatchObject({ records: 3 });
  });

  test('tells a changed sum and a lifted flag as changes, and nothing where nothing changed', async () => {
    const { sync, set, believed } = await setup();
    await sync();
    expect(await sync()).toMatchObject({ periods: [{ state: 'unchanged' }] });
    await set({ put: [{ uin: '100020000008', amt: 8, flag: 'NORMAL' }] });
    expect(await sync()).toMatchObject({ periods: [{ state: 'applied', plan: { changes: 1 } }] });
    const changed = believed().find(({ id }) => id === '100020000008');
    expect(changed).toMatchObject({ amount: '0.08', providerStatus: 'NORMAL' });
    expect(changed).not.toHaveProperty('reason');
  });

  test('is taken whole or not at all: a page that fails leaves what was believed', async () => {
    const { sync, set, control, believed } = await setup();
    const put = Array.from({ length: 150 }, (_, n) => ({ uin: String(100_000_100_000 + n), amt: n + 1 }));
    await set({ put });
    expect(await sync()).toMatchObject({ periods: [{ state: 'applied', applied: 153 }] });
    const before = believed();
    await set({ put: [{ uin: '100000100149', amt: 999 }] });
    await control.addFault({
      action: 'DescribeRebateInfosNew',
      match: { Offset: 100 },
      fault: { kind: 'http', status: 503 },
      times: 10_000,
    });
    expect(await sync()).toMatchObject({ status: 'failed', periods: [{ state: 'unread', because: 'provider_down' }] });
    expect(believed()).toEqual(before);
    await control.clearFaults();
    expect(await sync()).toMatchObject({ periods: [{ state: 'applied', applied: 1 }] });
  });

  test('with a flag that nobody documents is held for a person, in its words', async () => {
    const { sync, set, believed } = await setup();
    await sync();
    const before = believed();
    await set({ put: [{ uin: '100020000008', flag: 'UNDER_AUDIT' }] });
    const lines = [{ column: 'ExceptionFlag', code: 'unknown_status', detail: expect.stringContaining('UNDER_AUDIT') }];
    expect(await sync()).toMatchObject({ periods: [{ state: 'quarantined', quarantined: { count: 1, lines } }] });
    expect(believed()).toEqual(before);
  });

  test('of a month without any is not taken for "all are gone"', async () => {
    const { sync, set, believed } = await setup();
    await sync();
    await set({ remove: rows.map(({ uin }) => uin) });
    expect(await sync()).toMatchObject({ periods: [{ state: 'held', doubts: expect.arrayContaining(['empty']) }] });
    expect(believed()).toHaveLength(3);
  });
});
