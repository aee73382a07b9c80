import { err, ok } from '../../kernel/result.ts';
import type { HttpHandler } from '../../platform/http.ts';
import { refusedOrReplayed } from '../../platform/idempotency.ts';
import { answerUnbind } from '../answer-unbind.ts';
import { coreWrite } from '../contract-write.ts';
import { secondPersonRefusal } from '../guards.ts';
import type { Deliver, UnbindDeps } from '../ports.ts';

const operation = coreWrite.decideUnbindSecondPerson;

/** Agreed, the application may be submitted; declined, the case ends. */
export const createDecideUnbindSecondPerson =
  (deps: UnbindDeps & { readonly deliver: Deliver }): HttpHandler<typeof operation> =>
  async ({ caller, params, body, idempotency }) => {
    const call = { caller, id: params.unbindId, idempotency, at: deps.clock.now() };
    const done = await answerUnbind(deps, call, (record) => {
      const refusal = secondPersonRefusal(record, caller, call.at);
      if (refusal) return err(refusal);
      const verdict = body.verdict === 'agree' ? 'agreed' : 'declined';
      return ok({ verdict, answer: { ...(body.reason && { reason: body.reason }) } });
    });
    return done.ok ? done : refusedOrReplayed(deps.tables, operation, caller.org, idempotency, done.error);
  };
