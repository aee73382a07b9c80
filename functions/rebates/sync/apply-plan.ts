import type { Clock, Instant } from '../../kernel/clock.ts';
import { InvariantBroken } from '../../kernel/result.ts';
import { readStored } from '../../kernel/stored.ts';
import type { Refused, WriteIntent } from '../../kernel/write.ts';
import type { Tables } from '../../platform/tables.ts';
import { fence } from '../../sequence/transition.ts';
import { recordKey } from '../../timeline/index.ts';
import { Change } from '../change.ts';
import type { RebateObjects } from '../objects.ts';
import { objectKeys } from '../snapshot/manifest.ts';
import { packedLines } from '../store/packed-lines.ts';
import { type RebateItem, rebateShape } from '../store/rebate-item.ts';
import { addCounts, settledAfterDays } from '../store/settling-pace.ts';
import { type Applying, keyBefore, writeChange, writesOf } from '../store/write-change.ts';
import { OutOfStep } from './out-of-step.ts';
import type { RebateSync, SyncPeriod } from './sync.ts';
import { undoUnfinished } from './undo-unfinished.ts';

/** What applying stands on. */
export type ApplyDeps = {
  readonly tables: Tables;
  readonly objects: Pick<RebateObjects, 'read'>;
  readonly clock: Clock;
};

/** Of the store's hundred writes of a transaction one is the cursor on the sync. */
const MOST_WRITES = 99;

/**
 * Applies the plans of a sync from where they stand, once nothing of an earlier one that failed is left: up to 99 writes
 * at a time, together with the cursor on the sync, so that whoever goes on after a crash goes on from exactly there.
 * @param until after which no further transaction is begun
 * @returns `more` when time is up, or when another execution has the record by now: read the record again
 * @throws OutOfStep when an item is another one than the plan expects; that transaction wrote nothing
 */
export async function applyPlan(deps: ApplyDeps, sync: RebateSync, until: Instant): Promise<'done' | 'more'> {
  if ((await undoUnfinished(deps, sync, until)) === 'more') return 'more';
  let record: RebateSync = { ...sync, currentFrom: sync.currentFrom ?? deps.clock.now() };
  for (const { period } of sync.periods.filter(({ state }) => state === 'planned')) {
    for await (const changes of batchesOf(deps, record, period)) {
      if (deps.clock.now() >= until) return 'more';
      const items = await itemsBefore(deps.tables, applyingOf(record, period), changes);
      const next = advanced(record, period, changes, items);
      const writes = changes.flatMap((change) => writeChange(applyingOf(record, period), change, items.get(change.id)));
      const written = await deps.tables.transact([cursor(record, next), ...writes]);
      if (!written.ok && written.error.reason === 'version') return 'more';
      if (!written.ok) throw outOfStep(written.error);
      record = next;
    }
    const { applied = 0, plan } = periodOf(record, period);
    if (plan && applied !== plan.changes)
      throw new InvariantBroken(`the plan of ${period} has ${applied} changes, not ${plan.changes}`);
  }
  return 'done';
}

/** The changes that are not applied yet, as many at once as one transaction takes. */
async function* batchesOf({ objects }: ApplyDeps, { org, id, partnerAccount, periods }: RebateSync, period: string) {
  const { applied = 0, plan } = periods.find((one) => one.period === period) ?? {};
  if (applied === plan?.changes) return;
  let [seen, writes] = [0, 0];
  let batch: Change[] = [];
  for await (const line of packedLines(await objects.read(objectKeys.plan(org, partnerAccount.id, id, period)))) {
    seen += 1;
    if (seen <= applied) continue;
    const change = Change.parse(JSON.parse(line));
    if (writes + writesOf(change) > MOST_WRITES) {
      yield batch;
      [batch, writes] = [[], 0];
    }
    batch.push(change);
    writes += writesOf(change);
  }
  if (batch.length > 0) yield batch;
}

/** Times and origin of what is changed stand on the items themselves; whether they are the expected ones the write checks. */
async function itemsBefore(tables: Tables, applying: Applying, changes: readonly Change[]) {
  const keys = changes.flatMap((change) => keyBefore(applying, change) ?? []);
  const items = keys.length === 0 ? [] : await tables.getMany('desk', keys);
  return new Map(items.map((item) => [item.sk, readStored(rebateShape, item)]));
}

function advanced(
  record: RebateSync,
  period: string,
  changes: readonly Change[],
  items: ReadonlyMap<string, RebateItem>,
): RebateSync {
  const { at } = applyingOf(record, period);
  const days = changes.flatMap((change) => settledAfterDays(change, items.get(change.id), at) ?? []);
  const settled = addCounts(...days.map((one) => ({ [one]: 1 })));
  const periods = record.periods.map((one): SyncPeriod => {
    if (one.period !== period) return one;
    const settledAfter = addCounts(one.settledAfter, settled);
    const applied = (one.applied ?? 0) + changes.length;
    return { ...one, applied, ...(Object.keys(settledAfter).length > 0 && { settledAfter }) };
  });
  return { ...record, periods, version: record.version + 1 };
}

/** Refused as `version` for any but the execution that the record names, and for that one where it works twice at once. */
function cursor(record: RebateSync, { periods, currentFrom, version }: RebateSync): WriteIntent {
  return {
    op: 'update',
    table: 'desk',
    key: recordKey(record.org, record.id),
    set: { periods, currentFrom, version },
    expect: [{ ...fence(record), version: { eq: record.version } }],
    refusal: 'version',
  };
}

function periodOf({ periods }: RebateSync, period: string): SyncPeriod {
  const found = periods.find((one) => one.period === period);
  if (!found) throw new InvariantBroken(`no period ${period} in this sync`);
  return found;
}

function applyingOf(record: RebateSync, period: string): Applying {
  const { org, id: sync, partnerAccount, currentFrom } = record;
  if (currentFrom === undefined) throw new InvariantBroken('applying began at no time');
  const original = periodOf(record, period).original?.sha256;
  return { org, account: partnerAccount.id, sync, at: currentFrom, original };
}

function outOfStep({ key }: Refused): OutOfStep {
  return new OutOfStep(`${key.pk} ${key.sk} is not what the plan was made against`);
}
