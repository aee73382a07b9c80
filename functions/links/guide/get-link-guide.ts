import { err, ok } from '../../kernel/result.ts';
import { membersWith, readPartnerAccount, readPolicy } from '../../parties/index.ts';
import type { HttpHandler } from '../../platform/http.ts';
import { may } from '../guards.ts';
import type { LookDeps } from '../look.ts';
import type { guideOperations } from './contract.ts';
import { guideFor } from './guide.ts';

/** Two reads; a third, of the members, only for those who need somebody else to submit. */
export const createGetLinkGuide =
  ({ tables, clock, capabilitiesOf }: LookDeps): HttpHandler<typeof guideOperations.getLinkGuide> =>
  async ({ caller, query }) => {
    const allowed = may.request.some((right) => caller.rights.has(right));
    const [account, policy, others] = await Promise.all([
      readPartnerAccount(tables, caller.org, query.partnerAccountId),
      readPolicy(tables, caller.org),
      allowed ? [] : membersWith(tables, caller.org, 'operator'),
    ]);
    if (!account) return err({ kind: 'not_found', params: { what: 'partner account' } });
    const submit = { allowed, needs: may.request, others };
    const capabilities = capabilitiesOf(account.site);
    const json = guideFor({ account, capabilities, policy, types: query.types, now: clock.now(), submit });
    return ok({ status: 200, json });
  };
