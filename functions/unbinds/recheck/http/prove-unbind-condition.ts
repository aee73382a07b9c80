import { err, ok } from '../../../kernel/result.ts';
import type { HttpHandler } from '../../../platform/http.ts';
import { idempotencyIntent, refusedOrReplayed } from '../../../platform/idempotency.ts';
import { fence } from '../../../sequence/transition.ts';
import { move } from '../../../timeline/index.ts';
import { changeUnbind, readUnbind } from '../../change-unbind.ts';
import { verifyEvidence } from '../../evidence/verify-evidence.ts';
import { endedRefusal } from '../../guards.ts';
import type { UnbindWriteDeps } from '../../ports.ts';
import { viewUnbind } from '../../view.ts';
import { recheckWrite } from '../contract.ts';
import { proved } from '../prove.ts';

const operation = recheckWrite.proveUnbindCondition;

export const createProveUnbindCondition =
  (deps: UnbindWriteDeps): HttpHandler<typeof operation> =>
  async ({ caller, params: { unbindId, check }, body: { evidence }, idempotency }) => {
    const at = deps.clock.now();
    const known = await readUnbind(deps.tables, caller.org, unbindId);
    const refusal = known ? endedRefusal(known) : ({ kind: 'not_found', params: { what: 'unbind' } } as const);
    if (refusal) return err(refusal);
    const verified = await verifyEvidence(deps, caller.org, unbindId, evidence, at);
    if (!verified.ok) return verified;
    const done = await changeUnbind(deps, caller.org, unbindId, ({ record }) => {
      const preconditions = endedRefusal(record) ? undefined : proved(record.preconditions, check, evidence);
      if (!preconditions) return err(endedRefusal(record) ?? notAttested(check));
      const entry = {
        type: 'unbind.condition_proved',
        actor: { kind: 'member', id: caller.member },
        at,
        data: { check, evidence },
      } as const;
      const after = { ...record, preconditions, version: record.version + 1 };
      const reply = { status: 200, json: { unbind: viewUnbind(after, caller, at) } } as const;
      return ok({
        intents: [
          idempotencyIntent(caller.org, idempotency, reply, at),
          ...verified.value,
          ...move(record, { set: { preconditions }, expect: fence(record) }, entry, deps.newId),
        ],
        value: reply,
      });
    });
    return done.ok ? done : refusedOrReplayed(deps.tables, operation, caller.org, idempotency, done.error);
  };

function notAttested(check: string) {
  const detail = 'a machine reads it, or nobody has said yet what they found';
  return {
    kind: 'invalid_input',
    errors: [{ field: '/check', code: 'not_attested', detail: `${check}: ${detail}` }],
  } as const;
}
