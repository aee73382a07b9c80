import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { accessPatterns } from '../../../functions/access-patterns.ts';
import { finishImport } from '../../../functions/customers/import-customers.ts';
import { ok } from '../../../functions/kernel/result.ts';
import { createAdoptCustomers } from '../../../functions/links/adoption/adopt-customers.ts';
import { startAdoption } from '../../../functions/links/adoption/start-adoption.ts';
import { owedWork } from '../../../functions/owed-work.ts';
import { migrate } from '../../../functions/platform/migration.ts';
import { reserveSlot } from '../../../functions/providers/slots.ts';
import { kindOf, storedVersions } from '../../../functions/stored-kinds.ts';
import { recordKey } from '../../../functions/timeline/index.ts';
import { distributorContact } from '../../../functions/unbinds/distributor/contact.ts';
import { beginRecords, customerNamed } from '../../support/customer-records.ts';
import { linkDesk } from '../../support/link-desk.ts';
import { memoryScan } from '../../support/memory-scan.ts';
import { rebateCalls } from '../../support/rebate-calls.ts';
import { rebateDesk, rebateOf } from '../../support/rebate-desk.ts';
import { seldom, unbindDesk } from '../../support/unbind-desk.ts';

const root = new URL('../../../', import.meta.url);
const anything = (text: string) => text.replace(/<[^>]+>|\$\{(?:[^{}]|\{[^{}]*\})*\}/g, '…');
const keysOf = ({ pk, indexes = {} }: (typeof accessPatterns)[number]) => [
  pk,
  ...Object.values(indexes).map((key) => key.pk),
];

