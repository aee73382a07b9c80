import { err, ok } from '../../../kernel/result.ts';
import { readStored } from '../../../kernel/stored.ts';
import { readPartnerAccount } from '../../../parties/index.ts';
import type { HttpHandler } from '../../../platform/http.ts';
import { readPage } from '../../../platform/read-page.ts';
import type { LinkDeps } from '../../ports.ts';
import { adoptionList, adoptionShape } from '../adoption.ts';
import { type adoptionOperations, viewAdoption } from '../contract.ts';

export const createListAdoptions =
  ({ tables }: Pick<LinkDeps, 'tables'>): HttpHandler<typeof adoptionOperations.listAdoptions> =>
  async ({ caller, params, query }) => {
    const account = await readPartnerAccount(tables, caller.org, params.accountId);
    if (!account) return err({ kind: 'not_found', params: { what: 'partner account' } });
    const pk = adoptionList(caller.org, params.accountId);
    const page = await readPage(tables, { table: 'desk', index: 'list', pk, descending: true }, query);
    if (!page.ok) return err(page.error);
    const items = page.value.items.map((item) => viewAdoption(readStored(adoptionShape, item)));
    return ok({ status: 200, json: { items, ...(page.value.next && { next: page.value.next }) } });
  };
