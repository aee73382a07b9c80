import { BatchWriteItemCommand, DynamoDBClient, type WriteRequest } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../functions/kernel/ids.ts';
import { toStored } from '../../functions/kernel/stored.ts';
import { type Link, linkListKeys, linkShape } from '../../functions/links/link.ts';
import { recordKey, timelineStart } from '../../functions/timeline/index.ts';
import { deployed } from '../../local/cloud.ts';
import { type Desk, type DeskClient, expectOk, foundReseller, type Reseller, sharedDesk } from '../support/desk.ts';

/** Lists as they are after years: 10,000 links of one reseller on the deployed desk. */
const COUNT = 10_000;
const pick = <T>(from: readonly T[], at: number): T => from[at % from.length] as T;

let desk: Desk;
let reseller: Reseller;
let client: DeskClient;
let links: readonly Link[];

beforeAll(async () => {
  desk = await sharedDesk();
  reseller = await foundReseller(desk);
  client = await reseller.as('auditor');
  links = Array.from({ length: COUNT }, (_, at) => linkNumber(at));
  await store(links);
}, 600_000);

function linkNumber(at: number): Link {
  const createdAt = new Date(Date.parse('2020-01-01T00:00:00.000Z') + at * 3_600_000).toISOString();
  return {
    ...timelineStart,
    org: reseller.org,
    id: newId('link'),
    version: 1,
    status: at % 25 === 0 ? 'unbound' : 'active',
    verified: at === 777 ? 'degraded' : pick(['effective', 'unverified'], at),
    readyToProvision: false,
    createdAt,
    linkedAt: createdAt,
    origin: 'adopted',
    types: ['billing'],
    scope: { access: 'read_only', services: [], projects: [], regions: [], confirmEach: [] },
    team: at % 40 === 3 ? 'partners' : 'onboarding',
    owner: pick(['unowned', 'mem_a'], at),
    partnerAccount: {
      id: `acc_${at % 50}`,
      site: 'tencent-intl',
      environment: 'production',
      partnerId: reseller.partner,
    },
    customer: {
      accountId: `4${String(at).padStart(9, '0')}`,
      name: `${pick(['Ash', 'Birch', 'Cedar'], at)} ${at} Ltd.`,
    },
    checklist: 0,
    failing: at % 2500 === 1 ? ['billing'] : [],
    ...(at % 5000 === 9 && { stopped: { reason: 'wrong', since: createdAt, by: 'mem_a', unlinkBlockers: [] } }),
  };
}

/** Past the desk: making them one by one would take an hour. */
async function store(all: readonly Link[]): Promise<void> {
  const dynamo = new DynamoDBClient(desk.cloud.aws);
  const requests: WriteRequest[] = all.map((link) => {
    const fields = { ...toStored(linkShape, link), ...linkListKeys(link), ...recordKey(link.org, link.id) };
    return { PutRequest: { Item: marshall(fields, { removeUndefinedValues: true }) } };
  });
  const chunks = Array.from({ length: Math.ceil(requests.length / 25) }, (_, at) =>
    requests.slice(at * 25, at * 25 + 25),
  );
  const next = chunks[Symbol.iterator]();
  const worker = async () => {
    for (const chunk of next)
      await dynamo.send(new BatchWriteItemCommand({ RequestItems: { [deployed.tables.desk]: chunk } }));
  };
  await Promise.all(Array.from({ length: 8 }, worker));
}

type Query = NonNullable<NonNullable<Parameters<DeskClient['listLinks']>[0]>['query']>;

/** The pages of a list by filters, and the most queries that one of them has cost. */
async function pagesOf(query: Query, wanted = Number.POSITIVE_INFINITY) {
  const pages: string[][] = [];
  let [cursor, most] = [undefined as string | undefined, 0];
  do {
    const before = desk.faults.calls.length;
    const asked = { ...query, limit: 100, ...(cursor && { cursor }) };
    const { json } = await expectOk(client.listLinks({ query: asked }));
    const queries = desk.faults.calls
      .slice(before)
      .filter(({ operation, body }) => operation === 'Query' && isOfList(body));
    most = Math.max(most, queries.length);
    pages.push(json.items.map(({ id }) => id));
    cursor = json.next;
  } while (cursor && pages.length < wanted);
  return { pages, most };
}

/** The list is read newest first; what the desk does by itself meanwhile reads it the other way. */
function isOfList(body: unknown): boolean {
  const text = JSON.stringify(body);
  return text.includes(`${reseller.org}#LINKS`) && text.includes('"ScanIndexForward":false');
}

type Filter = readonly [Query, (link: Link) => boolean];

/** Met so often that a page is filled before its time is over, however slow the store. */
const often: readonly Filter[] = [
  [{ team: 'onboarding' }, ({ team }) => team === 'onboarding'],
  [{ status: 'active', owner: 'unowned' }, ({ status, owner }) => status === 'active' && owner === 'unowned'],
];
const seldom: readonly Filter[] = [
  [{ team: 'partners' }, ({ team }) => team === 'partners'],
  [{ verified: 'degraded' }, ({ verified }) => verified === 'degraded'],
  [{ failing: 'billing' }, ({ failing }) => failing.includes('billing')],
  [{ stopped: 'true' }, ({ stopped }) => stopped !== undefined],
  [{ partnerAccountId: 'acc_7' }, ({ partnerAccount }) => partnerAccount.id === 'acc_7'],
  [{ customer: 'birch 99' }, ({ customer }) => customer.name.startsWith('Birch 99')],
  [{ customer: '4000000123' }, ({ customer }) => customer.accountId === '4000000123'],
  [{ customer: 'nobody' }, () => false],
];

describe('R017: 10,000 links', () => {
  // the local engine looks through its whole table for each read
  const patient = { timeout: 300_000 };
  const expected = (fits: (link: Link) => boolean) =>
    links
      .filter(fits)
      .map(({ id }) => id)
      .toSorted()
      .toReversed();

  test.each(often)('by %j: the newest that fit, in full pages', patient, async (query, fits) => {
    const { pages, most } = await pagesOf(query, 3);
    expect(pages.map(({ length }) => length)).toEqual([100, 100, 100]);
    expect(pages.flat()).toEqual(expected(fits).slice(0, 300));
    expect(most).toBeLessThanOrEqual(2);
  });

  test.each(seldom)('by %j: each that fits once, and no end before the end', patient, async (query, fits) => {
    const { pages, most } = await pagesOf(query);
    expect(pages.flat()).toEqual(expected(fits));
    expect(most).toBeLessThanOrEqual(24);
  });

  test('R060: make tables of 10,000 lines in all, with as many names', patient, async () => {
    const authorization = `Bearer ${await reseller.token('auditor')}`;
    const names: string[] = [];
    let cursor: string | null = null;
    do {
      const search = new URLSearchParams({ format: 'csv', ...(cursor && { cursor }) });
      const response: Response = await fetch(`${desk.cloud.deskUrl}/v1/link-register?${search.toString()}`, {
        headers: { authorization },
      });
      expect(response.status).toBe(200);
      const lines = (await response.text()).trimEnd().split('\r\n').slice(1);
      names.push(...lines.map((line) => line.split(',')[0] ?? ''));
      cursor = response.headers.get('next-cursor');
    } while (cursor);
    expect([names.length, new Set(names).size]).toEqual([COUNT, COUNT]);
  });
});
