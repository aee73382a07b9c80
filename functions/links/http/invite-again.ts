import { type Decision, decide } from '../../decisions/decision.ts';
import type { Instant } from '../../kernel/clock.ts';
import type { Problem } from '../../kernel/problems.ts';
import { err, InvariantBroken, ok } from '../../kernel/result.ts';
import type { HttpHandler } from '../../platform/http.ts';
import { idempotencyIntent, refusedOrReplayed } from '../../platform/idempotency.ts';
import { move } from '../../timeline/index.ts';
import { changeRequest } from '../change-request.ts';
import { linksWrite } from '../contract-write.ts';
import { inviteAgainRefusal } from '../guards.ts';
import type { LinkRequest } from '../link-request.ts';
import type { Deliver, LinkDeps } from '../ports.ts';
import { fence, waitingRef } from '../transition.ts';
import { viewLinkRequest } from '../view.ts';

const operation = linksWrite.inviteAgain;

/** Asks for one more invitation and answers the wait with it, so that the machine goes back and sends it. */
export const createInviteAgain =
  (deps: LinkDeps & { readonly deliver: Deliver }): HttpHandler<typeof operation> =>
  async ({ caller, params, idempotency }) => {
    const at = deps.clock.now();
    const done = await changeRequest(deps, caller.org, params.requestId, ({ record, decision }) => {
      const refusal = inviteAgainRefusal(record) ?? answeredRefusal(record, decision, at);
      if (refusal) return err(refusal);
      const ref = waitingRef(record);
      if (!ref) throw new InvariantBroken(`${record.id} waits for nothing`);
      const invitationsAsked = record.invitationsAsked + 1;
      const actor = { kind: 'member', id: caller.member } as const;
      const entry = { type: 'link_request.invitation_asked', actor, at, data: { number: invitationsAsked } } as const;
      const asked = { ...record, invitationsAsked, version: record.version + 1 };
      const reply = { status: 202, json: { linkRequest: viewLinkRequest(asked, caller) } } as const;
      const intents = [
        idempotencyIntent(caller.org, idempotency, reply, at),
        ...move(record, { set: { invitationsAsked }, expect: fence(record) }, entry, deps.newId),
        ...decide(ref, at, 'invite_again'),
      ];
      return ok({ intents, value: { reply, ref } });
    });
    if (!done.ok) return refusedOrReplayed(deps.tables, operation, caller.org, idempotency, done.error);
    await deps.deliver(done.value.ref);
    return ok(done.value.reply);
  };

/** The application has come, or the time is over; the machine is about to take it in. */
function answeredRefusal({ status }: LinkRequest, decision: Decision | undefined, at: Instant): Problem | undefined {
  const open = decision?.status === 'open' && decision.expiresAt > at;
  return open ? undefined : { kind: 'not_allowed_now', params: { status } };
}
