import { describe, expect, test } from 'vitest';
import { linkListKeys } from '../../../functions/links/link.ts';
import { listKeys } from '../../../functions/links/link-request.ts';
import { LinkRequestStatus, statusGroups } from '../../../functions/links/request-status.ts';
import { DAY, linkDesk } from '../../support/link-desk.ts';

/** Lists by what teams look for: each filter on some hundred records, page by page. */
const COUNT = 300;
const pick = <T>(from: readonly T[], at: number): T => from[at % from.length] as T;
const sitesHere = ['tencent-intl', 'huawei-cn'] as const;
const teams = ['onboarding', 'enterprise', 'partners'];
const owners = ['mem_a', 'mem_b', 'unowned'];
const names = ['Lantern Logistics', 'lark ŚWIATŁO', 'Ångström AB', '灯笼物流', 'Zest'];
const items = ['billing', 'status', 'visibility'];
const idOf = (like: string, at: number) => `${like.slice(0, -4)}${String(at + 1000)}`;

/** A desk with many requests and links, each with other properties, all made from one that was really made. */
const setup = async () => {
  const desk = await linkDesk();
  const id = await desk.ask();
  await desk.settle();
  await desk.sayYes();
  await desk.settle();
  desk.provider.apply(desk.wish.customer.accountId);
  await desk.pass(DAY);
  const request = desk.item(id);
  const link = desk.item(desk.record(id).linkId ?? '');
  const common = (at: number, like: Record<string, unknown>) => ({
    team: pick(teams, at),
    owner: pick(owners, at + 1),
    partnerAccount: { ...Object(like['partnerAccount']), site: pick(sitesHere, at), id: `acc_${at % 7}` },
    customer: { accountId: `30${String(at).padStart(8, '0')}`, name: pick(names, at), reference: `C-${at}` },
  });
  const requests = Array.from({ length: COUNT }, (_, at) => {
    const status = pick(LinkRequestStatus.options, at);
    const own = { ...request, ...common(at, request), id: idOf(id, at), status, waitingOn: undefined };
    const waits = { kind: 'customer', round: 1, party: 'customer', for: 'customer_acceptance', since: desk.now() };
    const until = `2026-12-${String((at % 28) + 1).padStart(2, '0')}T00:00:00.000Z`;
    const record = {
      ...own,
      origin: pick(['reseller', 'customer'], at),
      createdAt: `2026-10-${String((at % 28) + 1).padStart(2, '0')}T00:00:00.000Z`,
      ...(status === 'awaiting_customer' && { waitingOn: { ...waits, until } }),
    };
    return { ...record, ...listKeys(record as never), pk: `ORG#${desk.org}#${record.id}`, sk: 'RECORD' };
  });
  const links = Array.from({ length: COUNT }, (_, at) => {
    const record = {
      ...link,
      ...common(at, link),
      id: idOf(link['id'] as string, at),
      status: pick(['active', 'active', 'active', 'unbound'], at),
      verified: pick(['unverified', 'effective', 'degraded', 'broken'], at),
      failing: at % 3 === 0 ? [pick(items, at)] : [],
      ...(at % 5 === 0 && { stopped: { reason: 'wrong', since: desk.now(), by: 'mem_a', unlinkBlockers: [] } }),
    };
    return { ...record, ...linkListKeys(record as never), pk: `ORG#${desk.org}#${record.id}`, sk: 'RECORD' };
  });
  desk.tables.seed('desk', { ...request, listPk: undefined }, { ...link, listPk: undefined }, ...requests, ...links);
  /** Every page of a list; all but the last must be full. */
  const all = async (path: string, query: Record<string, string>, limit = 20) => {
    const pages: string[][] = [];
    let cursor: string | undefined;
    do {
      const asked = { ...query, limit: String(limit), ...(cursor && { cursor }) };
      const { json, text } = await desk.request(`GET /v1/${path}`, { query: asked });
      if (!json.items) throw new Error(text);
      pages.push(json.items.map((item: { id: string }) => item.id));
      cursor = json.next;
    } while (cursor);
    expect(pages.slice(0, -1).every(({ length }) => length === limit)).toBe(true);
    return pages.flat();
  };
  return { desk, requests, links, all };
};

type Row = Record<string, unknown> & { readonly id: string };
const in_ = (row: Row, field: string) => Object(row[field]) as Record<string, string>;
const begins = (row: Row, text: string) => {
  const { name = '', reference = '' } = in_(row, 'customer');
  return [name, reference].some((one) => one.toLowerCase().startsWith(text.toLowerCase()));
};

const ofRequests: readonly (readonly [Record<string, string>, (row: Row) => boolean])[] = [
  [{}, () => true],
  [{ status: 'expired' }, (row) => row['status'] === 'expired'],
  [{ group: 'failed' }, (row) => statusGroups[row['status'] as LinkRequestStatus] === 'failed'],
  [
    { group: 'pending', team: 'partners' },
    (row) => statusGroups[row['status'] as LinkRequestStatus] === 'pending' && row['team'] === 'partners',
  ],
  [{ waitingFor: 'customer_acceptance' }, (row) => row['status'] === 'awaiting_customer'],
  [{ owner: 'unowned' }, (row) => row['owner'] === 'unowned'],
  [{ origin: 'customer' }, (row) => row['origin'] === 'customer'],
  [{ partnerAccountId: 'acc_3' }, (row) => in_(row, 'partnerAccount')['id'] === 'acc_3'],
  [{ site: 'huawei-cn' }, (row) => in_(row, 'partnerAccount')['site'] === 'huawei-cn'],
  [{ customer: 'lantern' }, (row) => begins(row, 'lantern')],
  [{ customer: 'LARK ś' }, (row) => begins(row, 'lark ś')],
  [{ customer: '灯笼' }, (row) => begins(row, '灯笼')],
  [{ customer: 'c-29' }, (row) => begins(row, 'c-29')],
  [{ customer: '3000000042' }, (row) => in_(row, 'customer')['accountId'] === '3000000042'],
  [{ createdFrom: '2026-10-20T00:00:00.000Z' }, (row) => String(row['createdAt']) >= '2026-10-20'],
  [{ createdTo: '2026-10-03T00:00:00.000Z' }, (row) => String(row['createdAt']) < '2026-10-03'],
  [{ customer: 'nobody' }, () => false],
];

