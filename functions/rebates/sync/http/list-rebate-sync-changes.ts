import { decodeCursor, encodeCursor } from '../../../kernel/paging.ts';
import { err, ok } from '../../../kernel/result.ts';
import type { HttpHandler } from '../../../platform/http.ts';
import { Change } from '../../change.ts';
import type { RebateReadDeps } from '../../ports.ts';
import { objectKeys } from '../../snapshot/manifest.ts';
import { packedLines } from '../../store/packed-lines.ts';
import type { syncsRead } from '../contract.ts';
import { readSync } from '../sync-sequence.ts';

/** Changes stand in the plan by the id of the record, so the last id of a page is where the next one begins. */
export const createListRebateSyncChanges =
  ({
    tables,
    objects,
  }: Pick<RebateReadDeps, 'tables' | 'objects'>): HttpHandler<typeof syncsRead.listRebateSyncChanges> =>
  async ({ caller, params, query: { period, limit, cursor } }) => {
    const sync = await readSync(tables, caller.org, params.syncId);
    const one = sync?.periods.find((each) => each.period === period);
    if (!sync || !one) return err({ kind: 'not_found', params: { what: 'sync of this period' } });
    const place = cursor === undefined ? ok(['']) : decodeCursor(cursor);
    if (!place.ok) return place;
    if (!one.plan?.changes) return ok({ status: 200, json: { items: [] } });
    const [after = ''] = place.value;
    const items: Change[] = [];
    const plan = await objects.read(objectKeys.plan(sync.org, sync.partnerAccount.id, sync.id, period));
    for await (const line of packedLines(plan)) {
      const change = Change.parse(JSON.parse(line));
      if (change.id > after) items.push(change);
      if (items.length > limit) break;
    }
    const page = items.slice(0, limit);
    const last = items.length > limit && page.at(-1);
    return ok({ status: 200, json: { items: page, ...(last && { next: encodeCursor([last.id]) }) } });
  };
