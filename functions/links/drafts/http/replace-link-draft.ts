import type { Problem } from '../../../kernel/problems.ts';
import { err, InvariantBroken, ok, type Result } from '../../../kernel/result.ts';
import { change, type Decided } from '../../../platform/change.ts';
import type { HttpHandler } from '../../../platform/http.ts';
import { readContact } from '../../contact.ts';
import type { WishDeps } from '../../request-link.ts';
import type { draftOperations } from '../contract.ts';
import { type LinkDraft, openRefusal, readDraft, replaceDraft } from '../draft.ts';
import { viewWalked } from '../view.ts';
import { lockedErrors, walk } from '../walk.ts';

export const createReplaceLinkDraft =
  (deps: WishDeps): HttpHandler<typeof draftOperations.replaceLinkDraft> =>
  async ({ caller, params, body, ifMatch }) => {
    const doing = { caller, at: deps.clock.now(), newId: deps.newId };
    const walked = await walk(deps, caller.org, body);
    const read = async () => {
      const [draft, known] = await Promise.all([
        readDraft(deps.tables, caller.org, params.draftId),
        readContact(deps.tables, caller.org, params.draftId),
      ]);
      return { draft, known };
    };
    const changed = await change(deps.tables, read, ({ draft, known }): Result<Decided<LinkDraft>, Problem> => {
      if (!draft) return err({ kind: 'not_found', params: { what: 'link draft' } });
      const refusal = openRefusal(draft);
      if (refusal) return err(refusal);
      if (draft.version !== ifMatch) return err({ kind: 'changed_meanwhile', params: { version: draft.version } });
      const errors = lockedErrors({ ...draft.wish, contact: entered(known) }, body, walked);
      return errors.length > 0 ? err({ kind: 'invalid_input', errors }) : ok(replaceDraft(draft, known, body, doing));
    });
    if (changed.ok) {
      const linkDraft = viewWalked(changed.value, body.contact, walked, caller);
      return ok({ status: 200, json: { linkDraft }, headers: { etag: `"${changed.value.version}"` } });
    }
    if (changed.error.kind === 'refused') throw new InvariantBroken(`refused for ${changed.error.reason}`);
    return err(changed.error);
  };

/** A contact as it was entered. */
function entered(known: Awaited<ReturnType<typeof readContact>>) {
  return known && { email: known.email, language: known.language, ...(known.name && { name: known.name }) };
}
