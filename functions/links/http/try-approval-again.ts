import { err, ok } from '../../kernel/result.ts';
import type { HttpHandler } from '../../platform/http.ts';
import { refusedOrReplayed } from '../../platform/idempotency.ts';
import { answerWait } from '../answer-wait.ts';
import { linksDecide } from '../contract-decide.ts';
import { retryRefusal } from '../deciding.ts';
import type { Deliver, LinkDeps } from '../ports.ts';

const operation = linksDecide.tryApprovalAgain;

/** The customer says that its account is mended: the provider is asked once more. */
export const createTryApprovalAgain =
  (deps: LinkDeps & { readonly deliver: Deliver }): HttpHandler<typeof operation> =>
  async ({ caller, params, body, idempotency }) => {
    const at = deps.clock.now();
    const done = await answerWait(deps, { caller, requestId: params.requestId, idempotency, at }, (record) => {
      const refusal = retryRefusal(record, body.changed, at);
      return refusal
        ? err(refusal)
        : ok({ verdict: 'try_again', answer: { ...(body.changed && { changed: body.changed }) } });
    });
    return done.ok ? done : refusedOrReplayed(deps.tables, operation, caller.org, idempotency, done.error);
  };
