import { err, ok } from '../../../kernel/result.ts';
import type { HttpHandler } from '../../../platform/http.ts';
import { refusedOrReplayed, replay } from '../../../platform/idempotency.ts';
import type { UnbindWriteDeps } from '../../ports.ts';
import { viewUnbind } from '../../view.ts';
import { submitWrite } from '../contract.ts';
import { submitUnbind, underWayProblem } from '../submit.ts';

const operation = submitWrite.submitUnbind;

export const createSubmitUnbind =
  (deps: UnbindWriteDeps): HttpHandler<typeof operation> =>
  async ({ caller, body, language, idempotency }) => {
    const by = { org: caller.org, member: caller.member, language, idempotency };
    const done = await submitUnbind(deps, by, body, (record) => ({
      status: 201 as const,
      json: { unbind: viewUnbind(record, caller) },
    }));
    if (done.ok) return ok(done.value);
    const { error } = done;
    if (error.kind === 'refused' && error.reason === 'idempotency') return replay(operation, error, idempotency);
    if (error.kind === 'refused' && error.reason === 'lock') return err(underWayProblem(error));
    return refusedOrReplayed(deps.tables, operation, caller.org, idempotency, error);
  };
