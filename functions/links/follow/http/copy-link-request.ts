import { err, ok } from '../../../kernel/result.ts';
import type { HttpHandler } from '../../../platform/http.ts';
import { refusedOrReplayed, replay } from '../../../platform/idempotency.ts';
import { readLinkRequest } from '../../advance.ts';
import { readContact } from '../../contact.ts';
import { requestLink, takenProblem, type WishDeps } from '../../request-link.ts';
import { viewLinkRequest } from '../../view.ts';
import { followOperations } from '../contract.ts';
import { wishOf } from '../copied-wish.ts';
import { copyRefusal } from '../guards.ts';

const operation = followOperations.copyLinkRequest;

/** Asks again what ended by mistake: a new request under today's rules, which names the one that it was copied from. */
export const createCopyLinkRequest =
  (deps: WishDeps): HttpHandler<typeof operation> =>
  async ({ caller, params, body, idempotency }) => {
    const [record, contact] = await Promise.all([
      readLinkRequest(deps.tables, caller.org, params.requestId),
      readContact(deps.tables, caller.org, params.requestId),
    ]);
    if (!record) return err({ kind: 'not_found', params: { what: 'link request' } });
    const refusal = copyRefusal(record);
    if (refusal) return refusedOrReplayed(deps.tables, operation, caller.org, idempotency, refusal);
    const wish = wishOf(record, contact, body);
    if (!wish.ok) return wish;
    const answer = (made: typeof record) =>
      ({ status: 201, json: { linkRequest: viewLinkRequest(made, caller) } }) as const;
    const done = await requestLink(deps, caller, wish.value, idempotency, answer, { copyOf: record.id });
    if (done.ok) return ok(done.value);
    const { error } = done;
    if (error.kind === 'refused' && error.reason === 'idempotency') return replay(operation, error, idempotency);
    if (error.kind === 'refused' && error.reason === 'lock') return err(takenProblem(error));
    return refusedOrReplayed(deps.tables, operation, caller.org, idempotency, error);
  };
