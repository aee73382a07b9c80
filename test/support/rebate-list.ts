import { err, ok } from '../../functions/kernel/result.ts';
import type { ProviderPort } from '../../functions/providers/provider.ts';
import type { RebateRow } from '../../functions/providers/rebates.ts';
import type { Rebate } from '../../functions/rebates/rebate.ts';
import { exportHeader, exportLine } from './compare-desk.ts';

/** One page, where it leads, and what it says that there is; or a question that gets no page. */
export type ListPage =
  | { readonly rows: readonly Rebate[]; readonly next?: number; readonly total?: number | null }
  | 'provider_down'
  | 'throttled';

const receipts = [{ action: 'Rebates', requestId: 'theirs-4' }];
const raw = { code: null, message: 'words of theirs' };

/** A provider's list of rebates in memory, by page. */
export function rebateList() {
  const asked: number[] = [];
  const list = { pages: [] as readonly ListPage[] };
  /** Before what the pages are: whole readings that come out otherwise, first one first. */
  const before: (readonly ListPage[])[] = [];
  let reading: readonly ListPage[] = [];

  const listRebates: ProviderPort['listRebates'] = async (_ref, _period, cursor) => {
    const at = Number(cursor ?? 0);
    asked.push(at);
    if (cursor === undefined) reading = before.shift() ?? list.pages;
    const page = reading[at] ?? { rows: [] };
    if (page === 'provider_down') return err({ kind: 'provider_down', stage: 'verification', raw });
    if (page === 'throttled') return err({ kind: 'throttled', retryAfterSeconds: 1, stage: 'verification', raw });
    const { rows, next, total = null } = page;
    return ok({ items: rows.map(rowOf), total, receipts, ...(next !== undefined && { next: String(next) }) });
  };
  return { list, before, asked, listRebates };
}

/** These records on pages of so many, each saying how many there are. */
export function pagesOf(records: readonly Rebate[], size: number): readonly Exclude<ListPage, string>[] {
  const count = Math.ceil(records.length / size);
  return Array.from({ length: count }, (_, at) => ({
    rows: records.slice(at * size, (at + 1) * size),
    total: records.length,
    ...(at < count - 1 && { next: at + 1 }),
  }));
}

/** A record by the names of a portal's export, without what it does not have. */
function rowOf(record: Rebate): RebateRow {
  const cells = exportLine(record).split(',');
  return Object.fromEntries(exportHeader.split(',').flatMap((name, at) => (cells[at] ? [[name, cells[at]]] : [])));
}
