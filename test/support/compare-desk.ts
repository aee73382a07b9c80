import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { toStored } from '../../functions/kernel/stored.ts';
import { POLICY_ID } from '../../functions/parties/keys.ts';
import { defaultTerms, type PolicyTerms, policyShape } from '../../functions/parties/policy.ts';
import { Change } from '../../functions/rebates/change.ts';
import type { RebateObjects } from '../../functions/rebates/objects.ts';
import type { Period } from '../../functions/rebates/period.ts';
import { canonicalLine, type Rebate } from '../../functions/rebates/rebate.ts';
import { objectKeys } from '../../functions/rebates/snapshot/manifest.ts';
import { periodKey, periodVersionKey, rebatePeriodShape } from '../../functions/rebates/store/period-record.ts';
import { compareSync } from '../../functions/rebates/sync/compare.ts';
import type { Original, RebateSync, SyncPeriod } from '../../functions/rebates/sync/sync.ts';
import { firstAttempt } from '../../functions/sequence/sequence.ts';
import { recordKey, timelineStart } from '../../functions/timeline/index.ts';
import { memoryObjects } from './memory-objects.ts';
import { memoryTables } from './memory-tables.ts';

const org = 'org_00000000000000000000000001';
const account = 'acc_00000000000000000000000001';
const zone = 'Asia/Shanghai';
const headers = [
  ['Record ID', 'id'],
  ['Settlement Period', 'period'],
  ['Order Reference', 'order'],
  ['Customer Account', 'customer'],
  ['Service Category', 'product'],
  ['Record Type', 'kind'],
  ['Currency', 'currency'],
  ['Base Amount', 'base'],
  ['Rebate Rate', 'rate'],
  ['Rebate Amount', 'amount'],
  ['Status', 'status'],
] as const satisfies readonly (readonly [string, keyof Rebate])[];

/** The first line of a portal's export. */
export const exportHeader = headers.map(([header]) => header).join(',');

/** A record's line in a portal's export. */
export const exportLine = (record: Rebate) =>
  headers.map(([, field]) => (record[field] ?? '').replace('in_review', 'In Review')).join(',');

/** A portal's export of these records. */
export const exportOf = (records: readonly Rebate[]) => [exportHeader, ...records.map(exportLine)].join('\n');

/** Syncs that are compared in memory, or in another bucket, without machine and appliers: what was planned is believed at once when a test says so. */
export function compareDesk(bucket?: RebateObjects, billDay = 5) {
  const memory = memoryObjects();
  const tables = memoryTables();
  let now = Date.parse('2026-10-20T18:30:00.000Z');
  const clock = { now: () => new Date(now).toISOString() };
  const bill = { day: billDay, document: '' };
  const source = { source: 'file', takesBucket: false, periods: 3, zone, bill } as const;
  const rebates = { ...source, mappings: [], statesStatus: true, document: '' } as const;
  const deps = { tables, objects: bucket ?? memory, clock, rebatesOf: () => rebates };
  /** Sets the policy of the organisation, in place of the one that it has. */
  function setTerms(terms: Partial<PolicyTerms> = {}): void {
    const set = { version: 1, changedAt: clock.now(), changedBy: 'desk' };
    const policy = { ...timelineStart, ...defaultTerms, ...terms, ...set, org, id: POLICY_ID };
    tables.seed('desk', { ...recordKey(org, POLICY_ID), ...toStored(policyShape, policy) });
  }
  setTerms();
  let syncs = 0;

  function putOriginal(text: string): Original {
    const bytes = Buffer.from(text);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    memory.held.set(objectKeys.original(org, account, sha256), bytes);
    return { sha256, bytes: bytes.length, form: 'file', readAt: clock.now() };
  }

  function newSync(periods: readonly SyncPeriod[], of: Partial<RebateSync> = {}): RebateSync {
    syncs += 1;
    const id = `rsy_${String(syncs).padStart(26, '0')}` as const;
    const at = clock.now();
    const partnerAccount = {
      id: account,
      site: 'tencent-intl',
      partnerId: '1',
      environment: 'production',
      timeZone: zone,
    };
    return {
      ...timelineStart,
      ...firstAttempt(id, at),
      org,
      id,
      version: 1,
      status: 'comparing',
      origin: 'night',
      dryRun: false,
      partnerAccount,
      periods: [...periods],
      asked: 0,
      owner: 'unowned',
      createdAt: at,
      ...of,
    } as RebateSync;
  }

  const change = (sync: RebateSync, period: Period): Change[] => {
    const plan = memory.held.get(objectKeys.plan(org, account, sync.id, period));
    const lines = plan ? gunzipSync(plan).toString().split('\n').slice(0, -1) : [];
    return lines.map((line) => Change.parse(JSON.parse(line)));
  };

  return {
    deps,
    tables,
    objects: memory,
    org,
    account,
    putOriginal,
    terms: setTerms,
    newSync,
    changes: change,
    /** Sets the clock. */
    at: (instant: string) => {
      now = Date.parse(instant);
    },
    /** What a reading of these statements comes to. */
    async read(statements: Readonly<Record<Period, string>>, of: Partial<RebateSync> = {}) {
      const periods = Object.entries(statements).map(
        ([period, text]) => ({ period, state: 'read', original: putOriginal(text) }) as const,
      );
      const sync = newSync(periods, of);
      return { sync, periods: await compareSync(deps, sync) };
    },
    originalKey: (sha256: string) => objectKeys.original(org, account, sha256),
    async compare(periods: readonly SyncPeriod[]) {
      const sync = newSync(periods);
      return { sync, periods: await compareSync(deps, sync) };
    },
    /** Makes current what was planned, as the end of a sync does. */
    believe(sync: RebateSync, periods: readonly SyncPeriod[]) {
      now += 86_400_000;
      for (const { period, state, snapshot, original } of periods) {
        if (state !== 'planned' || !snapshot) continue;
        const upload = sync.origin === 'upload' ? { upload: sync.upload } : {};
        const at = clock.now();
        const record = {
          org,
          account,
          period,
          manifest: snapshot,
          sync: sync.id,
          acceptedAt: at,
          since: at,
          ...upload,
        };
        const fields = toStored(rebatePeriodShape, {
          ...record,
          version: syncs,
          readAt: clock.now(),
          ...(original && { original: original.sha256 }),
        });
        tables.seed('desk', { ...periodKey(org, account, period), ...fields });
        tables.seed('desk', { ...periodVersionKey(org, account, period, clock.now()), ...fields });
      }
    },
    /** Keeps a record where it is looked for. */
    keep: (id: string, fields: object) => tables.seed('desk', { ...recordKey(org, id), ...fields }),
    /** The lines of a snapshot in the bucket. */
    lines: (manifest: { period: Period; sha256: string }) =>
      gunzipSync(memory.held.get(objectKeys.snapshot(org, account, manifest)) ?? '')
        .toString()
        .split('\n')
        .slice(0, -1),
    canonical: (records: readonly Rebate[]) => records.map(canonicalLine),
  };
}
