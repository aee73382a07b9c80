import { ok } from '../../../kernel/result.ts';
import type { HttpHandler } from '../../../platform/http.ts';
import { idempotencyIntent, refusedOrReplayed } from '../../../platform/idempotency.ts';
import type { RebateWriteDeps } from '../../ports.ts';
import { syncsWrite } from '../contract.ts';
import { startSync } from '../start-sync.ts';
import type { RebateSync } from '../sync.ts';
import { viewSync } from '../view.ts';

const operation = syncsWrite.startRebateSync;

export const createStartRebateSync =
  (deps: RebateWriteDeps): HttpHandler<typeof operation> =>
  async ({ caller, body, idempotency }) => {
    const reply = (sync: RebateSync) =>
      ({
        status: 202,
        json: { sync: viewSync(sync, caller) },
        headers: { location: `/v1/rebate-syncs/${sync.id}` },
      }) as const;
    const done = await startSync(deps, caller, body, (sync) => [
      idempotencyIntent(caller.org, idempotency, reply(sync), deps.clock.now()),
    ]);
    return done.ok
      ? ok(reply(done.value))
      : refusedOrReplayed(deps.tables, operation, caller.org, idempotency, done.error);
  };
