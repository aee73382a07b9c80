import { ok } from '../../../kernel/result.ts';
import type { HttpHandler } from '../../../platform/http.ts';
import { idempotencyIntent, refusedOrReplayed } from '../../../platform/idempotency.ts';
import type { RebateWriteDeps } from '../../ports.ts';
import { uploadsWrite } from '../contract.ts';
import type { Standing } from '../standing.ts';
import { takeIn, withColumns } from '../take-in.ts';
import { etag, viewUpload } from '../view.ts';

const operation = uploadsWrite.takeInRebateUpload;

/** The answer that is kept for a repeat leaves samples of the file out: they are read with the upload. */
export const createTakeInRebateUpload =
  (deps: RebateWriteDeps): HttpHandler<typeof operation> =>
  async ({ caller, params, idempotency }) => {
    const reply = (standing: Standing) =>
      ({
        status: 202,
        json: { upload: viewUpload(standing, caller) },
        headers: etag(standing.upload),
      }) as const;
    const done = await takeIn(deps, caller, params.uploadId, (standing) => [
      idempotencyIntent(caller.org, idempotency, reply(standing), deps.clock.now()),
    ]);
    if (!done.ok) return refusedOrReplayed(deps.tables, operation, caller.org, idempotency, done.error);
    const { columns } = await withColumns(deps, done.value);
    const answer = reply(done.value);
    return ok({ ...answer, json: { ...answer.json, ...(columns && { columns }) } });
  };
