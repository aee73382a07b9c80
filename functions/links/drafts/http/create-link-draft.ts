import { err, InvariantBroken, ok } from '../../../kernel/result.ts';
import type { HttpHandler } from '../../../platform/http.ts';
import { idempotencyIntent, replay } from '../../../platform/idempotency.ts';
import type { WishDeps } from '../../request-link.ts';
import { draftOperations } from '../contract.ts';
import { DraftWish, startDraft } from '../draft.ts';
import { viewWalked } from '../view.ts';
import { lockedErrors, walk } from '../walk.ts';

const operation = draftOperations.createLinkDraft;

export const createCreateLinkDraft =
  (deps: WishDeps): HttpHandler<typeof operation> =>
  async ({ caller, body, idempotency }) => {
    const at = deps.clock.now();
    const walked = await walk(deps, caller.org, body);
    const errors = lockedErrors(DraftWish.parse({}), body, walked);
    if (errors.length > 0) return err({ kind: 'invalid_input', errors });
    const { value: draft, intents } = startDraft(body, { caller, at, newId: deps.newId });
    const headers = { etag: `"${draft.version}"`, location: `/v1/link-drafts/${draft.id}` };
    const linkDraft = viewWalked(draft, body.contact, walked, caller);
    const reply = { status: 201, json: { linkDraft }, headers } as const;
    // the answer names a person
    const keep = idempotencyIntent(caller.org, idempotency, reply, at, 'private');
    const written = await deps.tables.transact([keep, ...intents]);
    if (written.ok) return ok(reply);
    if (written.error.reason === 'idempotency') return replay(operation, written.error, idempotency);
    throw new InvariantBroken(`a new draft was refused for ${written.error.reason}`);
  };
