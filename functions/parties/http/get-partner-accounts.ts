import { ok } from '../../kernel/result.ts';
import { readStored } from '../../kernel/stored.ts';
import type { HttpHandler } from '../../platform/http.ts';
import { readPage } from '../../platform/read-page.ts';
import type { partiesRead } from '../contract.ts';
import { listOf } from '../keys.ts';
import { partnerAccountShape } from '../partner-account.ts';
import type { ReadDeps } from '../ports.ts';
import { partnerAccountView } from '../views.ts';

export const createGetPartnerAccounts =
  ({ tables }: ReadDeps): HttpHandler<typeof partiesRead.listPartnerAccounts> =>
  async ({ caller, query }) => {
    const page = await readPage(
      tables,
      { table: 'desk', index: 'list', pk: listOf.partnerAccounts(caller.org) },
      query,
    );
    if (!page.ok) return page;
    const items = page.value.items.map((item) => partnerAccountView(readStored(partnerAccountShape, item), caller));
    return ok({ status: 200, json: { ...page.value, items } });
  };
