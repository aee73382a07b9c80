import { plusSeconds } from '../../../kernel/clock.ts';
import { ok } from '../../../kernel/result.ts';
import type { HttpHandler } from '../../../platform/http.ts';
import { idempotencyIntent, refusedOrReplayed } from '../../../platform/idempotency.ts';
import { PRESIGNED_SECONDS, type Upload } from '../../../platform/presigned.ts';
import type { UnbindWriteDeps } from '../../ports.ts';
import { addEvidence } from '../add-evidence.ts';
import { evidenceWrite } from '../contract.ts';
import type { Evidence } from '../evidence.ts';

import { viewEvidence } from '../view.ts';

const operation = evidenceWrite.addUnbindEvidence;

export const createAddUnbindEvidence =
  (deps: UnbindWriteDeps): HttpHandler<typeof operation> =>
  async ({ caller, params, body, idempotency }) => {
    const at = deps.clock.now();
    const until = plusSeconds(at, PRESIGNED_SECONDS);
    const reply = (evidence: Evidence, { url, headers }: Upload) =>
      ({
        status: 201,
        json: { evidence: viewEvidence(evidence), upload: { method: 'PUT', url, headers: { ...headers }, until } },
      }) as const;
    const of = { org: caller.org, unbind: params.unbindId, by: caller.member };
    // who has the address of an upload can use it: an answer that is kept lies with what is private
    const done = await addEvidence(deps, of, body, (evidence, upload) => [
      idempotencyIntent(caller.org, idempotency, reply(evidence, upload), at, 'private'),
    ]);
    return done.ok
      ? ok(reply(done.value.evidence, done.value.upload))
      : refusedOrReplayed(deps.tables, operation, caller.org, idempotency, done.error);
  };
