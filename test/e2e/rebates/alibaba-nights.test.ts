import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Change } from '../../../functions/rebates/change.ts';
import { type Desk, expectOk, sharedDesk } from '../../support/desk.ts';
import { beatDueWork } from '../../support/due-beat.ts';
import { patience } from '../../support/patience.ts';
import { expectWay, type RebateAccount, rebateAccount, type SyncView } from './rebate-account.ts';
import { alibabaRebates, line } from './rebate-sites.ts';

let desk: Desk;
let due: ReturnType<typeof beatDueWork>;
let of: RebateAccount;

beforeAll(async () => {
  desk = await sharedDesk();
  due = beatDueWork(desk);
  of = await rebateAccount(desk, 'Asia/Singapore', alibabaRebates);
}, 300_000);
afterAll(() => due?.end());

describe('R115–R118, B07: nights at Alibaba Cloud, whose files are pushed into the reseller’s own bucket', () => {
  test('find every line of all files of the month, then what the provider changed, by kind and cause, then nothing', async () => {
    const [now, last, before] = of.periods;
    await of.tell(now, {
      put: [
        line('RATE', '1000', '50'),
        line('BASE', '200', '10'),
        line('GONE', '160', '8'),
        line('ODD', '100', '5'),
        line('STAY', '90071992547409.93', '4503599627370.4965'),
      ],
    });
    const first = await of.night();
    expect(first.periods.map(({ period, state }) => ({ period, state }))).toEqual([
      { period: before, state: 'not_available' },
      { period: last, state: 'not_available' },
      { period: now, state: 'applied' },
    ]);
    await expectWay(desk, of.reseller, first, 'readyLater');
    expect(await changesOf(first, now)).toEqual([
      'ORD-BASE: appeared, first_seen 10',
      'ORD-GONE: appeared, first_seen 8',
      'ORD-ODD: appeared, first_seen 5',
      'ORD-RATE: appeared, first_seen 50',
      'ORD-STAY: appeared, first_seen 4503599627370.4965',
    ]);

    await of.tell(now, {
      put: [
        line('RATE', '1000', '60', { 'Commission Rate': '0.06' }),
        line('BASE', '240', '12'),
        line('ODD', '100', '5.4'),
        line('NEW', '50', '2.5'),
      ],
      remove: ['GONE'],
    });
    const second = await of.night();
    await expectWay(desk, of.reseller, second, 'readyLater');
    expect(await changesOf(second, now)).toEqual([
      'ORD-BASE: amount_changed, base 2',
      'ORD-GONE: disappeared, unexplained -8',
      'ORD-NEW: appeared, first_seen 2.5',
      'ORD-ODD: amount_changed, unexplained 0.4',
      'ORD-RATE: amount_changed, rate 10',
    ]);

    const third = await of.night();
    expect(third.periods.map(({ state }) => state)).toEqual(['not_available', 'not_available', 'unchanged']);
    await expectWay(desk, of.reseller, third, 'unchanged');
    const toldOf = (sync: SyncView) => (lines: readonly string[]) => lines.filter((one) => one.includes(sync.id));
    const told = await vi.waitFor(async () => {
      const lines = await of.told();
      expect(toldOf(second)(lines)).toHaveLength(1);
      return lines;
    }, patience);
    expect(toldOf(first)(told)).toHaveLength(1);
    expect(toldOf(third)(told)).toEqual([]);
  });

  test('R101, R105: amounts keep every digit, and a status that nobody states is one that is derived', async () => {
    const [now] = of.periods;
    const query = { account: of.account, period: now, order: 'ORD-STAY' };
    const { items } = (await expectOk(of.finance.listRebates({ query }))).json;
    expect(items).toMatchObject([
      { amount: '4503599627370.4965', base: '90071992547409.93', currency: 'USD', status: 'pending' },
    ]);
  });
});

/** What a sync found in a period, a line of text each, by their orders. */
async function changesOf({ id }: SyncView, period: string): Promise<readonly string[]> {
  const query = { period, limit: 100 };
  const { items } = (await expectOk(of.finance.listRebateSyncChanges({ params: { syncId: id }, query }))).json;
  return items.map(brief).toSorted();
}

function brief({ kinds, before, after, deltas }: Change): string {
  const parts = deltas.flatMap((delta) => delta.parts.map(({ cause, amount }) => `${cause} ${amount}`));
  return `${(after ?? before)?.order}: ${kinds.join(' ')}, ${parts.join(', ')}`;
}