test('every partition key that the code writes has its row in functions/access-patterns.ts', () => {
  const written = globSync('functions/**/*.ts', { cwd: root })
    .filter((path) => !path.endsWith('access-patterns.ts'))
    .flatMap((path) => [
      ...readFileSync(new URL(path, root), 'utf8').matchAll(
        /`((?:ORG|DUE|TOKEN|CLIENT|HOUR|MIGRATION|SENT|NIGHTS)#[^`]*)`/g,
      ),
    ])
    .map(([, key = '']) => anything(key));
  const known = accessPatterns.flatMap(keysOf).map(anything);
  expect([...new Set(written)].toSorted()).toEqual([...new Set(known)].toSorted());
});

/** Reads an empty list of customers, of which a page is left behind. */
async function adoptNobody({ deps, org, account, tables }: Awaited<ReturnType<typeof linkDesk>>) {
  const actor = { kind: 'desk', part: 'test' } as const;
  const started = startAdoption({ org, account: account.id, actor, at: deps.clock.now() }, deps.newId);
  await tables.transact(started.intents);
  const listCustomers = async () => ok({ items: [], total: 0, receipts: [] });
  await createAdoptCustomers({ ...deps, portOf: () => ({ listCustomers }) })({ org, id: started.adoption.id });
}

/** A case of a second-level reseller's customer to its end, with a sheet, a file and what its money leaves behind. */
async function partWithCustomer() {
  const desk = await unbindDesk({}, seldom);
  const link = await desk.activeLink();
  const secondLevel = { account: '200031885555', name: 'Harbour Lantern Cloud' };
  desk.provider.secondLevels.set(link.customer.accountId, secondLevel);
  const reviewer = { distributorReviews: true, distributor: { secondLevel, org: desk.other.org } };
  const id = await desk.startUnbind({ agreed: true, ...reviewer }, link);
  await desk.tables.transact([distributorContact(desk.org, id, { email: 'ops@harbour.example', language: 'en' })]);
  await desk.settle();
  const file = { contentType: 'image/png', bytes: 1200, sha256: 'a'.repeat(64), redacted: true };
  const added = await desk.call(id, '/evidence', file);
  if (added.status !== 201) throw new Error(added.text);
  const step = { params: { unbindId: id, step: '1' }, json: {} };
  await desk.request('POST /v1/unbinds/{unbindId}/sheet/steps/{step}', step);
  await desk.observe(id, 'submitted', { reference: 'UB-1' });
  await desk.observe(id, 'completed');
  if (desk.unbind(id).status !== 'completed') throw new Error(desk.unbind(id).status);
  return desk;
}

/** Three nights of a second-level reseller's rebates, and a reading that is not over. */
async function readRebates() {
  const desk = await rebateDesk();
  const place = async (id: string, of: object) => {
    const key = recordKey(desk.org, id);
    desk.tables.seed('desk', { ...(await desk.tables.get('desk', key)), ...key, ...of });
  };
  await place(desk.account.id, { tier: 'second_level_reseller' });
  await place(desk.org, { parent: desk.other.org });
  const line = rebateOf('A', { order: 'ORD-1', customer: '200012345678', status: 'pending' });
  await desk.night({ '2026-10': [line] });
  desk.pass(9);
  await desk.night({ '2026-10': [{ ...line, status: 'settled' }] });
  await desk.planned({ '2026-10': [] });
  return desk;
}

/** An export of a portal whose columns a member has explained. */
async function bringExport() {
  const desk = await rebateCalls();
  const uploadId = await desk.bring('Line,Month,Sum\n1,2026-10,12.50\n');
  await desk.takeIn(uploadId);
  const fields = { id: 'Line', period: 'Month', amount: 'Sum' };
  const json = {
    name: 'our-portal',
    columns: Object.entries(fields).map(([field, header]) => ({ field, headers: [header] })),
    currency: 'USD',
    statuses: {},
    kinds: {},
    reasons: {},
    derivedStatus: 'pending',
    timeZone: 'Asia/Shanghai',
    rateAs: 'percent',
  };
  const sent = { json, ifMatch: 2 };
  const { status } = await desk.request('PUT /v1/rebate-uploads/{uploadId}/mapping', { uploadId }, sent);
  if (status !== 202) throw new Error(`the mapping is answered ${status}`);
  return desk;
}

/** A pattern as a regular expression; the ids in keys hold no `#`, but names in due items and mails do. */
function matcher(key: string): RegExp {
  const escaped = key.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replace(/<(name|until)>/g, '.+').replace(/<[^>]+>/g, '[^#]+')}$`);
}

test('every item that is left behind by linking and unbinding stands where a row says, in its table and indexes', async () => {
  const desk = await linkDesk();
  const id = await desk.ask();
  await desk.settle();
  await desk.sayYes();
  await desk.settle();
  await desk.ask('200011110001');
  await desk.settle();
  // its mail comes back, of which its owner is mailed once the window is over
  const bounce = { eventType: 'Bounce', mail: { messageId: 'mail-2' }, bounce: { bounceType: 'Permanent' } };
  await desk.work.NOTICES_QUEUE(bounce);
  const { site, environment } = desk.account;
  const ref = { org: desk.org, account: desk.account.id, site, environment };
  await reserveSlot({ ...desk.deps, pause: async () => undefined }, ref, 'Action', 1);
  const customer = customerNamed('C-1042', 'Larkspur Robotics Pte. Ltd.', '200012345678');
  const begun = await beginRecords(desk.deps, desk.org, [customer]);
  await adoptNobody(desk);
  const waiting = [...desk.tables.items('desk'), ...desk.tables.items('private')];
  await finishImport(desk.deps, desk.org, begun.id);
  desk.provider.apply(desk.wish.customer.accountId);
  await desk.pass(61);
  expect(desk.record(id).status).toBe('completed');
  await desk.pass(900);
  const leftBehind: string[] = [];
  const owed = owedWork(desk.deps);
  const migration = { kindOf, owed, versions: storedVersions, pace: async () => undefined };
  const say = (line: string) => void leftBehind.push(line);
  await migrate({ ...migration, tables: desk.tables, scan: memoryScan(desk.tables), say }, { dryRun: false });
  expect(leftBehind).toEqual([]);

  const parting = await partWithCustomer();
  const tables = ['desk', 'timeline', 'private'] as const;
  const placed = [desk, parting, await readRebates(), await bringExport()].flatMap((one) =>
    tables.flatMap((table) => one.tables.items(table).map((item) => ({ table, item }))),
  );
  const unknown = placed.filter(({ table, item }) => {
    const rows = accessPatterns.filter(
      (one) => one.table === table && matcher(one.pk).test(item.pk) && matcher(one.sk).test(item.sk),
    );
    const list = item['listPk'];
    const listed = rows.some(({ indexes }) => indexes?.list && matcher(indexes.list.pk).test(String(list)));
    return rows.length === 0 || (list !== undefined && !listed);
  });
  expect(unknown.map(({ item }) => [item.pk, item.sk])).toEqual([]);

  const all = [...waiting, ...placed.map(({ item }) => item)];
  const unused = accessPatterns.filter(
    ({ pk, sk }) => !all.some((item) => matcher(pk).test(item.pk) && matcher(sk).test(item.sk)),
  );
  expect(unused.map(({ item }) => item)).toEqual([]);
});
