import type { Problem } from '../../../kernel/problems.ts';
import { err, ok } from '../../../kernel/result.ts';
import { type PartnerAccount, readPartnerAccount } from '../../../parties/index.ts';
import { change } from '../../../platform/change.ts';
import type { HttpHandler } from '../../../platform/http.ts';
import { idempotencyIntent, refusedOrReplayed } from '../../../platform/idempotency.ts';
import { modeOf } from '../../../providers/capabilities.ts';
import type { CapabilitiesOf } from '../../ports.ts';
import type { RequestLinkDeps } from '../../request-link.ts';
import { adoptionOperations, viewAdoption } from '../contract.ts';
import { startAdoption } from '../start-adoption.ts';

const operation = adoptionOperations.startAdoption;

export const createStartAdoption =
  (deps: RequestLinkDeps): HttpHandler<typeof operation> =>
  async ({ caller, params, idempotency }) => {
    const at = deps.clock.now();
    const done = await change(
      deps.tables,
      () => readPartnerAccount(deps.tables, caller.org, params.accountId),
      (account) => {
        if (!account) return err({ kind: 'not_found', params: { what: 'partner account' } });
        const refusal = listRefusal(account, deps.capabilitiesOf);
        if (refusal) return err(refusal);
        const actor = { kind: 'member', id: caller.member } as const;
        const { adoption, intents } = startAdoption({ org: caller.org, account: account.id, actor, at }, deps.newId);
        const reply = { status: 202, json: { adoption: viewAdoption(adoption) } } as const;
        return ok({ intents: [idempotencyIntent(caller.org, idempotency, reply, at), ...intents], value: reply });
      },
    );
    return done.ok ? ok(done.value) : refusedOrReplayed(deps.tables, operation, caller.org, idempotency, done.error);
  };

/** The list has to be readable by call, with a key. */
function listRefusal(account: PartnerAccount, capabilitiesOf: CapabilitiesOf): Problem | undefined {
  const capabilities = capabilitiesOf(account.site);
  if (!capabilities || modeOf('listCustomers', capabilities, account) !== 'api')
    return { kind: 'not_allowed_now', params: { status: 'site_without_list' } };
  return account.credentialsSetAt ? undefined : { kind: 'not_allowed_now', params: { status: 'no_credentials' } };
}
