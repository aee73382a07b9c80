import { err, ok } from '../../../kernel/result.ts';
import type { HttpHandler } from '../../../platform/http.ts';
import { changeLinkOnce } from '../../live/http/change-once.ts';
import type { LinkDeps } from '../../ports.ts';
import { adoptionOperations } from '../contract.ts';

/** Keeps the class and where it is known from; the link itself stays broken. */
export const createExplainVanished =
  (deps: LinkDeps): HttpHandler<typeof adoptionOperations.explainVanished> =>
  (call) =>
    changeLinkOnce(deps, adoptionOperations.explainVanished, call, (link) => {
      const { vanished } = link;
      if (!vanished) return err({ kind: 'not_allowed_now', params: { status: link.status } });
      const { as, evidence } = call.body;
      const data = { as, evidence, customer: link.customer.accountId };
      return ok({ type: 'link.vanished_explained', set: { vanished: { ...vanished, as } }, data });
    });
