import { createHash } from 'node:crypto';
import { Logger } from '@aws-lambda-powertools/logger';
import { toStored } from '../../functions/kernel/stored.ts';
import { claims } from '../../functions/platform/caller.ts';
import { httpGroup } from '../../functions/platform/http.ts';
import { rebatesOf } from '../../functions/providers/capabilities.ts';
import type { Site } from '../../functions/providers/provider.ts';
import { rebatesRead } from '../../functions/rebates/contract-read.ts';
import { rebatesWrite } from '../../functions/rebates/contract-write.ts';
import { rebatesReadHandlers } from '../../functions/rebates/http/read-handlers.ts';
import { rebatesWriteHandlers } from '../../functions/rebates/http/write-handlers.ts';
import { objectKeys } from '../../functions/rebates/snapshot/manifest.ts';
import { periodKey, type RebatePeriod, rebatePeriodShape } from '../../functions/rebates/store/period-record.ts';
import { compareSync } from '../../functions/rebates/sync/compare.ts';
import { type RebateSync, rebateSyncShape, type SyncPeriod } from '../../functions/rebates/sync/sync.ts';
import { syncLockKey } from '../../functions/rebates/sync/sync-lock.ts';
import { readSync } from '../../functions/rebates/sync/sync-sequence.ts';
import { rebatesTasks } from '../../functions/rebates/tasks/tasks.ts';
import { recordKey } from '../../functions/timeline/index.ts';
import { apiEvent, lambdaContext } from './api-event.ts';
import { foundedDesk } from './founded-desk.ts';
import { memoryObjects } from './memory-objects.ts';

const quiet = new Logger({ logLevel: 'SILENT' });
const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');

type Sent = {
  readonly json?: object;
  readonly rights?: string;
  readonly key?: string;
  readonly ifMatch?: number;
  readonly query?: Record<string, string>;
};

/** What members do about rebates, by the real groups of the API; syncs are made, and ended by the test. */
export async function rebateCalls(site?: Site) {
  const founded = await foundedDesk(site);
  const { deps, org, account, operator } = founded;
  const objects = memoryObjects();
  const all = { ...deps, rebatesOf, objects };
  const reads = httpGroup(rebatesRead, rebatesReadHandlers(all), quiet);
  const writes = httpGroup(rebatesWrite, rebatesWriteHandlers(all), quiet);
  let calls = 0;

  /** One request, by a member of finance with a fresh key, unless said; `path` has its ids in it already. */
  async function request(route: string, params: Record<string, string>, sent: Sent = {}) {
    calls += 1;
    const event = apiEvent(route, {
      path: (route.split(' ')[1] ?? '').replace(/\{(\w+)\}/g, (_, name) => params[name] ?? ''),
      params,
      headers: {
        'idempotency-key': sent.key ?? `a-fresh-key-${calls}`,
        'content-type': 'application/json',
        ...(sent.ifMatch !== undefined && { 'if-match': `"${sent.ifMatch}"` }),
      },
      claims: { [claims.org]: org, [claims.member]: operator, [claims.rights]: sent.rights ?? 'finance' },
      ...(sent.query && { query: sent.query }),
      ...(sent.json && { body: JSON.stringify(sent.json) }),
    });
    const answer = await (route.startsWith('GET ') ? reads : writes)(event, lambdaContext());
    return { status: answer.statusCode, json: JSON.parse(answer.body ?? '{}') };
  }

  const announcementOf = (text: string, more: object = {}) => ({
    account: account.id,
    fileName: 'rebates.csv',
    contentType: 'text/csv',
    bytes: Buffer.byteLength(text),
    sha256: hashOf(text),
    covers: 'whole',
    ...more,
  });

  /** Announces a file and brings it. @returns the id of the upload */
  async function bring(text: string, more: object = {}): Promise<string> {
    const { json } = await request('POST /v1/rebate-uploads', {}, { json: announcementOf(text, more) });
    objects.bring(objectKeys.original(org, account.id, hashOf(text)), Buffer.from(text), 'text/csv');
    return json.upload.id;
  }

  const takeIn = (uploadId: string, sent: Sent = {}) =>
    request('POST /v1/rebate-uploads/{uploadId}/reading', { uploadId }, { json: {}, ...sent });
  const read = (uploadId: string, sent: Sent = {}) => request('GET /v1/rebate-uploads/{uploadId}', { uploadId }, sent);
  const withdraw = (uploadId: string, sent: Sent = {}) =>
    request(
      'POST /v1/rebate-uploads/{uploadId}/withdrawal',
      { uploadId },
      { json: { reason: 'Another account’s export' }, ...sent },
    );

  async function sync(id: string): Promise<RebateSync> {
    const found = await readSync(deps.tables, org, id);
    if (!found) throw new Error(`no sync ${id}`);
    return found;
  }

  const tasks = rebatesTasks({ ...all, compareSync: (record: RebateSync) => compareSync(all, record) });
  /** Takes a sync to its end by the real engine, as its machine would. */
  async function work(id: string): Promise<RebateSync> {
    const { execution } = await sync(id);
    for (const task of ['compare', 'apply']) await tasks[task]?.({ task, version: 1, org, requestId: id, execution });
    return sync(id);
  }

  /** Ends a sync with this state for each of its periods; what is applied becomes current. The account is free again. */
  async function end(id: string, state: SyncPeriod['state'] = 'applied', of: Partial<RebateSync> = {}): Promise<void> {
    const record = await sync(id);
    const periods = record.periods.map((one): SyncPeriod => ({ ...one, state }));
    const ended: RebateSync = { ...record, status: 'completed', periods, ...of };
    deps.tables.seed('desk', { ...recordKey(org, id), ...toStored(rebateSyncShape, ended) });
    const lock = {
      op: 'delete',
      table: 'desk',
      key: syncLockKey(org, account.id),
      expect: [],
      refusal: 'lock',
    } as const;
    await deps.tables.transact([lock]);
    if (state === 'applied') for (const { period } of periods) makeCurrent(period, ended);
  }

  /** What a sync of this name has made current of a period. */
  function makeCurrent(period: string, { id, upload }: Pick<RebateSync, 'id' | 'upload'>): RebatePeriod {
    const at = deps.clock.now();
    const snapshot = { period, sha256: hashOf(`${period} of ${id}`), records: 1, bytes: 1, totals: [], madeAt: at };
    const current: RebatePeriod = {
      org,
      account: account.id,
      period,
      manifest: snapshot,
      sync: id,
      acceptedAt: at,
      since: at,
      ...(upload && { upload }),
      version: 1,
      readAt: at,
    };
    deps.tables.seed('desk', { ...periodKey(org, account.id, period), ...toStored(rebatePeriodShape, current) });
    return current;
  }

  return {
    ...founded,
    tables: deps.tables,
    deps: all,
    objects,
    request,
    announcementOf,
    bring,
    takeIn,
    read,
    withdraw,
    sync,
    work,
    end,
    makeCurrent,
  };
}
