import { err, ok } from '../../kernel/result.ts';
import type { HttpHandler } from '../../platform/http.ts';
import { idempotencyIntent, refusedOrReplayed } from '../../platform/idempotency.ts';
import { changeRequest } from '../change-request.ts';
import { linksWrite } from '../contract-write.ts';
import { cancelRefusal } from '../guards.ts';
import type { LinkRequest } from '../link-request.ts';
import type { Deliver, LinkDeps } from '../ports.ts';
import { closeWait, transition, waitingRef } from '../transition.ts';
import { viewLinkRequest } from '../view.ts';

const operation = linksWrite.cancelLinkRequest;

/** Moves to `cancelling` and withdraws the open question; the machine, woken, undoes what has to be undone. */
export const createCancelLinkRequest =
  (deps: LinkDeps & { readonly deliver: Deliver }): HttpHandler<typeof operation> =>
  async ({ caller, params, body, idempotency }) => {
    const at = deps.clock.now();
    const answer = (record: LinkRequest) =>
      ({ status: 202, json: { linkRequest: viewLinkRequest(record, caller) } }) as const;
    const keep = (reply: ReturnType<typeof answer>) => idempotencyIntent(caller.org, idempotency, reply, at);
    const done = await changeRequest(deps, caller.org, params.requestId, ({ record, decision }) => {
      const refusal = cancelRefusal(record);
      if (refusal) return err(refusal);
      if (record.status === 'cancelling')
        return ok({ intents: [keep(answer(record))], value: { reply: answer(record), woken: undefined } });
      const actor = { kind: 'member', id: caller.member } as const;
      const step = {
        to: 'cancelling',
        actor,
        at,
        set: { reason: body.reason },
        data: { reason: body.reason },
      } as const;
      const moved = transition(record, step, deps.newId);
      const reply = answer(moved.record);
      const intents = [keep(reply), ...moved.intents, ...closeWait(decision, at)];
      return ok({ intents, value: { reply, woken: waitingRef(record) } });
    });
    if (!done.ok) return refusedOrReplayed(deps.tables, operation, caller.org, idempotency, done.error);
    if (done.value.woken) await deps.deliver(done.value.woken);
    return ok(done.value.reply);
  };
