import { err, ok } from '../../kernel/result.ts';
import type { HttpHandler } from '../../platform/http.ts';
import { refusedOrReplayed } from '../../platform/idempotency.ts';
import { answerUnbind } from '../answer-unbind.ts';
import { coreWrite } from '../contract-write.ts';
import { reviewRefusal } from '../guards.ts';
import type { Deliver, UnbindDeps } from '../ports.ts';

const operation = coreWrite.reviewCustomerStarted;

/** Our answer to what the customer started; an operator then enters it at the provider. */
export const createReviewCustomerStarted =
  (deps: UnbindDeps & { readonly deliver: Deliver }): HttpHandler<typeof operation> =>
  async ({ caller, params, body, idempotency }) => {
    const call = { caller, id: params.unbindId, idempotency, at: deps.clock.now() };
    const done = await answerUnbind(deps, call, (record) => {
      const refusal = reviewRefusal(record);
      return refusal ? err(refusal) : ok({ verdict: body.verdict, answer: { reason: body.reason } });
    });
    return done.ok ? done : refusedOrReplayed(deps.tables, operation, caller.org, idempotency, done.error);
  };
