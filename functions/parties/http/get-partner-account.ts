import { err, ok } from '../../kernel/result.ts';
import type { HttpHandler } from '../../platform/http.ts';
import type { partiesRead } from '../contract.ts';
import { readPartnerAccount } from '../partner-account.ts';
import type { ReadDeps } from '../ports.ts';
import { etag, partnerAccountView } from '../views.ts';

export const createGetPartnerAccount =
  ({ tables }: ReadDeps): HttpHandler<typeof partiesRead.readPartnerAccount> =>
  async ({ caller, params }) => {
    const account = await readPartnerAccount(tables, caller.org, params.accountId);
    if (!account) return err({ kind: 'not_found', params: { what: 'partner account' } });
    return ok({ status: 200, json: partnerAccountView(account, caller), headers: etag(account) });
  };
