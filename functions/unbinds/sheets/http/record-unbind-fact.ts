import { ok } from '../../../kernel/result.ts';
import type { HttpHandler } from '../../../platform/http.ts';
import { idempotencyIntent, refusedOrReplayed } from '../../../platform/idempotency.ts';
import type { UnbindWriteDeps } from '../../ports.ts';
import type { Unbind } from '../../unbind.ts';
import { viewUnbind } from '../../view.ts';
import { sheetsWrite } from '../contract.ts';
import { recordFact } from '../record-fact.ts';

const operation = sheetsWrite.recordUnbindFact;

export const createRecordUnbindFact =
  (deps: UnbindWriteDeps): HttpHandler<typeof operation> =>
  async ({ caller, params, body, idempotency }) => {
    const at = deps.clock.now();
    const reply = (record: Unbind) => ({ status: 200, json: { unbind: viewUnbind(record, caller, at) } }) as const;
    const of = { org: caller.org, unbind: params.unbindId, by: caller.member };
    const done = await recordFact(deps, of, body, (after) => [
      idempotencyIntent(caller.org, idempotency, reply(after), at),
    ]);
    return done.ok
      ? ok(reply(done.value))
      : refusedOrReplayed(deps.tables, operation, caller.org, idempotency, done.error);
  };
