import { ok } from '../../kernel/result.ts';
import type { HttpHandler } from '../../platform/http.ts';
import { refusedOrReplayed, replay } from '../../platform/idempotency.ts';
import { linksWrite } from '../contract-write.ts';
import { requestLink, takenProblem, type WishDeps } from '../request-link.ts';
import { viewLinkRequest } from '../view.ts';

const operation = linksWrite.createLinkRequest;

export const createCreateLinkRequest =
  (deps: WishDeps): HttpHandler<typeof operation> =>
  async ({ caller, body, idempotency }) => {
    const done = await requestLink(deps, caller, body, idempotency, (record, notes) => ({
      status: 201,
      json: { linkRequest: viewLinkRequest(record, caller), notes },
    }));
    if (done.ok) return ok(done.value);
    const { error } = done;
    if (error.kind === 'refused' && error.reason === 'idempotency') return replay(operation, error, idempotency);
    if (error.kind === 'refused' && error.reason === 'lock') return { ok: false, error: takenProblem(error) };
    return refusedOrReplayed(deps.tables, operation, caller.org, idempotency, error);
  };
