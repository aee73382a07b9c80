import { ok } from '../../../kernel/result.ts';
import { readStored } from '../../../kernel/stored.ts';
import type { HttpHandler } from '../../../platform/http.ts';
import { readFiltered } from '../../../platform/read-page.ts';
import type { Tables } from '../../../platform/tables.ts';
import type { UnbindReadDeps } from '../../ports.ts';
import type { PreconditionName } from '../../preconditions/precondition.ts';
import type { readinessRead } from '../contract.ts';
import { readinessList, unbindReadinessShape } from '../readiness.ts';
import { viewReadiness } from '../view.ts';

/** Links that are counted; an organisation with more of them blocked sees so. */
const COUNTED = 2_000;

export const createListUnbindReadiness =
  ({ tables }: UnbindReadDeps): HttpHandler<typeof readinessRead.listUnbindReadiness> =>
  async ({ caller, query }) => {
    const list = { table: 'desk', index: 'list', pk: readinessList(caller.org) } as const;
    const { blocker } = query;
    const keeps = (item: Parameters<typeof readStored>[1]) =>
      blocker === undefined || readStored(unbindReadinessShape, item).blockers.includes(blocker);
    const [page, counts] = await Promise.all([readFiltered(tables, list, query, keeps), count(tables, list)]);
    if (!page.ok) return page;
    const { items, next } = page.value;
    const shown = items.map((item) => viewReadiness(readStored(unbindReadinessShape, item)));
    return ok({ status: 200, json: { items: shown, counts, ...(next && { next }) } });
  };

async function count(tables: Tables, list: { readonly table: 'desk'; readonly index: 'list'; readonly pk: string }) {
  const { items, more } = await tables.query({ ...list, limit: COUNTED });
  const links = items.map((item) => readStored(unbindReadinessShape, item));
  const blockers: Partial<Record<PreconditionName, number>> = {};
  for (const name of links.flatMap((link) => link.blockers)) blockers[name] = (blockers[name] ?? 0) + 1;
  return {
    blocked: links.filter((link) => link.blockers.length > 0).length,
    unknown: links.filter(({ unknown }) => unknown.length > 0).length,
    blockers,
    complete: !more,
  };
}
