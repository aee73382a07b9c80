import { gzipSync } from 'node:zlib';
import { instant } from '../../functions/kernel/clock.ts';
import { toStored } from '../../functions/kernel/stored.ts';
import { rebatesOf } from '../../functions/providers/capabilities.ts';
import type { Site } from '../../functions/providers/provider.ts';
import type { Change } from '../../functions/rebates/change.ts';
import type { Period } from '../../functions/rebates/period.ts';
import { canonicalLine, lineHash, type Rebate } from '../../functions/rebates/rebate.ts';
import { type Manifest, objectKeys, type SnapshotTotal } from '../../functions/rebates/snapshot/manifest.ts';
import { readPeriods } from '../../functions/rebates/store/period-record.ts';
import { applyPlan } from '../../functions/rebates/sync/apply-plan.ts';
import { finishSync } from '../../functions/rebates/sync/finish-sync.ts';
import { type RebateSync, rebateSyncShape, type SyncPeriod, syncListKeys } from '../../functions/rebates/sync/sync.ts';
import { holdAccount } from '../../functions/rebates/sync/sync-lock.ts';
import { readSync } from '../../functions/rebates/sync/sync-sequence.ts';
import { firstAttempt } from '../../functions/sequence/sequence.ts';
import { create, timelineStart } from '../../functions/timeline/index.ts';
import { foundedDesk } from './founded-desk.ts';
import { memoryObjects } from './memory-objects.ts';

/** The far end of time: applying never stops for it. */
const NEVER = '2999-01-01T00:00:00.000Z';
const sha256 = (text: string) => `${lineHash(text)}${lineHash(`${text}.`)}`;

/** A line of a statement with what does not matter filled in. */
export function rebateOf(id: string, of: Partial<Rebate> = {}): Rebate {
  return { id, period: '2026-10', kind: 'rebate', status: 'settled', currency: 'USD', amount: '10', ...of };
}

/** What `records` are as a snapshot: how it is named, and what it comes to. */
function manifestOf(period: Period, records: readonly Rebate[], madeAt: string): Manifest {
  const body = records.map((record) => `${canonicalLine(record)}\n`).join('');
  const totals = new Map<string, SnapshotTotal>();
  for (const { currency, status, amount } of records) {
    const key = `${currency} ${status}`;
    const before = totals.get(key) ?? { currency, status, records: 0, amount: '0' };
    const sum = String(Number(before.amount) + Number(amount));
    totals.set(key, { ...before, records: before.records + 1, amount: sum });
  }
  const sorted = [...totals.entries()].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, total]) => total);
  return { period, sha256: sha256(body), records: records.length, bytes: body.length, totals: sorted, madeAt };
}

/** The plain difference of two lists of records, in the shape of a plan: what the engine makes of snapshots. */
export function changesOf(period: Period, before: readonly Rebate[], after: readonly Rebate[]): Change[] {
  const [was, is] = [new Map(before.map((one) => [one.id, one])), new Map(after.map((one) => [one.id, one]))];
  return [...new Set([...was.keys(), ...is.keys()])].toSorted().flatMap((id, index): Change[] => {
    const [old, now] = [was.get(id), is.get(id)];
    if (old && now && canonicalLine(old) === canonicalLine(now)) return [];
    const kinds: Change['kinds'] = !old
      ? ['appeared']
      : !now
        ? ['disappeared']
        : [
            ...(old.status === now.status ? [] : ['status_changed' as const]),
            ...(old.amount === now.amount ? ['details_changed' as const] : ['amount_changed' as const]),
          ];
    const amount = String(Number(now?.amount ?? 0) - Number(old?.amount ?? 0));
    const cause = old ? 'unexplained' : 'first_seen';
    const currency = now?.currency ?? old?.currency ?? 'USD';
    return [
      {
        id,
        period,
        kinds,
        ...(old && { before: old, beforeHash: lineHash(canonicalLine(old)) }),
        ...(now && { after: now, afterHash: lineHash(canonicalLine(now)), row: index + 2 }),
        deltas: amount === '0' ? [] : [{ currency, amount, parts: [{ cause, amount }] }],
      },
    ];
  });
}

