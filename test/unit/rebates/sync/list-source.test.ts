import { describe, expect, test } from 'vitest';
import { readPeriod } from '../../../../functions/rebates/store/period-record.ts';
import { compareDesk, exportOf } from '../../../support/compare-desk.ts';
import { line } from '../../../support/rebate-lines.ts';
import { type ListPage, pagesOf, rebateList } from '../../../support/rebate-list.ts';
import { syncDesk } from '../../../support/sync-desk.ts';

const period = '2026-10';
const rows = Array.from({ length: 30 }, (_, at) => line({ id: `r-${at + 10}`, product: 'cvm' }));
const changed = rows.map((one, at) => (at === 0 ? { ...one, status: 'paid' as const } : one));
const [first, second, third] = pagesOf(changed, 10) as [Page, Page, Page];
type Page = Exclude<ListPage, string>;

/** A desk that believes the thirty rows, and a list of three pages in which one of them is paid. */
async function setup() {
  const source = rebateList();
  source.list.pages = pagesOf(rows, 10);
  const desk = await syncDesk({ list: source.listRebates });
  const sync = () => desk.sync({ periods: [period] });
  expect(await sync()).toMatchObject({ status: 'completed', asked: 0, periods: [{ state: 'applied', applied: 30 }] });
  expect(source.asked.splice(0)).toEqual([0, 1, 2]);
  const believed = async () => ({
    period: await readPeriod(desk.tables, desk.org, desk.account.id, period),
    lines: desk.tables.items('desk').filter(({ pk }) => pk.includes('#REBATES#')),
  });
  return { source, sync, believed };
}

describe('R116, B12: a provider’s list', () => {
  test('of three pages becomes the very snapshot that the same rows in a file become', async () => {
    const { source, sync, believed } = await setup();
    source.list.pages = [first, second, third];
    const { periods } = await sync();
    expect(periods).toMatchObject([{ state: 'applied', plan: { changes: 1, kinds: { status_changed: 1 } } }]);
    const file = await compareDesk().read({ [period]: exportOf(changed) });
    const { madeAt: _, ...snapshot } = file.periods[0]?.snapshot ?? {};
    expect(periods[0]?.snapshot).toMatchObject(snapshot);
    expect((await believed()).period?.manifest.sha256).toBe(file.periods[0]?.snapshot?.sha256);
  });

  const without = (page: Page, count: number): Page => ({ ...page, rows: page.rows.slice(count) });
  const says = (total: number | null) => [first, second, third].map((page) => ({ ...page, total }));
  const shifted: Page = { ...second, rows: [...first.rows.slice(-1), ...second.rows.slice(0, -1)] };
  const faults: readonly [string, readonly ListPage[], object][] = [
    ['whose second page times out', [first, 'provider_down'], { state: 'unread', because: 'provider_down' }],
    ['that is throttled in the middle', [first, 'throttled', third], { state: 'unread', because: 'throttled' }],
    ['with a short page', [first, without(second, 2), third], { state: 'held', doubts: ['incomplete'] }],
    ['of nothing, which is a success', [{ rows: [], total: 0 }], { state: 'held', doubts: ['empty'] }],
    ['of nothing, which says nothing else', [{ rows: [] }], { state: 'held', doubts: ['empty'] }],
    ['that says there is more', says(31), { state: 'held', doubts: ['incomplete'] }],
    ['that says there is less', says(29), { state: 'held', doubts: ['incomplete'] }],
    ['whose page leads to itself', [first, { ...second, next: 1 }], { state: 'unread', because: 'endless_list' }],
    ['whose pages lead in a circle', [first, { ...second, next: 0 }], { state: 'unread', because: 'endless_list' }],
    [
      'whose second page comes in place of its third',
      [first, second, { rows: second.rows, total: 30 }],
      { state: 'quarantined', because: 'duplicate_id', quarantined: { count: 10 } },
    ],
    [
      'with one row on two pages, and another on none',
      [first, shifted, third],
      { state: 'quarantined', because: 'duplicate_id', quarantined: { count: 1 } },
    ],
  ];
  test.each(faults)('%s changes nothing that is believed, and is taken once it is whole', async (_, pages, told) => {
    const { source, sync, believed } = await setup();
    const before = await believed();
    source.list.pages = pages;
    const faulty = await sync();
    expect(faulty.periods).toMatchObject([told]);
    expect(faulty.status).toBe('state' in told && told.state === 'unread' ? 'failed' : 'completed');
    expect(await believed()).toEqual(before);
    source.list.pages = [first, second, third];
    expect(await sync()).toMatchObject({ status: 'completed', periods: [{ state: 'applied', applied: 1 }] });
  });

  test.each<[string, readonly ListPage[]]>([
    ['times out', [first, 'provider_down']],
    ['is throttled', [first, second, 'throttled']],
    ['shifts while it is read', [first, shifted, third]],
    ['has a short page', [first, without(second, 2), third]],
    ['leads to itself', [first, { ...second, next: 1 }]],
  ])('that %s is asked for again soon, from its beginning', async (_, pages) => {
    const { source, sync } = await setup();
    source.before.push(pages, pages);
    source.list.pages = [first, second, third];
    expect(await sync()).toMatchObject({ status: 'completed', asked: 2, periods: [{ state: 'applied', applied: 1 }] });
    expect(source.asked.filter((page) => page === 0)).toHaveLength(3);
  });

  test('with all of its rows, and one of them twice, is whole: the row is taken once', async () => {
    const { source, sync } = await setup();
    source.list.pages = [first, { ...second, rows: [...first.rows.slice(-1), ...second.rows] }, third];
    expect(await sync()).toMatchObject({ asked: 0, periods: [{ state: 'applied', snapshot: { records: 30 } }] });
  });

  test('that does not say how many rows there are is whole at its end', async () => {
    const { source, sync } = await setup();
    source.list.pages = says(null);
    expect(await sync()).toMatchObject({ asked: 0, periods: [{ state: 'applied', snapshot: { records: 30 } }] });
  });

  test('of which a quarter of an hour brings no whole one is not asked for ever', async () => {
    const { source, sync } = await setup();
    source.list.pages = says(31);
    await sync();
    expect(source.asked.filter((page) => page === 0).length).toBeLessThan(30);
  });
});
