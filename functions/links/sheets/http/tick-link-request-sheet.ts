import { ok } from '../../../kernel/result.ts';
import type { HttpHandler } from '../../../platform/http.ts';
import { idempotencyIntent, refusedOrReplayed } from '../../../platform/idempotency.ts';
import type { Deliver, LinkDeps } from '../../ports.ts';
import { sheetOperations } from '../contract.ts';
import type { InHand } from '../in-hand.ts';
import { tickInvitation } from '../tick-invitation.ts';
import { viewInvitationSheet } from '../view.ts';

const operation = sheetOperations.tickLinkRequestSheet;

export const createTickLinkRequestSheet =
  (deps: LinkDeps & { readonly deliver: Deliver }): HttpHandler<typeof operation> =>
  async ({ caller, params, body, idempotency, language }) => {
    const ticked = { org: caller.org, requestId: params.requestId, step: params.step, by: caller.member };
    const reply = (after: InHand) => ({ status: 200, json: { sheet: viewInvitationSheet(after, language) } }) as const;
    const done = await tickInvitation(deps, ticked, body, (after) => [
      idempotencyIntent(caller.org, idempotency, reply(after), deps.clock.now()),
    ]);
    if (done.ok) return ok(reply(done.value));
    return refusedOrReplayed(deps.tables, operation, caller.org, idempotency, done.error);
  };