const ofLinks: readonly (readonly [Record<string, string>, (row: Row) => boolean])[] = [
  [{}, () => true],
  [{ status: 'unbound' }, (row) => row['status'] === 'unbound'],
  [{ verified: 'degraded' }, (row) => row['verified'] === 'degraded'],
  [{ failing: 'billing' }, (row) => (row['failing'] as string[]).includes('billing')],
  [{ stopped: 'true' }, (row) => row['stopped'] !== undefined],
  [{ stopped: 'false' }, (row) => row['stopped'] === undefined],
  [{ team: 'enterprise' }, (row) => row['team'] === 'enterprise'],
  [
    { owner: 'mem_b', site: 'tencent-intl' },
    (row) => row['owner'] === 'mem_b' && in_(row, 'partnerAccount')['site'] === 'tencent-intl',
  ],
  [{ partnerAccountId: 'acc_0' }, (row) => in_(row, 'partnerAccount')['id'] === 'acc_0'],
  [{ customer: 'ång' }, (row) => begins(row, 'ång')],
];

describe('R004, R017: every filter lists each record that fits once, newest first, in full pages', async () => {
  const { requests, links, all } = await setup();
  const expected = (rows: readonly Row[], fits: (row: Row) => boolean) =>
    rows
      .filter(fits)
      .map(({ id }) => id)
      .toSorted()
      .toReversed();

  test.each(ofRequests)('of requests %j', async (query, fits) => {
    const asked = { ...query };
    expect(await all('link-requests', asked)).toEqual(expected(requests as unknown as Row[], fits));
  });

  test.each(ofLinks)('of links %j', async (query, fits) => {
    expect(await all('links', query)).toEqual(expected(links as unknown as Row[], fits));
  });

  test('of those that wait for a party, soonest deadline first, further filters included', async () => {
    const waiting = (requests as unknown as Row[]).filter(
      (row) => row['status'] === 'awaiting_customer' && row['team'] === 'partners',
    );
    const until = (row: Row) => `${in_(row, 'waitingOn')['until']}#${row.id}`;
    const sorted = waiting.toSorted((a, b) => (until(a) < until(b) ? -1 : 1)).map(({ id }) => id);
    expect(await all('link-requests', { waitingOn: 'customer', team: 'partners' }, 3)).toEqual(sorted);
  });
});

describe('a customer’s whole identifier', () => {
  test('finds the open request by the lock, at once, and what ended on the next page', async () => {
    const desk = await linkDesk();
    const ended = await desk.ask();
    await desk.settle();
    await desk.cancel(ended);
    await desk.settle();
    const open = await desk.ask();
    desk.tables.calls.splice(0);
    const customer = desk.wish.customer.accountId;
    const first = await desk.request('GET /v1/link-requests', { query: { customer } });
    expect(first.json.items.map(({ id }: Row) => id)).toEqual([open]);
    expect(desk.tables.calls.map(({ op }) => op)).toEqual(['getMany', 'getMany']);
    const rest = await desk.request('GET /v1/link-requests', { query: { customer, cursor: first.json.next } });
    expect([rest.json.items.map(({ id }: Row) => id), rest.json.next]).toEqual([[ended], undefined]);
    const none = await desk.request('GET /v1/link-requests', { query: { customer, status: 'expired' } });
    expect([none.json.items, none.json.next]).toEqual([[], undefined]);
  });
});

test('R018: whatever is pending says whose turn it is, and waits are never shown as failures', async () => {
  const { desk, requests, all } = await setup();
  const pending = new Set(await all('link-requests', { group: 'pending' }));
  const failed = new Set(await all('link-requests', { group: 'failed' }));
  expect(requests.filter(({ id, status }) => status.startsWith('awaiting_') && failed.has(id))).toEqual([]);
  for (const id of pending) {
    const { json } = await desk.request('GET /v1/link-requests/{requestId}', { params: { requestId: id } });
    expect(json.linkRequest.turn).not.toMatch(/^$|Nobody has to act/);
  }
});

test('R055: every request answers who was linked, when, by whom, under which reference and with what end', async () => {
  const desk = await linkDesk();
  const id = await desk.ask();
  await desk.settle();
  await desk.answer({ verdict: 'rejected', reason: 'no' });
  await desk.settle();
  const { json } = await desk.request('GET /v1/link-requests', { query: { group: 'failed' } });
  expect(json.items).toMatchObject([
    {
      id,
      customer: { name: desk.wish.customer.name, accountId: desk.wish.customer.accountId },
      createdAt: expect.any(String),
      createdBy: desk.operator,
      status: 'rejected',
    },
  ]);
});
