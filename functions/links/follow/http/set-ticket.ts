import { ok } from '../../../kernel/result.ts';
import type { HttpHandler } from '../../../platform/http.ts';
import { caseFacts } from '../../case-facts.ts';
import type { LinkDeps } from '../../ports.ts';
import { changeRequestOnce, nothingElse } from '../change-once.ts';
import { followOperations } from '../contract.ts';

const operation = followOperations.setTicket;

/** Notes under which ticket a request is followed elsewhere; its events name it from now on. */
export const createSetTicket =
  (deps: LinkDeps): HttpHandler<typeof operation> =>
  (call) =>
    changeRequestOnce(deps, operation, 200, call, nothingElse, ({ record }) => {
      const ticket = call.body;
      return ok({ type: 'link_request.ticket_set', set: { ticket }, data: { case: caseFacts({ ...record, ticket }) } });
    });
