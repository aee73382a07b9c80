import { createHash } from 'node:crypto';
import { toStored } from '../../../functions/kernel/stored.ts';
import type { WriteIntent } from '../../../functions/kernel/write.ts';
import { periodKey, type RebatePeriod, rebatePeriodShape } from '../../../functions/rebates/store/period-record.ts';
import { type RebateSync, rebateSyncShape } from '../../../functions/rebates/sync/sync.ts';
import { syncLockKey } from '../../../functions/rebates/sync/sync-lock.ts';
import { readSync } from '../../../functions/rebates/sync/sync-sequence.ts';
import { recordKey } from '../../../functions/timeline/index.ts';
import { expectOk } from '../../support/desk.ts';
import type { Bench, Probe } from './probe.ts';

const period = '2026-10';
const known =
  'Record ID,Settlement Period,Order Reference,Service Category,Currency,Base Amount,Rebate Rate,Rebate Amount,Status';
let files = 0;

/** A file that nobody has brought before. */
function statement(header = known): string {
  files += 1;
  return `${header}\nA-${Date.now()}-${files},${period},ORD-1,Compute,USD,100,0.05,5,Settled\n`;
}

/** Announces a file, uploads it, and has it looked into. */
async function brought({ reseller }: Bench, text: string) {
  const finance = await reseller.as('finance');
  const sha256 = createHash('sha256').update(text).digest('hex');
  const body = {
    account: reseller.accountId as `acc_${string}`,
    fileName: 'rebates.csv',
    contentType: 'text/csv',
    bytes: Buffer.byteLength(text),
    sha256,
    covers: 'whole',
  } as const;
  const { upload, put } = (await expectOk(finance.announceRebateUpload({ body }))).json;
  const answer = await fetch(put.url, { method: 'PUT', headers: put.headers, body: text });
  if (!answer.ok) throw new Error(`the upload answers ${answer.status}`);
  const params = { uploadId: upload.id };
  const taken = (await expectOk(finance.takeInRebateUpload({ params, body: {} }))).json;
  return { finance, params, upload: taken.upload };
}

/** Ends a sync as its machine would, so that its account is free, and makes what it brought current if that is said. */
async function ended({ desk, reseller: { org, accountId } }: Bench, id: string, state: 'applied' | 'held') {
  const sync = await readSync(desk.tables, org, id);
  if (!sync) throw new Error(`no sync ${id}`);
  const at = new Date().toISOString();
  const manifest = { period, sha256: 'a'.repeat(64), records: 1, bytes: 1, totals: [], madeAt: at };
  const periods = sync.periods.map((one) => ({ ...one, state, snapshot: manifest }));
  const record: RebateSync = { ...sync, status: 'completed', periods };
  const current: RebatePeriod = {
    org,
    account: accountId,
    period,
    manifest,
    sync: sync.id,
    acceptedAt: at,
    since: at,
    ...(sync.upload && { upload: sync.upload }),
    version: 1,
    readAt: at,
  };
  const put = { op: 'put', table: 'desk', expect: [], refusal: 'version' } as const;
  const none: WriteIntent = { ...put, op: 'delete', key: periodKey(org, accountId, period) };
  const writes: readonly WriteIntent[] = [
    { ...put, key: recordKey(org, id), fields: { ...toStored(rebateSyncShape, record), ...record } },
    state === 'applied'
      ? { ...put, key: periodKey(org, accountId, period), fields: toStored(rebatePeriodShape, current) }
      : none,
  ];
  await expectOk(desk.tables.transact(writes));
  await freed({ desk, reseller: { accountId, org } });
}

/** Lets the account go, which no machine does while probes are at work. */
async function freed({
  desk,
  reseller: { org, accountId },
}: {
  desk: Bench['desk'];
  reseller: { org: string; accountId: string };
}) {
  const lock = { op: 'delete', table: 'desk', key: syncLockKey(org, accountId), expect: [], refusal: 'lock' } as const;
  await expectOk(desk.tables.transact([lock]));
}

/** What members do about rebates. */
export const rebatesProbes: readonly Probe[] = [
  {
    group: 'rebates-write',
    does: 'takes an uploaded export in, and takes it back',
    act: async (bench) => {
      const { finance, params, upload } = await brought(bench, statement());
      await ended(bench, upload.sync ?? '', 'applied');
      const body = { reason: 'The export of another account' };
      await expectOk(finance.withdrawRebateUpload({ params, body }));
      await freed(bench);
    },
  },
  {
    group: 'rebates-write',
    does: 'keeps what a member says that columns mean',
    act: async (bench) => {
      const { finance, params, upload } = await brought(
        bench,
        statement(known.replace('Order Reference', `Ref ${Date.now()}`)),
      );
      const { columns } = (await expectOk(finance.getRebateUpload({ params }))).json;
      if (!columns) throw new Error(JSON.stringify(upload));
      const names = columns.suggested.columns.map((column) =>
        column.headers[0]?.startsWith('Ref ') ? { ...column, field: 'order' as const } : column,
      );
      const body = { ...columns.suggested, columns: names };
      await expectOk(finance.confirmRebateMapping({ params, body, ifMatch: upload.version }));
      await freed(bench);
    },
  },
  {
    group: 'rebates-write',
    does: 'accepts what a sync held back',
    act: async (bench) => {
      const { finance, upload } = await brought(bench, statement());
      await ended(bench, upload.sync ?? '', 'held');
      const params = { syncId: upload.sync ?? 'rsy_' };
      await expectOk(finance.acceptHeldRebates({ params, body: { period, reason: 'Looked at with the provider' } }));
      await freed(bench);
    },
  },
  {
    group: 'rebates-read',
    does: 'lists uploads and mappings, and hands a file out',
    act: async (bench) => {
      const text = statement();
      const { finance, params } = await brought(bench, text);
      await freed(bench);
      await expectOk(finance.listRebateUploads({ query: {} }));
      await expectOk(finance.listRebateMappings({}));
      const { download } = (await expectOk(finance.getRebateUpload({ params }))).json;
      const answer = await fetch(download?.url ?? '');
      if ((await answer.text()) !== text) throw new Error(`the download answers ${answer.status}`);
    },
  },
];
