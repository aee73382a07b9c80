import { err, ok } from '../../kernel/result.ts';
import type { HttpHandler } from '../../platform/http.ts';
import { idempotencyIntent, replay } from '../../platform/idempotency.ts';
import { partiesWrite } from '../contract.ts';
import { enterPartnerAccount } from '../partner-account.ts';
import type { WriteDeps } from '../ports.ts';
import { etag, partnerAccountView } from '../views.ts';

export const createPostPartnerAccount =
  ({ tables, clock, newId }: WriteDeps): HttpHandler<typeof partiesWrite.enterPartnerAccount> =>
  async ({ body, caller, idempotency }) => {
    const at = clock.now();
    const { value: account, intents } = enterPartnerAccount(body, { by: caller, at, newId });
    const headers = { ...etag(account), location: `/v1/partner-accounts/${account.id}` };
    const answer = { status: 201, json: partnerAccountView(account, caller), headers } as const;
    const written = await tables.transact([idempotencyIntent(caller.org, idempotency, answer, at), ...intents]);
    if (written.ok) return ok(answer);
    if (written.error.reason === 'idempotency') {
      return replay(partiesWrite.enterPartnerAccount, written.error, idempotency);
    }
    return err({ kind: 'name_taken', params: { what: 'partner account' } });
  };
