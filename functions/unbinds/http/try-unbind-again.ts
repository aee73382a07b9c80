import { err, ok } from '../../kernel/result.ts';
import type { HttpHandler } from '../../platform/http.ts';
import { refusedOrReplayed } from '../../platform/idempotency.ts';
import { answerUnbind } from '../answer-unbind.ts';
import { coreWrite } from '../contract-write.ts';
import { tryAgainRefusal } from '../guards.ts';
import type { Deliver, UnbindDeps } from '../ports.ts';

const operation = coreWrite.tryUnbindAgain;

/** Somebody says that what stood in the way is mended: the desk looks again. */
export const createTryUnbindAgain =
  (deps: UnbindDeps & { readonly deliver: Deliver }): HttpHandler<typeof operation> =>
  async ({ caller, params, body, idempotency }) => {
    const call = { caller, id: params.unbindId, idempotency, at: deps.clock.now() };
    const done = await answerUnbind(deps, call, (record) => {
      const refusal = tryAgainRefusal(record);
      if (refusal) return err(refusal);
      return ok({ verdict: 'mended', answer: { ...(body.changed && { changed: body.changed }) } });
    });
    return done.ok ? done : refusedOrReplayed(deps.tables, operation, caller.org, idempotency, done.error);
  };
