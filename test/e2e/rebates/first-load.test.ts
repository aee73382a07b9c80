import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Desk, expectOk, sharedDesk } from '../../support/desk.ts';
import { type RebateAccount, rebateAccount } from './rebate-account.ts';

const RECORDS = 20_000;
/** One of a transaction's hundred writes says how far the plan is applied. */
const RECORDS_A_TRANSACTION = 99;
const ids = Array.from({ length: RECORDS }, (_, at) => `L${String(at).padStart(5, '0')}`);

let desk: Desk;
let of: RebateAccount;

beforeAll(async () => {
  desk = await sharedDesk();
  of = await rebateAccount(desk);
  const put = ids.map((id) => ({ 'Record ID': id, 'Commission Base': '20', 'Commission Amount': '1' }));
  await of.tell(of.periods[1], { put });
});
afterAll(async () => {
  await of?.tell(of.periods[1], { remove: ids });
  desk?.faults.forgetCalls();
});

test('R116: twenty thousand records are taken in by a write each and a few a period; the same again writes none', async () => {
  const [, period] = of.periods;
  const first = await watched(() => of.night());
  expect(first.night.status).toBe('completed');
  expect(first.night.periods[1]).toMatchObject({
    period,
    state: 'applied',
    applied: RECORDS,
    plan: { changes: RECORDS, kinds: { appeared: RECORDS }, unexplained: 0 },
  });
  expect(first.records).toEqual({
    transactions: Math.ceil(RECORDS / RECORDS_A_TRANSACTION),
    writes: RECORDS + Math.ceil(RECORDS / RECORDS_A_TRANSACTION),
  });
  expect(first.others.writes).toBeLessThan(RECORDS / 100);
  const query = { account: of.account, period };
  const { periods } = (await expectOk(of.finance.getRebateSummary({ query }))).json;
  expect(periods).toMatchObject([{ records: RECORDS, sums: [{ currency: 'USD', amount: String(RECORDS) }] }]);

  const second = await watched(() => of.night());
  expect(second.night.periods[1]).toMatchObject({ period, state: 'unchanged' });
  expect(second.records).toEqual({ transactions: 0, writes: 0 });
  expect(second.others.writes).toBeLessThan(RECORDS / 100);
});

/** A night, with what the desk's functions wrote meanwhile for this reseller: into its records, and all else. */
async function watched(night: () => ReturnType<RebateAccount['night']>) {
  const before = desk.faults.calls.length;
  const ended = await night();
  const written = desk.faults.calls.slice(before).flatMap(({ operation, body }) => {
    const { TransactItems: items } = body as { TransactItems?: readonly object[] };
    if (operation !== 'TransactWriteItems' || !items) return [];
    const [one, two] = [JSON.stringify(items[0]), JSON.stringify(items[1] ?? {})];
    return `${one}${two}`.includes(of.reseller.org)
      ? [{ writes: items.length, isRecords: two.includes('#REBATES#') }]
      : [];
  });
  const sumOf = (isRecords: boolean) => {
    const all = written.filter((each) => each.isRecords === isRecords);
    return { transactions: all.length, writes: all.reduce((sum, { writes }) => sum + writes, 0) };
  };
  return { night: ended, records: sumOf(true), others: sumOf(false) };
}
