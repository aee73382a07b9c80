import { ok } from '../../../kernel/result.ts';
import { readStored } from '../../../kernel/stored.ts';
import { equal } from '../../../links/list-filter.ts';
import type { HttpHandler } from '../../../platform/http.ts';
import { readFiltered } from '../../../platform/read-page.ts';
import type { RebateReadDeps } from '../../ports.ts';
import type { syncsRead } from '../contract.ts';
import { rebateSyncShape, syncsPartition } from '../sync.ts';
import { viewSync } from '../view.ts';

export const createListRebateSyncs =
  ({ tables }: Pick<RebateReadDeps, 'tables'>): HttpHandler<typeof syncsRead.listRebateSyncs> =>
  async ({ caller, query }) => {
    const { account, status, origin, night } = query;
    const where = equal({ 'partnerAccount.id': account, status, origin, night });
    const list = { table: 'desk', index: 'list', pk: syncsPartition(caller.org), descending: true, where } as const;
    const page = await readFiltered(tables, list, query);
    if (!page.ok) return page;
    const { items, next } = page.value;
    const syncs = items.map((item) => viewSync(readStored(rebateSyncShape, item), caller));
    return ok({ status: 200, json: { items: syncs, ...(next && { next }) } });
  };
