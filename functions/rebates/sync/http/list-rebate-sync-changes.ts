import { encodeCursor } from '../../../kernel/paging.ts';
import { err, ok } from '../../../kernel/result.ts';
import type { HttpHandler } from '../../../platform/http.ts';
import { placeOf } from '../../../platform/read-page.ts';
import { Change } from '../../change.ts';
import type { RebateReadDeps } from '../../ports.ts';
import { objectKeys } from '../../snapshot/manifest.ts';
import { packedLines } from '../../store/packed-lines.ts';
import type { syncsRead } from '../contract.ts';
import type { RebateSync, SyncPeriod } from '../sync.ts';
import { readSync } from '../sync-sequence.ts';

type Deps = Pick<RebateReadDeps, 'tables' | 'objects'>;

/** Plans are in the order of their records’ ids, so period and id of the last change say where the next page begins. */
export const createListRebateSyncChanges =
  ({ tables, objects }: Deps): HttpHandler<typeof syncsRead.listRebateSyncChanges> =>
  async ({ caller, params, query: { period, limit, cursor } }) => {
    const sync = await readSync(tables, caller.org, params.syncId);
    if (!sync) return err({ kind: 'not_found', params: { what: 'sync' } });
    const place = placeOf(cursor);
    if (!place.ok) return place;
    const { after, ahead } = place.value;
    const items: Change[] = [];
    for (const one of sync.periods.filter((each) => (period ?? each.period) === each.period && each.period >= after)) {
      const past = one.period === after ? (ahead[0] ?? '') : '';
      for await (const change of changesOf(objects, sync, one)) {
        const last = items.at(-1);
        if (change.id <= past) continue;
        if (items.length === limit && last)
          return ok({ status: 200, json: { items, next: encodeCursor([last.period, last.id]) } });
        items.push(change);
      }
    }
    return ok({ status: 200, json: { items } });
  };

async function* changesOf(objects: Deps['objects'], { org, id, partnerAccount }: RebateSync, one: SyncPeriod) {
  if (!one.plan?.changes) return;
  const plan = await objects.read(objectKeys.plan(org, partnerAccount.id, id, one.period));
  for await (const line of packedLines(plan)) yield Change.parse(JSON.parse(line));
}
