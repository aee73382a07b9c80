import { ok } from '../../../kernel/result.ts';
import type { HttpHandler } from '../../../platform/http.ts';
import { idempotencyIntent, refusedOrReplayed } from '../../../platform/idempotency.ts';
import type { RebateWriteDeps } from '../../ports.ts';
import { uploadsWrite } from '../contract.ts';
import type { Standing } from '../standing.ts';
import { viewUpload } from '../view.ts';
import { withdrawUpload } from '../withdraw.ts';

const operation = uploadsWrite.withdrawRebateUpload;

export const createWithdrawRebateUpload =
  (deps: RebateWriteDeps): HttpHandler<typeof operation> =>
  async ({ caller, params, body, idempotency }) => {
    const reply = (standing: Standing) => ({ status: 202, json: { upload: viewUpload(standing, caller) } }) as const;
    const asked = { id: params.uploadId, reason: body.reason };
    const done = await withdrawUpload(deps, caller, asked, (standing) => [
      idempotencyIntent(caller.org, idempotency, reply(standing), deps.clock.now()),
    ]);
    return done.ok
      ? ok(reply(done.value))
      : refusedOrReplayed(deps.tables, operation, caller.org, idempotency, done.error);
  };
