import { err, ok } from '../../kernel/result.ts';
import { changeLink, moveLink } from '../../links/live/change-link.ts';
import type { LinkDeps } from '../../links/ports.ts';
import type { HttpHandler } from '../../platform/http.ts';
import { idempotencyIntent, refusedOrReplayed } from '../../platform/idempotency.ts';
import { verificationWrite } from '../contract.ts';
import { verifyRefusal } from '../guards.ts';
import { customerLine } from '../view.ts';

const operation = verificationWrite.recordCustomerView;

/** Keeps the customer's answer with its date; the note stays with the record, because timelines can't be erased. */
export const createRecordCustomerView =
  (deps: LinkDeps): HttpHandler<typeof operation> =>
  async ({ caller, params, body, idempotency }) => {
    const at = deps.clock.now();
    const done = await changeLink(deps, caller.org, params.linkId, (link) => {
      const refusal = verifyRefusal(link);
      if (refusal) return err(refusal);
      if (body.at > at) {
        const detail = `not in the future: it is ${at}`;
        return err({ kind: 'invalid_input', errors: [{ field: '/at', code: 'too_big', detail }] });
      }
      const { note, ...said } = body;
      const customerView = { ...said, ...(note && { note }), by: caller.member };
      const data = { seesReseller: said.seesReseller, canSignIn: said.canSignIn, saidAt: said.at };
      const moved = moveLink(deps, link, caller, at, { type: 'link.customer_view', set: { customerView }, data });
      const reply = { status: 200, json: { customerView: customerLine(customerView) } } as const;
      const keep = idempotencyIntent(caller.org, idempotency, reply, at);
      return ok({ intents: [keep, ...moved.intents], value: reply });
    });
    return done.ok ? done : refusedOrReplayed(deps.tables, operation, caller.org, idempotency, done.error);
  };
