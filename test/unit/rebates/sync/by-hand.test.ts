import { Logger } from '@aws-lambda-powertools/logger';
import { expect, test } from 'vitest';
import { changePartnerAccount, readPartnerAccount } from '../../../../functions/parties/partner-account.ts';
import { claims } from '../../../../functions/platform/caller.ts';
import { httpGroup } from '../../../../functions/platform/http.ts';
import { nightsKey } from '../../../../functions/rebates/nights/night-item.ts';
import { syncsRead, syncsWrite } from '../../../../functions/rebates/sync/contract.ts';
import { syncsReadHandlers, syncsWriteHandlers } from '../../../../functions/rebates/sync/handlers.ts';
import { apiEvent, lambdaContext } from '../../../support/api-event.ts';
import { rebateOf } from '../../../support/rebate-desk.ts';
import { doubtful, statement, syncDesk } from '../../../support/sync-desk.ts';

const start = 'POST /v1/rebate-syncs';
const read = 'GET /v1/rebate-syncs/{syncId}';
const list = 'GET /v1/rebate-syncs';
const changes = 'GET /v1/rebate-syncs/{syncId}/changes';

/** What of the answers these tests look at. */
type Seen = { id: string; origin: string; standing: string; actions: unknown[] };
type Sent = {
  status: number | undefined;
  json: { sync: Seen; items: Seen[]; next?: string; code?: string };
};

/** A desk in memory and the calls of its finance people. */
async function setup() {
  const desk = await syncDesk();
  const operations = { ...syncsRead, ...syncsWrite };
  const handlers = { ...syncsReadHandlers(desk.deps), ...syncsWriteHandlers(desk.deps) };
  const group = httpGroup(operations, handlers, new Logger({ logLevel: 'SILENT' }));
  let keys = 0;
  const send = async (route: string, of: { params?: object; query?: object; body?: object; key?: string } = {}) => {
    keys += 1;
    const event = apiEvent(route, {
      params: { ...of.params },
      query: { ...of.query },
      headers: { 'idempotency-key': of.key ?? `key-of-a-sync-${keys}`, 'content-type': 'application/json' },
      ...(of.body && { body: JSON.stringify(of.body) }),
      claims: { [claims.org]: desk.org, [claims.member]: desk.admin, [claims.rights]: 'finance' },
    });
    const { statusCode: status, body = '' } = await group(event, lambdaContext());
    return { status, json: JSON.parse(body) } as Sent;
  };
  const begin = (more: object = {}, key?: string) =>
    send(start, { body: { account: desk.account.id, periods: ['2026-10'], ...more }, ...(key && { key }) });
  return { ...desk, send, begin };
}

test('R116: a member has an account read now, and sees where that stands until it is done', async () => {
  const { send, begin, pass, source } = await setup();
  source.files.set('2026-10', statement(rebateOf('r-1')));
  const begun = await begin();
  expect(begun).toMatchObject({ status: 202, json: { sync: { status: 'reading', origin: 'hand', dryRun: false } } });
  await pass(60);
  const done = await send(read, { params: { syncId: begun.json.sync.id } });
  expect(done.json.sync).toMatchObject({ status: 'completed', standing: 'Done: 1 records changed.' });
});

test('R116: the same call again is answered as the first time, and begins nothing', async () => {
  const { begin, syncs } = await setup();
  const first = await begin({}, 'one-and-the-same-key');
  expect((await begin({}, 'one-and-the-same-key')).json).toEqual(first.json);
  expect(syncs()).toHaveLength(1);
});

test('R116: while one is at work a second one is told which', async () => {
  const { begin } = await setup();
  const first = await begin();
  expect(await begin()).toMatchObject({
    status: 409,
    json: { code: 'sync_at_work', params: { sync: first.json.sync.id } },
  });
});

test('R116: a trial tells what it would change, page by page, and changes nothing', async () => {
  const { begin, send, pass, source, tables } = await setup();
  source.files.set('2026-09', statement(rebateOf('a-1', { period: '2026-09' })));
  source.files.set('2026-10', statement(rebateOf('r-1'), rebateOf('r-2'), rebateOf('r-3')));
  const begun = await begin({ dryRun: true, periods: ['2026-10', '2026-09'] });
  await pass(60);
  const params = { syncId: begun.json.sync.id };
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await send(changes, { params, query: { limit: '2', ...(cursor && { cursor }) } });
    seen.push(...page.json.items.map(({ id }) => id));
    cursor = page.json.next;
  } while (cursor);
  expect(seen).toEqual(['a-1', 'r-1', 'r-2', 'r-3']);
  const october = await send(changes, { params, query: { period: '2026-10' } });
  expect(october.json.items.map(({ id }) => id)).toEqual(['r-1', 'r-2', 'r-3']);
  expect(tables.items('desk').filter(({ pk }) => pk.includes('#REBATES#'))).toEqual([]);
});

test('B12: what is held back says so, and who may accept it', async () => {
  const { begin, send, pass, source } = await setup();
  source.files.set('2026-10', doubtful);
  const begun = await begin();
  await pass(60);
  const { sync } = (await send(read, { params: { syncId: begun.json.sync.id } })).json;
  expect(sync.standing).toBe('Done: 0 records changed; 1 of 1 periods held back until somebody accepts it.');
  expect(sync.actions).toMatchObject([{ name: 'acceptHeldRebates', allowed: true }]);
});

test('R115: nights and syncs by hand are listed newest first, and by account and night', async () => {
  const { begin, send, pass, until, nights, account } = await setup();
  await begin();
  await pass(60);
  await until('2026-11-02T19:00:00.000Z');
  await nights();
  await pass(60);
  const all = await send(list);
  expect(all.json.items.map(({ origin }) => origin)).toEqual(['night', 'hand']);
  const found = await send(list, { query: { account: account.id, night: '2026-11-03' } });
  expect(found.json.items).toHaveLength(1);
});

test('R116: a period to come, and an account that is paused, are refused', async () => {
  const { begin, account, deps, org, admin, tables } = await setup();
  expect(await begin({ periods: ['2026-12'] })).toMatchObject({
    status: 400,
    json: { errors: [{ field: '/periods' }] },
  });
  const doing = { by: { org, member: admin }, at: deps.clock.now(), newId: deps.newId };
  const stored = await readPartnerAccount(tables, org, account.id);
  if (!stored) throw new Error('no account');
  const paused = changePartnerAccount(stored, { status: 'paused', reason: 'Audit' }, doing);
  if (paused.ok) await tables.transact(paused.value.intents);
  expect(await begin()).toMatchObject({ status: 409, json: { code: 'not_allowed_now' } });
});

test('R115: an account of before there were nights gets them by being read once', async () => {
  const { begin, account, org, tables } = await setup();
  const key = nightsKey(org, account.id);
  await tables.transact([{ op: 'delete', table: 'desk', key, expect: [], refusal: 'version' }]);
  await begin();
  expect(await tables.get('desk', key)).toMatchObject({ account: account.id, attempts: 0 });
});
