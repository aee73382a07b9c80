import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Desk, expectOk, sharedDesk } from '../../support/desk.ts';
import { beatDueWork } from '../../support/due-beat.ts';
import { type RebateAccount, rebateAccount, type SyncView } from './rebate-account.ts';
import { line, tencentChinaRebates } from './rebate-sites.ts';

let desk: Desk;
let due: ReturnType<typeof beatDueWork>;
let of: RebateAccount;

beforeAll(async () => {
  desk = await sharedDesk();
  due = beatDueWork(desk);
  of = await rebateAccount(desk, 'Asia/Shanghai', tencentChinaRebates);
}, 300_000);
afterAll(() => due?.end());

const [one, two, three] = ['100020000007', '100020000008', '100020000009'] as const;

describe('R115–R118, B07: nights at Tencent Cloud’s China site, whose rebates are a list', () => {
  test('find every row in yuan, then what the provider changed, then nothing', async () => {
    const [now] = of.periods;
    const held = { Status: 'HAS_OVERDUE_BILL' };
    await of.tell(now, { put: [line(one, '0', '26821.33'), line(two, '0', '0.07', held), line(three, '0', '-12.50')] });
    const first = await of.night();
    expect(stateIn(first, now)).toBe('applied');
    expect(await changesOf(first, now)).toEqual([
      `${one}: appeared, 26821.33`,
      `${two}: appeared, 0.07`,
      `${three}: appeared reversed, -12.5`,
    ]);

    await of.tell(now, { put: [line(two, '0', '0.09')], remove: [three] });
    const second = await of.night();
    expect(await changesOf(second, now)).toEqual([
      `${two}: amount_changed details_changed, 0.02`,
      `${three}: disappeared, 12.5`,
    ]);

    const third = await of.night();
    expect(stateIn(third, now)).toBe('unchanged');
  });
});

function stateIn({ periods }: SyncView, period: string): string | undefined {
  return periods.find((each) => each.period === period)?.state;
}

/** What a sync found in a period, a line of text each: the account, what changed, by how much. */
async function changesOf({ id }: SyncView, period: string): Promise<readonly string[]> {
  const query = { period, limit: 100 };
  const { items } = (await expectOk(of.finance.listRebateSyncChanges({ params: { syncId: id }, query }))).json;
  return items
    .map(({ id: of, kinds, deltas }) => `${of}: ${kinds.join(' ')}, ${deltas.map(({ amount }) => amount).join(', ')}`)
    .toSorted();
}
