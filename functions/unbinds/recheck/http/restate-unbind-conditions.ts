import { err, InvariantBroken, ok } from '../../../kernel/result.ts';
import { readPartnerAccount } from '../../../parties/index.ts';
import type { HttpHandler } from '../../../platform/http.ts';
import { idempotencyIntent, refusedOrReplayed } from '../../../platform/idempotency.ts';
import { changeUnbind, readUnbind } from '../../change-unbind.ts';
import { followCourse } from '../../follow-course.ts';
import { tryAgainRefusal } from '../../guards.ts';
import type { UnbindWriteDeps } from '../../ports.ts';
import { toldOf } from '../../preconditions/told.ts';
import { conditionErrors, overrideErrors } from '../../submit/considered.ts';
import { viewUnbind } from '../../view.ts';
import { recheckWrite } from '../contract.ts';
import { restated } from '../restate.ts';

const operation = recheckWrite.restateUnbindConditions;

export const createRestateUnbindConditions =
  (deps: UnbindWriteDeps): HttpHandler<typeof operation> =>
  async ({ caller, params, body, idempotency }) => {
    const { tables, clock } = deps;
    const at = clock.now();
    const known = await readUnbind(tables, caller.org, params.unbindId);
    if (!known) return err({ kind: 'not_found', params: { what: 'unbind' } });
    const { id, site: name } = known.partnerAccount;
    const [account, site] = [await readPartnerAccount(tables, caller.org, id), deps.capabilitiesOf(name)];
    if (!account || !site) throw new InvariantBroken(`${known.id} has no partner account, or its site no adapter`);
    const errors = [...conditionErrors(site, body), ...overrideErrors(site, body)];
    if (errors.length > 0) return err({ kind: 'invalid_input', errors });
    const done = await changeUnbind(deps, caller.org, known.id, ({ record, decision }) => {
      const refusal = tryAgainRefusal(record);
      if (refusal) return err(refusal);
      const { preconditions, ready, agreed } = restated(record, { site, account }, { ...body, by: caller.member, at });
      const actor = { kind: 'member', id: caller.member } as const;
      const happened = { actor, at, set: { preconditions }, data: toldOf(ready, preconditions) };
      const moved = followCourse(record, decision, { ...record, agreed }, happened, deps.newId);
      const reply = { status: 200, json: { unbind: viewUnbind(moved.record, caller, at) } } as const;
      return ok({
        intents: [idempotencyIntent(caller.org, idempotency, reply, at), ...moved.intents],
        value: reply,
      });
    });
    return done.ok ? done : refusedOrReplayed(tables, operation, caller.org, idempotency, done.error);
  };
