import { err, ok } from '../../../kernel/result.ts';
import { readStored } from '../../../kernel/stored.ts';
import type { HttpHandler } from '../../../platform/http.ts';
import { readPage } from '../../../platform/read-page.ts';
import type { UnbindReadDeps } from '../../ports.ts';
import { actionsOf, approvedActionShape, readAction } from '../approved-action.ts';
import type { actionsRead } from '../contract.ts';
import { viewAction } from '../view.ts';

export const createListApprovedActions =
  ({ tables, clock }: UnbindReadDeps): HttpHandler<typeof actionsRead.listApprovedActions> =>
  async ({ caller, query }) => {
    const list = { table: 'desk', index: 'list', pk: actionsOf(caller.org), descending: true } as const;
    const page = await readPage(tables, list, query);
    if (!page.ok) return page;
    const now = clock.now();
    const items = page.value.items.map((item) => viewAction(readStored(approvedActionShape, item), caller, now));
    return ok({ status: 200, json: { items, ...(page.value.next && { next: page.value.next }) } });
  };

export const createGetApprovedAction =
  ({ tables, clock }: UnbindReadDeps): HttpHandler<typeof actionsRead.getApprovedAction> =>
  async ({ caller, params }) => {
    const record = await readAction(tables, caller.org, params.actionId);
    if (!record) return err({ kind: 'not_found', params: { what: 'approved action' } });
    return ok({ status: 200, json: { approvedAction: viewAction(record, caller, clock.now()) } });
  };
