import { err, ok } from '../../kernel/result.ts';
import type { HttpHandler } from '../../platform/http.ts';
import { refusedOrReplayed } from '../../platform/idempotency.ts';
import { answerUnbind } from '../answer-unbind.ts';
import { coreWrite } from '../contract-write.ts';
import { takeUpRefusal } from '../guards.ts';
import type { Deliver, UnbindDeps } from '../ports.ts';

const operation = coreWrite.takeUpUnbind;

/** Closes the initiator’s task; what is left is the customer’s and the provider’s. */
export const createTakeUpUnbind =
  (deps: UnbindDeps & { readonly deliver: Deliver }): HttpHandler<typeof operation> =>
  async ({ caller, params, idempotency }) => {
    const call = { caller, id: params.unbindId, idempotency, at: deps.clock.now() };
    const done = await answerUnbind(deps, call, (record) => {
      const refusal = takeUpRefusal(record);
      return refusal ? err(refusal) : ok({ verdict: 'taken_up', answer: {} });
    });
    return done.ok ? done : refusedOrReplayed(deps.tables, operation, caller.org, idempotency, done.error);
  };