/** A desk in memory with what the nights have brought to its partner account, which is at `site`. */
export async function rebateDesk(site?: Site) {
  const founded = await foundedDesk(site);
  const { deps, org, account, time } = founded;
  const objects = memoryObjects();
  const held = new Map<Period, readonly Rebate[]>();
  const all = { ...deps, objects, rebatesOf };

  /** A sync about to be applied, with its plans in the bucket. */
  async function planned(
    periods: Readonly<Record<Period, readonly Rebate[]>>,
    plans: Readonly<Record<Period, Change[]>> = {},
    of: Partial<RebateSync> = {},
  ): Promise<RebateSync> {
    const id = deps.newId('rebateSync');
    const at = deps.clock.now();
    const records = new Map((await readPeriods(deps.tables, org, account.id)).map((one) => [one.period, one]));
    const each = Object.entries(periods).map(([period, after]): SyncPeriod => {
      const changes = plans[period] ?? changesOf(period, held.get(period) ?? [], after);
      const body = changes.map((change) => `${JSON.stringify(change)}\n`).join('');
      objects.held.set(objectKeys.plan(org, account.id, id, period), gzipSync(body));
      const snapshot = manifestOf(period, after, at);
      const lines = after.toSorted((a, b) => (a.id < b.id ? -1 : 1)).map((one) => `${canonicalLine(one)}\n`);
      objects.held.set(objectKeys.snapshot(org, account.id, snapshot), gzipSync(lines.join('')));
      const previous = records.get(period)?.manifest;
      const original = { sha256: sha256(`original of ${id}`), bytes: 1, form: 'file', readAt: at } as const;
      const plan = { kinds: {}, changes: changes.length, deltas: [], unexplained: 0 };
      const state = changes.length > 0 || !previous ? 'planned' : 'unchanged';
      return { period, state, original, snapshot, ...(previous && { previous }), plan };
    });
    const { site, partnerId, environment, timeZone } = account;
    const record: RebateSync = {
      ...timelineStart,
      ...firstAttempt(id, at),
      org,
      id,
      version: 1,
      status: each.some(({ state }) => state === 'planned') ? 'applying' : 'comparing',
      origin: 'night',
      dryRun: false,
      partnerAccount: { id: account.id, site, partnerId, environment, timeZone },
      periods: each.toSorted((a, b) => (a.period < b.period ? -1 : 1)),
      asked: 0,
      owner: 'unowned',
      createdAt: at,
      ...of,
    };
    const entry = { type: 'rebate_sync.created', actor: { kind: 'desk', part: 'test' }, at } as const;
    const fields = { ...toStored(rebateSyncShape, record), ...record, ...syncListKeys(record) };
    await deps.tables.transact([...create(fields, entry, deps.newId), holdAccount(record)]);
    return (await readSync(deps.tables, org, id)) ?? record;
  }

  /** Takes a sync to its end. */
  async function apply(sync: RebateSync): Promise<RebateSync> {
    if (sync.status === 'applying') await applyPlan(all, sync, NEVER);
    const applied = await readSync(deps.tables, org, sync.id);
    const finished = applied && (await finishSync(all, applied));
    if (!finished) throw new Error('not finished');
    return finished;
  }

  /** One night: these periods as the provider has them now. */
  async function night(periods: Readonly<Record<Period, readonly Rebate[]>>, of: Partial<RebateSync> = {}) {
    const sync = await apply(await planned(periods, {}, of));
    for (const [period, records] of Object.entries(periods)) held.set(period, records);
    return sync;
  }

  return {
    ...founded,
    deps: all,
    objects,
    tables: deps.tables,
    held,
    planned,
    apply,
    night,
    /** The clock goes on by so many days. */
    pass: (days: number) => {
      time.now += days * 86_400_000;
      return instant(time.now);
    },
  };
}
