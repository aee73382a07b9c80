import { err, ok } from '../../../kernel/result.ts';
import type { HttpHandler } from '../../../platform/http.ts';
import { idempotencyIntent, refusedOrReplayed } from '../../../platform/idempotency.ts';
import { fence } from '../../../sequence/transition.ts';
import { move } from '../../../timeline/index.ts';
import { changeUnbind } from '../../change-unbind.ts';
import { notNow } from '../../guards.ts';
import type { UnbindWriteDeps } from '../../ports.ts';
import type { Unbind } from '../../unbind.ts';
import { viewUnbind } from '../../view.ts';
import { clockOf, isUnderReview } from '../climb-ladder.ts';
import { customerStartedWrite } from '../contract.ts';

const operation = customerStartedWrite.acknowledgeClock;

/** The first one counts; saying it again, whoever does, changes nothing. */
export const createAcknowledgeClock =
  (deps: UnbindWriteDeps): HttpHandler<typeof operation> =>
  async ({ caller, params, idempotency }) => {
    const at = deps.clock.now();
    const answer = (record: Unbind) => ({ status: 200, json: { unbind: viewUnbind(record, caller, at) } }) as const;
    const done = await changeUnbind(deps, caller.org, params.unbindId, ({ record }) => {
      if (!isUnderReview(record)) return err(notNow(record));
      const clock = clockOf(record);
      const acknowledged = clock.acknowledged ?? { by: caller.member, at };
      const reviewClock = { ...clock, acknowledged };
      const next = clock.acknowledged ? record : { ...record, reviewClock, version: record.version + 1 };
      const value = answer(next);
      const once = idempotencyIntent(caller.org, idempotency, value, at);
      if (clock.acknowledged) return ok({ intents: [once], value });
      const actor = { kind: 'member', id: caller.member } as const;
      const entry = {
        type: 'unbind.clock_acknowledged',
        actor,
        at,
        data: { deadline: record.providerDeadline },
      } as const;
      return ok({
        intents: [once, ...move(record, { set: { reviewClock }, expect: fence(record) }, entry, deps.newId)],
        value,
      });
    });
    return done.ok ? done : refusedOrReplayed(deps.tables, operation, caller.org, idempotency, done.error);
  };
