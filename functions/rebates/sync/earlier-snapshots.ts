import { type Instant, instant } from '../../kernel/clock.ts';
import { InvariantBroken } from '../../kernel/result.ts';
import { readStored } from '../../kernel/stored.ts';
import type { Tables } from '../../platform/tables.ts';
import { recordKey } from '../../timeline/index.ts';
import type { RebateObjects } from '../objects.ts';
import { makeSnapshots } from '../snapshot/make-snapshots.ts';
import { type Manifest, objectKeys } from '../snapshot/manifest.ts';
import { type RebatePeriod, readPeriodAsOf } from '../store/period-record.ts';
import { type RebateSync, rebateSyncShape, type SyncPeriod } from './sync.ts';

type Deps = { readonly tables: Tables; readonly objects: RebateObjects };

/** The snapshots that a person accepts, as another sync held them (B12). */
export async function heldSnapshots({ tables }: Deps, sync: RebateSync): Promise<readonly SyncPeriod[]> {
  const item = sync.accepts && (await tables.get('desk', recordKey(sync.org, sync.accepts.sync)));
  if (!item) throw new InvariantBroken(`${sync.id} accepts nothing that is known`);
  const held = readStored(rebateSyncShape, item).periods;
  return sync.periods.map((one) => {
    const found = held.find(({ period, state }) => period === one.period && state === 'held');
    if (!found?.snapshot) throw new InvariantBroken(`nothing of ${one.period} was held by ${sync.accepts?.sync}`);
    const { snapshot, original, mapping } = found;
    return { ...one, snapshot, ...(original && { original }), ...(mapping && { mapping }) };
  });
}

/** What was believed before an upload came: the snapshot before the current one, or none of any records. */
export async function snapshotsBefore(
  deps: Deps,
  sync: RebateSync,
  current: readonly RebatePeriod[],
  at: Instant,
): Promise<readonly SyncPeriod[]> {
  const before: SyncPeriod[] = [];
  for (const one of sync.periods) {
    const brought = current.find(({ period }) => period === one.period);
    if (!brought || brought.upload !== sync.upload) throw new InvariantBroken(`${one.period} is not by that upload`);
    const justBefore = instant(Date.parse(brought.since) - 1);
    const earlier = await readPeriodAsOf(deps.tables, sync.org, sync.partnerAccount.id, one.period, justBefore);
    const { since, upload, original } = earlier ?? {};
    const restored = { ...(since && { since }), ...(upload && { upload }), ...(original && { original }) };
    before.push({ ...one, restored, snapshot: earlier?.manifest ?? (await withoutRecords(deps, sync, one, at)) });
  }
  return before;
}

async function withoutRecords({ objects }: Deps, sync: RebateSync, one: SyncPeriod, at: Instant): Promise<Manifest> {
  const [empty] = await makeSnapshots(none(), at, [one.period]);
  if (!empty) throw new InvariantBroken(`no snapshot of ${one.period}`);
  await objects.putNew(objectKeys.snapshot(sync.org, sync.partnerAccount.id, empty.manifest), empty.packed);
  return empty.manifest;
}

async function* none(): AsyncGenerator<never, void> {}
