import type { HttpHandler } from '../../platform/http.ts';
import { refusedOrReplayed } from '../../platform/idempotency.ts';
import { coreWrite } from '../contract-write.ts';

import type { Deliver, UnbindDeps } from '../ports.ts';
import { steerUnbind } from '../steer-unbind.ts';

const operation = coreWrite.resumeUnbind;

/** The application is not taken back after all: the case goes on from where the provider is. */
export const createResumeUnbind =
  (deps: UnbindDeps & { readonly deliver: Deliver }): HttpHandler<typeof operation> =>
  async ({ caller, params, body, idempotency }) => {
    const call = { caller, id: params.unbindId, idempotency, at: deps.clock.now() };
    const done = await steerUnbind(deps, call, {
      move: { kind: 'resumed' },
      data: { reason: body.reason },
      isMade: () => false,
    });
    return done.ok ? done : refusedOrReplayed(deps.tables, operation, caller.org, idempotency, done.error);
  };
