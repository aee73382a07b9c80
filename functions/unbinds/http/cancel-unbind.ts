import type { HttpHandler } from '../../platform/http.ts';
import { refusedOrReplayed } from '../../platform/idempotency.ts';
import { coreWrite } from '../contract-write.ts';
import { isCancelled } from '../guards.ts';
import type { Deliver, UnbindDeps } from '../ports.ts';
import { steerUnbind } from '../steer-unbind.ts';

const operation = coreWrite.cancelUnbind;

/** Ends a case of which nothing is live at the provider; else the application is to be taken back there first. */
export const createCancelUnbind =
  (deps: UnbindDeps & { readonly deliver: Deliver }): HttpHandler<typeof operation> =>
  async ({ caller, params, body, idempotency }) => {
    const call = { caller, id: params.unbindId, idempotency, at: deps.clock.now() };
    const done = await steerUnbind(deps, call, {
      move: { kind: 'cancelled' },
      set: { reason: body.reason },
      data: { reason: body.reason },
      isMade: isCancelled,
    });
    return done.ok ? done : refusedOrReplayed(deps.tables, operation, caller.org, idempotency, done.error);
  };
