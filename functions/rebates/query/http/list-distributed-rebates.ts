import { ok } from '../../../kernel/result.ts';
import { readStored } from '../../../kernel/stored.ts';
import type { HttpHandler } from '../../../platform/http.ts';
import { readPage } from '../../../platform/read-page.ts';
import type { RebateReadDeps } from '../../ports.ts';
import { distributedPartition, distributedTotalShape } from '../../store/distributed-total.ts';
import type { queryRead } from '../contract.ts';

export const createListDistributedRebates =
  ({ tables }: Pick<RebateReadDeps, 'tables'>): HttpHandler<typeof queryRead.listDistributedRebates> =>
  async ({ caller: { org }, query }) => {
    const begins = query.period === undefined ? {} : { begins: `${query.period}#` };
    const list = { table: 'desk', pk: distributedPartition(org), descending: true, ...begins } as const;
    const page = await readPage(tables, list, query);
    if (!page.ok) return page;
    const items = page.value.items.map((item) => {
      const { period, secondLevel, partnerId, site, totals, readAt } = readStored(distributedTotalShape, item);
      return { period, secondLevel, partnerId, site, totals, readAt };
    });
    return ok({ status: 200, json: { items, ...(page.value.next && { next: page.value.next }) } });
  };
