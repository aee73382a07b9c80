import { ok } from '../../../kernel/result.ts';
import { readStored } from '../../../kernel/stored.ts';
import { equal } from '../../../links/list-filter.ts';
import type { HttpHandler } from '../../../platform/http.ts';
import { readFiltered } from '../../../platform/read-page.ts';
import type { RebateReadDeps } from '../../ports.ts';
import type { uploadsRead } from '../contract.ts';
import { standingsOf } from '../standing.ts';
import { rebateUploadShape, uploadsPartition } from '../upload.ts';
import { viewUpload } from '../view.ts';

export const createListRebateUploads =
  ({ tables }: Pick<RebateReadDeps, 'tables'>): HttpHandler<typeof uploadsRead.listRebateUploads> =>
  async ({ caller, query }) => {
    const where = equal({ account: query.account });
    const list = { table: 'desk', index: 'list', pk: uploadsPartition(caller.org), descending: true, where } as const;
    const page = await readFiltered(tables, list, query);
    if (!page.ok) return page;
    const { items, next } = page.value;
    const standings = await standingsOf(
      tables,
      items.map((item) => readStored(rebateUploadShape, item)),
    );
    return ok({
      status: 200,
      json: { items: standings.map((standing) => viewUpload(standing, caller)), ...(next && { next }) },
    });
  };
