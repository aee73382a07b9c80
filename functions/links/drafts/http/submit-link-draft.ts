import { ok } from '../../../kernel/result.ts';
import type { HttpHandler } from '../../../platform/http.ts';
import { refusedOrReplayed } from '../../../platform/idempotency.ts';
import type { WishDeps } from '../../request-link.ts';
import { viewLinkRequest } from '../../view.ts';
import { draftOperations } from '../contract.ts';
import { submitDraft } from '../submit-draft.ts';

const operation = draftOperations.submitLinkDraft;

export const createSubmitLinkDraft =
  (deps: WishDeps): HttpHandler<typeof operation> =>
  async ({ caller, params, body, idempotency }) => {
    const submitting = { draftId: params.draftId, confirm: body.confirm, idempotency };
    const done = await submitDraft(deps, caller, submitting, (record, notes) => ({
      status: 201,
      json: { linkRequest: viewLinkRequest(record, caller), notes },
    }));
    if (done.ok) return ok(done.value);
    return refusedOrReplayed(deps.tables, operation, caller.org, idempotency, done.error);
  };
