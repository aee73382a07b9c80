import { err, InvariantBroken, ok } from '../../../kernel/result.ts';
import type { HttpHandler } from '../../../platform/http.ts';
import { append } from '../../../timeline/index.ts';
import type { LinkDeps } from '../../ports.ts';
import { changeLink } from '../change-link.ts';
import type { liveLinkOperations } from '../contract.ts';
import { denialOf } from '../permit.ts';

/** Answers for this moment; a no, and a yes to anything but reading, are on the timeline. */
export const createAskPermit =
  (deps: LinkDeps): HttpHandler<typeof liveLinkOperations.askPermit> =>
  async ({ caller, params, body }) => {
    const at = deps.clock.now();
    const done = await changeLink(deps, caller.org, params.linkId, (link) => {
      const denial = denialOf(link, body, at);
      const json = denial ? { allowed: false, because: denial } : { allowed: true };
      const { access, operation } = body;
      const actor = { kind: 'member', id: caller.member } as const;
      const data = { access, operation, ...(denial && { because: denial }) };
      const type = denial ? 'link.action_denied' : 'link.action_permitted';
      const told = access === 'read' && !denial ? [] : append(link, { type, actor, at, data }, deps.newId);
      return ok({ intents: told, value: json });
    });
    if (done.ok) return ok({ status: 200, json: done.value });
    if (done.error.kind === 'refused') throw new InvariantBroken('an entry of a link was refused for good');
    return err(done.error);
  };
