import { ok } from '../../kernel/result.ts';
import { change } from '../../platform/change.ts';
import type { HttpHandler } from '../../platform/http.ts';
import type { partiesWrite } from '../contract.ts';
import { changePartnerAccount, readPartnerAccount } from '../partner-account.ts';
import type { WriteDeps } from '../ports.ts';
import { asRead, raced } from '../version.ts';
import { etag, partnerAccountView } from '../views.ts';

export const createPatchPartnerAccount =
  ({ tables, clock, newId }: WriteDeps): HttpHandler<typeof partiesWrite.changePartnerAccount> =>
  async ({ params, body, ifMatch, caller }) => {
    const at = clock.now();
    const changed = await change(
      tables,
      () => readPartnerAccount(tables, caller.org, params.accountId),
      (found) => {
        const account = asRead(found, ifMatch, 'partner account');
        return account.ok ? changePartnerAccount(account.value, body, { by: caller, at, newId }) : account;
      },
    );
    if (!changed.ok) return raced(changed);
    return ok({ status: 200, json: partnerAccountView(changed.value, caller), headers: etag(changed.value) });
  };
