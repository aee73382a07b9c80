import { err, ok } from '../../../kernel/result.ts';
import type { HttpHandler } from '../../../platform/http.ts';
import { readContact } from '../../contact.ts';
import type { WishDeps } from '../../request-link.ts';
import type { draftOperations } from '../contract.ts';
import { readDraft } from '../draft.ts';
import { viewWalked } from '../view.ts';
import { walk } from '../walk.ts';

export const createGetLinkDraft =
  (deps: WishDeps): HttpHandler<typeof draftOperations.getLinkDraft> =>
  async ({ caller, params }) => {
    const [draft, known] = await Promise.all([
      readDraft(deps.tables, caller.org, params.draftId),
      readContact(deps.tables, caller.org, params.draftId),
    ]);
    if (!draft) return err({ kind: 'not_found', params: { what: 'link draft' } });
    const walked = await walk(deps, caller.org, { ...draft.wish, contact: known });
    const linkDraft = viewWalked(draft, known, walked, caller);
    return ok({ status: 200, json: { linkDraft }, headers: { etag: `"${draft.version}"` } });
  };
