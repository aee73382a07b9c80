import { err, ok } from '../../../kernel/result.ts';
import type { HttpHandler } from '../../../platform/http.ts';
import { activeRefusal } from '../../live/change-link.ts';
import { changeLinkOnce } from '../../live/http/change-once.ts';
import type { LinkDeps } from '../../ports.ts';
import { assignable, assigned } from '../assignment.ts';
import { changeRequestOnce, nothingElse } from '../change-once.ts';
import { followOperations } from '../contract.ts';
import { assignRefusal } from '../guards.ts';

export const createAssignLinkRequest =
  (deps: LinkDeps): HttpHandler<typeof followOperations.assignLinkRequest> =>
  async (call) => {
    const { body, caller } = call;
    const may = await assignable(deps.tables, caller.org, body);
    return changeRequestOnce(deps, followOperations.assignLinkRequest, 200, call, nothingElse, ({ record }) => {
      const refusal = assignRefusal(record);
      if (refusal) return err(refusal);
      return may.ok ? ok({ type: 'link_request.owner_changed', ...assigned(record, body) }) : may;
    });
  };

export const createAssignLink =
  (deps: LinkDeps): HttpHandler<typeof followOperations.assignLink> =>
  async (call) => {
    const { body, caller } = call;
    const may = await assignable(deps.tables, caller.org, body);
    return changeLinkOnce(deps, followOperations.assignLink, call, (link) => {
      const refusal = activeRefusal(link);
      if (refusal) return err(refusal);
      return may.ok ? ok({ type: 'link.owner_changed', ...assigned(link, body) }) : may;
    });
  };
