import { err, ok } from '../../kernel/result.ts';
import type { HttpHandler } from '../../platform/http.ts';
import { refusedOrReplayed } from '../../platform/idempotency.ts';
import { answerWait } from '../answer-wait.ts';
import { linksDecide } from '../contract-decide.ts';
import { secondPersonRefusal } from '../deciding.ts';
import type { Deliver, LinkDeps } from '../ports.ts';

const operation = linksDecide.decideSecondPerson;

/** Agreeing needs the end of the identifier, typed unseen, where there is one; declining needs nothing. */
export const createDecideSecondPerson =
  (deps: LinkDeps & { readonly deliver: Deliver }): HttpHandler<typeof operation> =>
  async ({ caller, params, body, idempotency }) => {
    const at = deps.clock.now();
    const done = await answerWait(deps, { caller, requestId: params.requestId, idempotency, at }, (record) => {
      const refusal = secondPersonRefusal(record, caller, at);
      if (refusal) return err(refusal);
      const { verdict, lastFour, reason } = body;
      const account = verdict === 'agree' ? record.customer.accountId : undefined;
      const proof = account !== undefined && { account, typed: lastFour };
      return ok({ verdict, answer: { ...(reason && { reason }) }, ...(proof && { proof }) });
    });
    return done.ok ? done : refusedOrReplayed(deps.tables, operation, caller.org, idempotency, done.error);
  };
