import { ok } from '../../../kernel/result.ts';
import type { HttpHandler } from '../../../platform/http.ts';
import { idempotencyIntent, refusedOrReplayed } from '../../../platform/idempotency.ts';
import type { RebateWriteDeps } from '../../ports.ts';
import type { RebateSync } from '../../sync/sync.ts';
import { acceptHeld } from '../accept-held.ts';
import { heldWrite } from '../contract.ts';

const operation = heldWrite.acceptHeldRebates;

export const createAcceptHeldRebates =
  (deps: RebateWriteDeps): HttpHandler<typeof operation> =>
  async ({ caller, params, body, idempotency }) => {
    const reply = ({ id }: Pick<RebateSync, 'id'>) =>
      ({ status: 202, json: { sync: id }, headers: { location: `/v1/rebate-syncs/${id}` } }) as const;
    const done = await acceptHeld(deps, caller, { sync: params.syncId, ...body }, (sync) => [
      idempotencyIntent(caller.org, idempotency, reply(sync), deps.clock.now()),
    ]);
    return done.ok
      ? ok(reply(done.value))
      : refusedOrReplayed(deps.tables, operation, caller.org, idempotency, done.error);
  };
