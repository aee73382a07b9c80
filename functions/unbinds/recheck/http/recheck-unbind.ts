import { err, ok } from '../../../kernel/result.ts';
import type { HttpHandler } from '../../../platform/http.ts';
import { idempotencyIntent, refusedOrReplayed } from '../../../platform/idempotency.ts';
import { changeUnbind } from '../../change-unbind.ts';
import { notNow } from '../../guards.ts';
import type { UnbindDeps } from '../../ports.ts';
import { viewUnbind } from '../../view.ts';
import { recheckWrite } from '../contract.ts';
import { recheckAsked } from '../recheck-at.ts';

const operation = recheckWrite.recheckUnbind;

export const createRecheckUnbind =
  (deps: UnbindDeps): HttpHandler<typeof operation> =>
  async ({ caller, params, idempotency }) => {
    const at = deps.clock.now();
    const done = await changeUnbind(deps, caller.org, params.unbindId, ({ record }) => {
      if (!record.live) return err(notNow(record));
      const reply = { status: 202, json: { unbind: viewUnbind(record, caller, at) } } as const;
      const keep = idempotencyIntent(caller.org, idempotency, reply, at);
      return ok({ intents: [keep, recheckAsked(record, at)], value: reply });
    });
    return done.ok ? done : refusedOrReplayed(deps.tables, operation, caller.org, idempotency, done.error);
  };
