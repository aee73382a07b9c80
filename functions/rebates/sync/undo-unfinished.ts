import type { Instant } from '../../kernel/clock.ts';
import { InvariantBroken } from '../../kernel/result.ts';
import { readStored, toStored } from '../../kernel/stored.ts';
import { type Expectation, isNew, type WriteIntent } from '../../kernel/write.ts';
import type { Tables } from '../../platform/tables.ts';
import { fence } from '../../sequence/transition.ts';
import { recordKey } from '../../timeline/index.ts';
import { Change } from '../change.ts';
import { objectKeys } from '../snapshot/manifest.ts';
import { packedLines } from '../store/packed-lines.ts';
import {
  type RebateVersion,
  rebateIndexKeys,
  rebateKey,
  rebateShape,
  rebateVersionKey,
  rebateVersionShape,
} from '../store/rebate-item.ts';
import type { ApplyDeps } from './apply-plan.ts';
import { OutOfStep } from './out-of-step.ts';
import { type RebateSync, rebateSyncShape, syncListKeys } from './sync.ts';

/** A change takes three writes at most; a transaction also holds the cursor and the fence. */
const MOST_CHANGES = 32;
const MOST_SYNCS = 1000;

/**
 * Takes back what an earlier sync of the account had applied when it failed half way, so that the table is once more what
 * the current snapshots say, which is what every plan is made against. Each transaction carries the cursor on that sync,
 * and happens only while the one that is at work still is.
 * @param until after which no further transaction is begun
 * @returns `more` when time is up, or when another execution has the record by now
 * @throws OutOfStep when an item is not what that sync made of it
 */
export async function undoUnfinished(deps: ApplyDeps, sync: RebateSync, until: Instant): Promise<'done' | 'more'> {
  for (const failed of await unfinished(deps.tables, sync)) {
    let record = failed;
    for (const { period } of failed.periods) {
      for await (const changes of batchesOf(deps, record, period)) {
        if (deps.clock.now() >= until) return 'more';
        const versions = await versionsOf(deps.tables, record, changes);
        const next = advanced(record, period, changes.length);
        const writes = changes.flatMap((change) => undo(record, change, versions.get(change.id)));
        const written = await deps.tables.transact([stillAtWork(sync), cursor(record, next), ...writes]);
        if (!written.ok && written.error.reason === 'version') return 'more';
        if (!written.ok)
          throw new OutOfStep(`${written.error.key.pk} ${written.error.key.sk} is not what ${record.id} left`);
        record = next;
      }
    }
  }
  return 'done';
}

/** Failed syncs of the account with something left in the table. Whichever completed last has looked for them itself. */
export async function unfinished(tables: Tables, sync: RebateSync): Promise<readonly RebateSync[]> {
  const ended = ['failed', 'completed'].map((eq) => ({ field: 'status', eq }));
  const where = [[{ field: 'partnerAccount.id', eq: sync.partnerAccount.id }], ended];
  const { listPk } = syncListKeys(sync);
  const list = { table: 'desk', index: 'list', pk: listPk, descending: true, limit: MOST_SYNCS, where } as const;
  const found: RebateSync[] = [];
  let after: string | undefined;
  do {
    const page = await tables.query({ ...list, ...(after !== undefined && { after }) });
    for (const item of page.items) {
      const { status, dryRun, id } = readStored(rebateSyncShape, item);
      if (status === 'completed' && !dryRun) return found;
      // the index may be behind, and the cursor may not
      const record = status === 'failed' ? await tables.get('desk', recordKey(sync.org, id)) : undefined;
      if (record) found.push(...[readStored(rebateSyncShape, record)].filter(hasLeftovers));
    }
    after = page.more ? page.last : undefined;
  } while (after !== undefined);
  return found;
}

const hasLeftovers = ({ periods }: RebateSync): boolean =>
  periods.some(({ applied = 0, undone = 0 }) => applied > undone);

async function* batchesOf({ objects }: ApplyDeps, { org, id, partnerAccount, periods }: RebateSync, period: string) {
  const { applied = 0, undone = 0 } = periods.find((one) => one.period === period) ?? {};
  if (applied === undone) return;
  let seen = 0;
  let batch: Change[] = [];
  for await (const line of packedLines(await objects.read(objectKeys.plan(org, partnerAccount.id, id, period)))) {
    seen += 1;
    if (seen > applied) break;
    if (seen <= undone) continue;
    batch.push(Change.parse(JSON.parse(line)));
    if (batch.length < MOST_CHANGES) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

function placeOf({ org, id: sync, partnerAccount, currentFrom }: RebateSync) {
  if (currentFrom === undefined) throw new InvariantBroken(`${sync} applied something at no time`);
  return { org, account: partnerAccount.id, at: currentFrom, sync };
}

async function versionsOf(tables: Tables, record: RebateSync, changes: readonly Change[]) {
  const keys = changes.filter(({ before }) => before).map((change) => rebateVersionKey(placeOf(record), change));
  const items = keys.length === 0 ? [] : await tables.getMany('desk', keys);
  const versions = items.map((item) => readStored(rebateVersionShape, item));
  return new Map(versions.map((version) => [version.change.id, version]));
}

/** The item as it was before the change, and nothing of the change is kept: it was never believed. */
function undo(record: RebateSync, change: Change, version: RebateVersion | undefined): readonly WriteIntent[] {
  const { org, account } = placeOf(record);
  const { id, period, from, before, beforeHash, after, afterHash } = change;
  const write = { table: 'desk', refusal: 'exists' } as const;
  const isAfter: Expectation = afterHash === undefined ? isNew : [{ hash: { eq: afterHash } }];
  const now = rebateKey(org, account, period, id);
  const remove: WriteIntent = { ...write, op: 'delete', key: now, expect: isAfter };
  if (!before || beforeHash === undefined) return [remove];
  if (!version) throw new OutOfStep(`${record.id} changed ${id} and left no version of it`);
  const item = { ...before, org, account, hash: beforeHash, ...version.was };
  const fields = { ...toStored(rebateShape, item), ...rebateIndexKeys(item) };
  const moved = from !== undefined && after !== undefined;
  return [
    ...(moved ? [remove] : []),
    { ...write, op: 'put', key: rebateKey(org, account, from ?? period, id), fields, expect: moved ? isNew : isAfter },
    { ...write, op: 'delete', key: rebateVersionKey(placeOf(record), change), expect: [{ pk: { present: true } }] },
  ];
}

function advanced(record: RebateSync, period: string, count: number): RebateSync {
  const periods = record.periods.map((one) =>
    one.period === period ? { ...one, undone: (one.undone ?? 0) + count } : one,
  );
  return { ...record, periods, version: record.version + 1 };
}

function cursor({ org, id, version }: RebateSync, next: RebateSync): WriteIntent {
  const set = { periods: next.periods, version: next.version };
  const expect = [{ status: { eq: 'failed' }, version: { eq: version } }];
  return { op: 'update', table: 'desk', key: recordKey(org, id), set, expect, refusal: 'version' };
}

function stillAtWork(sync: RebateSync): WriteIntent {
  return { op: 'check', table: 'desk', key: recordKey(sync.org, sync.id), expect: [fence(sync)], refusal: 'version' };
}
