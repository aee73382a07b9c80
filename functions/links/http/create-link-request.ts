import type { Problem } from '../../kernel/problems.ts';
import { err, ok, type Result } from '../../kernel/result.ts';
import type { Refused } from '../../kernel/write.ts';
import type { IdempotencyKey } from '../../platform/contract.ts';
import type { HttpHandler } from '../../platform/http.ts';
import { refusedOrReplayed, replay } from '../../platform/idempotency.ts';
import { linksWrite } from '../contract-write.ts';
import { readLock } from '../customer-lock.ts';
import { type RequestLinkDeps, requestLink } from '../request-link.ts';
import { viewLinkRequest } from '../view.ts';

const operation = linksWrite.createLinkRequest;

export const createCreateLinkRequest =
  (deps: RequestLinkDeps): HttpHandler<typeof operation> =>
  async ({ caller, body, idempotency }) => {
    const done = await requestLink(deps, caller, body, idempotency, (record, notes) => ({
      status: 201,
      json: { linkRequest: viewLinkRequest(record, caller), notes },
    }));
    if (done.ok) return ok(done.value);
    if (done.error.kind === 'refused') return refusal(done.error, idempotency);
    return refusedOrReplayed(deps.tables, operation, caller.org, idempotency, done.error);
  };

function refusal(
  refused: Refused,
  idempotency: IdempotencyKey,
): ReturnType<typeof replay<typeof operation>> | Result<never, Problem> {
  if (refused.reason === 'idempotency') return replay(operation, refused, idempotency);
  const lock = readLock(refused.found);
  const holder = lock?.link ?? lock?.request;
  if (holder) return err({ kind: 'customer_taken', params: { holder } });
  return err({ kind: 'environment_mismatch', params: { environment: lock?.environment ?? 'other' } });
}
