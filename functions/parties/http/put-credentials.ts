import { err, ok } from '../../kernel/result.ts';
import { change } from '../../platform/change.ts';
import type { HttpHandler } from '../../platform/http.ts';
import type { partiesWrite } from '../contract.ts';
import { noteCredentials, readPartnerAccount } from '../partner-account.ts';
import type { WriteDeps } from '../ports.ts';
import { raced } from '../version.ts';

/** The secret first, then the note of it: a call that broke between the two is repeated as it was. */
export const createPutCredentials =
  ({ tables, clock, newId, credentials }: WriteDeps): HttpHandler<typeof partiesWrite.setCredentials> =>
  async ({ params, body, caller }) => {
    const read = () => readPartnerAccount(tables, caller.org, params.accountId);
    const missing = err({ kind: 'not_found', params: { what: 'partner account' } });
    if (!(await read())) return missing;
    await credentials.put(caller.org, params.accountId, body);
    const at = clock.now();
    const noted = await change(tables, read, (account) =>
      account ? ok(noteCredentials(account, { by: caller, at, newId })) : missing,
    );
    if (!noted.ok) return raced(noted);
    return ok({ status: 200, json: { accountId: params.accountId, credentialsSetAt: at } });
  };
