import { readFileSync } from 'node:fs';
import { Logger } from '@aws-lambda-powertools/logger';
import { describe, expect, test } from 'vitest';
import { instant } from '../../../functions/kernel/clock.ts';
import type { Item } from '../../../functions/kernel/write.ts';
import { claims } from '../../../functions/platform/caller.ts';
import { httpGroup } from '../../../functions/platform/http.ts';
import { timelineOperations } from '../../../functions/timeline/contract.ts';
import { timelineReadHandlers } from '../../../functions/timeline/http/handlers.ts';
import { append, Followed, recordKey, timelineKey } from '../../../functions/timeline/index.ts';
import { apiEvent, lambdaContext } from '../../support/api-event.ts';
import { foundedDesk } from '../../support/founded-desk.ts';

const golden = new URL('../../fixtures/stored/link-request.v1.json', import.meta.url);
const [stored] = JSON.parse(readFileSync(golden, 'utf8')) as [Item & { readonly id: string }];

async function setup() {
  const desk = await foundedDesk();
  const { tables } = desk.deps;
  const group = httpGroup(timelineOperations, timelineReadHandlers({ tables }), new Logger({ logLevel: 'SILENT' }));
  async function request(routeKey: string, parts: { params?: Record<string, string>; query?: Record<string, string> }) {
    const jwt = { [claims.org]: desk.org, [claims.member]: desk.admin, [claims.rights]: 'auditor' };
    const answer = await group(apiEvent(routeKey, { ...parts, claims: jwt }), lambdaContext());
    return { status: answer.statusCode, json: JSON.parse(answer.body ?? '{}') };
  }
  return {
    ...desk,
    tables,
    facts: (query: Record<string, string> = {}) => request('GET /v1/audit/link-requests', { query }),
    timeline: (recordId: string, query: Record<string, string> = {}) =>
      request('GET /v1/audit/timeline/{recordId}', { params: { recordId }, query }),
  };
}

describe('R055: the facts of link requests', () => {
  const asked = Date.UTC(2026, 10, 2, 1, 30);

  /** Ten requests, an hour apart: every third has ended, every second is of a customer with a number of ours. */
  async function ten() {
    const desk = await setup();
    const ids = Array.from({ length: 10 }, (_, at) => `${stored.id.slice(0, -1)}${at}` as `lreq_${string}`);
    for (const [at, id] of ids.entries()) {
      const ended = at % 3 === 0;
      const { waitingOn: _on, waitingPk: _pk, waitingSk: _sk, ...rest } = stored;
      desk.tables.seed('desk', {
        ...rest,
        ...recordKey(desk.org, id),
        listPk: `ORG#${desk.org}#LINK_REQUESTS`,
        listSk: id,
        id,
        org: desk.org,
        status: ended ? 'completed' : 'checking',
        ...(ended && { endedAt: instant(asked + 50_000_000) }),
        createdAt: instant(asked + at * 3_600_000),
        createdBy: at < 5 ? desk.operator : desk.admin,
        customer: {
          accountId: `20009876543${at}`,
          name: `Lantern ${at === 7 ? 'Shipping' : 'Logistics'} Pte. Ltd.`,
          ...(at % 2 === 0 && { reference: `C-${at}` }),
        },
      });
    }
    return { ...desk, ids };
  }
  const places = (json: { items: { requestId: string }[] }) =>
    json.items.map(({ requestId }) => Number(requestId.at(-1)));

  test('are all five there for every request, newest first', async () => {
    const { facts, ids, admin, operator } = await ten();
    const { status, json } = await facts();
    expect([status, places(json)]).toEqual([200, [9, 8, 7, 6, 5, 4, 3, 2, 1, 0]]);
    expect([json.items[9], json.items[2]]).toEqual([
      {
        requestId: ids[0],
        customer: { name: 'Lantern Logistics Pte. Ltd.', reference: 'C-0', accountId: '200098765430' },
        createdAt: '2026-11-02T01:30:00.000Z',
        operator,
        status: 'completed',
        final: true,
        endedAt: '2026-11-02T15:23:20.000Z',
      },
      {
        requestId: ids[7],
        customer: { name: 'Lantern Shipping Pte. Ltd.', reference: null, accountId: '200098765437' },
        createdAt: '2026-11-02T08:30:00.000Z',
        operator: admin,
        status: 'checking',
        final: false,
        endedAt: null,
      },
    ]);
  });

  test.each([
    [{ createdFrom: '2026-11-02T08:30:00Z' }, [9, 8, 7]],
    [{ createdFrom: '2026-11-02T03:30:00Z', createdTo: '2026-11-02T05:30:00Z' }, [3, 2]],
    [{ status: 'completed' }, [9, 6, 3, 0]],
    [{ customer: 'shipping' }, [7]],
    [{ customer: 'C-4' }, [4]],
    [{ customer: '200098765433' }, [3]],
    [{ status: 'completed', createdTo: '2026-11-02T04:31:00Z', customer: 'lantern' }, [3, 0]],
    [{ customer: '20009876' }, []],
  ])('are found by %j', async (query, found) => {
    const { facts } = await ten();
    expect(places((await facts(query)).json)).toEqual(found);
  });

  test('are found by the member who asked', async () => {
    const { facts, operator } = await ten();
    expect(places((await facts({ member: operator })).json)).toEqual([4, 3, 2, 1, 0]);
  });

  test('come in full pages although others are passed over', async () => {
    const { facts } = await ten();
    const seen: number[][] = [];
    let query: Record<string, string> = { status: 'completed', limit: '3' };
    for (;;) {
      const { json } = await facts(query);
      seen.push(places(json));
      if (!json.next) break;
      query = { ...query, cursor: json.next };
    }
    expect(seen).toEqual([[9, 6, 3], [0]]);
  });

  test('are not asked for with a time that is none', async () => {
    const { facts } = await setup();
    expect(await facts({ createdFrom: 'yesterday' })).toMatchObject({
      status: 400,
      json: { errors: [{ field: 'query.createdFrom' }] },
    });
  });
});

