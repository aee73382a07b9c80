import { err, ok } from '../../kernel/result.ts';
import { readLink } from '../../links/link.ts';
import { changeLink, moveLink } from '../../links/live/change-link.ts';
import type { LinkDeps } from '../../links/ports.ts';
import type { HttpHandler } from '../../platform/http.ts';
import { idempotencyIntent, refusedOrReplayed } from '../../platform/idempotency.ts';
import { type Checklist, readChecklist } from '../checklist.ts';
import { verificationWrite } from '../contract.ts';
import { verifyRefusal } from '../guards.ts';
import { startChecklist } from '../start-checklist.ts';
import { viewVerification } from '../view.ts';

const operation = verificationWrite.verifyLink;

/** Starts a checklist on a person's word; one that waits to be tried answers for this one, too. */
export const createVerifyLinkNow =
  (deps: LinkDeps): HttpHandler<typeof operation> =>
  async ({ caller, params, idempotency }) => {
    const at = deps.clock.now();
    const known = await readLink(deps.tables, caller.org, params.linkId);
    const waiting = known && (await readChecklist(deps.tables, known));
    const done = await changeLink(deps, caller.org, params.linkId, (link) => {
      const refusal = verifyRefusal(link);
      if (refusal) return err(refusal);
      if (waiting && isUntried(waiting) && waiting.number === link.checklist) {
        const reply = { status: 202, json: { verification: viewVerification(link, waiting, caller) } } as const;
        return ok({ intents: [idempotencyIntent(caller.org, idempotency, reply, at)], value: reply });
      }
      const { set, checklist, intents } = startChecklist(link, 'requested', at, caller.member);
      const data = { checklist: checklist.number };
      const moved = moveLink(deps, link, caller, at, { type: 'link.verification_requested', set, data });
      const reply = { status: 202, json: { verification: viewVerification(moved.link, checklist, caller) } } as const;
      const keep = idempotencyIntent(caller.org, idempotency, reply, at);
      return ok({ intents: [keep, ...moved.intents, ...intents], value: reply });
    });
    return done.ok ? done : refusedOrReplayed(deps.tables, operation, caller.org, idempotency, done.error);
  };

function isUntried({ items }: Checklist): boolean {
  return Object.values(items).every(({ status }) => status === 'pending');
}
