import type { Problem } from '../../kernel/problems.ts';
import { err, ok } from '../../kernel/result.ts';
import { change } from '../../platform/change.ts';
import { due } from '../../platform/due.ts';
import type { HttpHandler } from '../../platform/http.ts';
import { rebatesOf } from '../../providers/capabilities.ts';
import type { partiesWrite } from '../contract.ts';
import { noteCredentials, readPartnerAccount } from '../partner-account.ts';
import type { WriteDeps } from '../ports.ts';
import { raced } from '../version.ts';

const noBucketThere: Problem = {
  kind: 'invalid_input',
  errors: [{ field: '/rebateBucket', code: 'not_taken', detail: 'a site that pushes rebate files into a bucket' }],
};

/**
 * The secret first, then the note of it: a call that broke between the two is repeated as it was. With a key the account
 * can be looked at for customers who apply by themselves (R024).
 */
export const createPutCredentials =
  ({ tables, clock, newId, credentials }: WriteDeps): HttpHandler<typeof partiesWrite.setCredentials> =>
  async ({ params, body, caller }) => {
    const read = () => readPartnerAccount(tables, caller.org, params.accountId);
    const missing = err({ kind: 'not_found', params: { what: 'partner account' } });
    const known = await read();
    if (!known) return missing;
    if (body.rebateBucket && !rebatesOf(known.site)?.takesBucket) return err(noBucketThere);
    await credentials.put(caller.org, params.accountId, body);
    const at = clock.now();
    const noted = await change(tables, read, (account) => {
      if (!account) return missing;
      const { intents, value } = noteCredentials(account, { by: caller, at, newId });
      const look = {
        kind: 'link.poll',
        org: caller.org,
        id: account.id,
        at,
      } as const;
      return ok({ intents: [...intents, due(look)], value });
    });
    if (!noted.ok) return raced(noted);
    return ok({ status: 200, json: { accountId: params.accountId, credentialsSetAt: at } });
  };
