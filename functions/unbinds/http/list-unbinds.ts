import { ok } from '../../kernel/result.ts';
import { readStored } from '../../kernel/stored.ts';
import { listRecords } from '../../links/list-records.ts';
import type { HttpHandler } from '../../platform/http.ts';
import type { coreRead } from '../contract-read.ts';
import { whereOfUnbinds } from '../list-filter.ts';
import type { UnbindReadDeps } from '../ports.ts';
import { unbindShape } from '../unbind.ts';
import { viewUnbind } from '../view.ts';

export const createListUnbinds =
  ({ tables, clock }: Pick<UnbindReadDeps, 'tables' | 'clock'>): HttpHandler<typeof coreRead.listUnbinds> =>
  async ({ caller, query }) => {
    const list = query.waitingOn
      ? ({ table: 'desk', index: 'waiting', pk: `ORG#${caller.org}#UNBINDS_WAITING#${query.waitingOn}` } as const)
      : ({ table: 'desk', index: 'list', pk: `ORG#${caller.org}#UNBINDS`, descending: true } as const);
    const filtered = { ...list, where: whereOfUnbinds(query) };
    const page = await listRecords(tables, caller.org, filtered, query, 'unbind');
    if (!page.ok) return page;
    const now = clock.now();
    const items = page.value.items.map((item) => viewUnbind(readStored(unbindShape, item), caller, now));
    return ok({ status: 200, json: { items, ...(page.value.next && { next: page.value.next }) } });
  };