describe('R056: the timeline of any record', () => {
  /** The operator's member record with seven entries. */
  async function seven() {
    const desk = await setup();
    const { tables, newId, clock } = desk.deps;
    const key = recordKey(desk.org, desk.operator);
    for (let seq = 2; seq <= 7; seq += 1) {
      const record = Followed.parse(await tables.get('desk', key));
      const entry = { type: 'member.noted', actor: { kind: 'customer' }, at: clock.now(), data: { seq } } as const;
      await tables.transact(append(record, entry, newId));
    }
    const entries = tables.items('timeline', key.pk);
    return { ...desk, key, entries, entry: (seq: number) => entries[seq - 1] as Item };
  }
  const seqs = (json: { items: { seq: number }[] }) => json.items.map(({ seq }) => seq);

  test('is read for members, partner accounts, the organisation and the policy', async () => {
    const { timeline, operator, account, org } = await setup();
    const read = await Promise.all([operator, account.id, org, 'policy'].map((id) => timeline(id)));
    expect(read.map(({ status, json }) => [status, json.intact, json.items[0].type])).toEqual([
      [200, true, 'member.added'],
      [200, true, 'partner_account.created'],
      [200, true, 'organisation.founded'],
      [200, true, 'policy.set'],
    ]);
  });

  test('comes page by page, each with its verdict', async () => {
    const { timeline, operator, entry } = await seven();
    const first = await timeline(operator, { limit: '4' });
    const second = await timeline(operator, { limit: '4', cursor: first.json.next });
    expect([seqs(first.json), seqs(second.json), second.json.next]).toEqual([[1, 2, 3, 4], [5, 6, 7], undefined]);
    const verdict = { intact: true, findings: [], head: { seq: 7, hash: entry(7)['hash'] } };
    expect([first.json, second.json]).toMatchObject([verdict, verdict]);
  });

  test('says what was altered on this page, and of an entry that can not be read', async () => {
    const { timeline, operator, tables, entry } = await seven();
    tables.seed('timeline', { ...entry(2), data: { seq: 'two' } }, { ...entry(6), actor: 'nobody' });
    const first = await timeline(operator, { limit: '4' });
    expect(first.json).toMatchObject({ intact: false, findings: [{ seq: 2, code: 'altered' }] });
    const second = await timeline(operator, { limit: '4', cursor: first.json.next });
    expect(second.json).toMatchObject({ intact: false, findings: [{ seq: 6, code: 'altered' }] });
    expect([seqs(first.json), seqs(second.json)]).toEqual([
      [1, 2, 3, 4],
      [5, 7],
    ]);
  });

  test('says on every page that the last entry was removed', async () => {
    const { timeline, operator, tables, entry } = await seven();
    const { pk, sk } = entry(7);
    await tables.transact([{ op: 'delete', table: 'timeline', key: { pk, sk }, expect: [], refusal: 'exists' }]);
    const { json } = await timeline(operator, { limit: '2' });
    expect(json).toMatchObject({ intact: false, head: { seq: 7 }, findings: [{ seq: 7, code: 'missing' }] });
  });

  test('follows the chain across the pages', async () => {
    const { timeline, operator, tables, entry } = await seven();
    const first = await timeline(operator, { limit: '4' });
    tables.seed('timeline', { ...entry(4), hash: 'a'.repeat(64) });
    const second = await timeline(operator, { limit: '4', cursor: first.json.next });
    expect(second.json).toMatchObject({ intact: false, findings: [{ seq: 5, code: 'unchained' }] });
  });

  test('is still read when its record is gone', async () => {
    const { timeline, operator, tables, key } = await seven();
    await tables.transact([{ op: 'delete', table: 'desk', key, expect: [], refusal: 'exists' }]);
    expect((await timeline(operator)).json).toMatchObject({
      intact: false,
      head: null,
      findings: [{ code: 'record' }],
    });
  });

  test('is judged as it stood, although the record moves on meanwhile', async () => {
    const { deps, timeline, operator, tables, key, entry } = await seven();
    const query = tables.query.bind(tables);
    let moved = false;
    tables.query = async (asked) => {
      const found = await query(asked);
      if (!moved && asked.table === 'timeline') {
        moved = true;
        const draft = { type: 'member.noted', actor: { kind: 'customer' }, at: deps.clock.now() } as const;
        await tables.transact(append(Followed.parse(await tables.get('desk', key)), draft, deps.newId));
      }
      return found;
    };
    const { json } = await timeline(operator);
    expect([json.intact, json.head.seq, seqs(json).length]).toEqual([true, 8, 8]);
    expect(entry(7)['seq']).toBe(7);
  });

  test('is not found for what is no record, nor in another organisation', async () => {
    const { timeline, other } = await seven();
    expect((await timeline(other.admin)).status).toBe(404);
    expect((await timeline('nothing')).status).toBe(404);
    expect((await timeline(timelineKey('org', 'x', 1).sk)).status).toBe(400);
  });
});
