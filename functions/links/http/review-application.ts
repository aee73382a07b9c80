import { err, InvariantBroken, ok } from '../../kernel/result.ts';
import type { HttpHandler } from '../../platform/http.ts';
import { refusedOrReplayed } from '../../platform/idempotency.ts';
import { readLinkRequest } from '../advance.ts';
import { answerWait } from '../answer-wait.ts';
import { wayOn } from '../checks/customer.ts';
import { linksDecide } from '../contract-decide.ts';
import { reviewRefusal } from '../deciding.ts';
import { canTake } from '../other-account.ts';
import type { Deliver, LinkDeps } from '../ports.ts';

const operation = linksDecide.reviewApplication;

/**
 * Accepting needs the end of the account that applied, and that nobody else of ours holds it; should somebody take it in
 * the moment between this and the machine's step, the machine asks once more.
 */
export const createReviewApplication =
  (deps: LinkDeps & { readonly deliver: Deliver }): HttpHandler<typeof operation> =>
  async ({ caller, params, body, idempotency }) => {
    const at = deps.clock.now();
    const known = await readLinkRequest(deps.tables, caller.org, params.requestId);
    const applied = known?.application?.account;
    const taking = known && applied !== undefined ? await canTake(deps, known, applied) : undefined;
    const done = await answerWait(deps, { caller, requestId: params.requestId, idempotency, at }, (record) => {
      const refusal = reviewRefusal(record, caller, at);
      if (refusal) return err(refusal);
      if (!record.application) throw new InvariantBroken(`${record.id} has no application to review`);
      const { verdict, lastFour, reason } = body;
      const answer = { ...(reason && { reason }) };
      if (verdict === 'refuse') return ok({ verdict, answer });
      if (taking?.holder)
        return err({ kind: 'customer_taken', params: { holder: taking.holder, update: wayOn(taking.holder).update } });
      if (taking && !taking.free)
        return err({ kind: 'environment_mismatch', params: { environment: otherThan(record.partnerAccount) } });
      return ok({ verdict, answer, proof: { account: record.application.account, typed: lastFour } });
    });
    return done.ok ? done : refusedOrReplayed(deps.tables, operation, caller.org, idempotency, done.error);
  };

function otherThan({ environment }: { readonly environment: 'production' | 'sandbox' }): string {
  return environment === 'production' ? 'sandbox' : 'production';
}
