import type { Problem } from '../../kernel/problems.ts';
import { err, ok, type Result } from '../../kernel/result.ts';
import type { LinkDeps } from '../../links/ports.ts';
import { change, type Decided } from '../../platform/change.ts';
import type { HttpHandler } from '../../platform/http.ts';
import { idempotencyIntent, refusedOrReplayed } from '../../platform/idempotency.ts';
import { noticesWrite } from '../contract.ts';
import { readResending, resendMail } from '../resend-mail.ts';
import { type NoticeView, viewNotice } from '../view.ts';

const operation = noticesWrite.resendNotice;
type Answer = { readonly status: 202; readonly json: { readonly notice: NoticeView } };

export const createResendNotice =
  (deps: LinkDeps): HttpHandler<typeof operation> =>
  async ({ caller, params, idempotency }) => {
    const at = deps.clock.now();
    const read = () => readResending(deps, caller.org, params.noticeId);
    const done = await change(deps.tables, read, (found): Result<Decided<Answer>, Problem> => {
      if (!found) return err({ kind: 'not_found', params: { what: 'notice' } });
      const doing = { actor: { kind: 'member', id: caller.member }, at, newId: deps.newId } as const;
      const resent = resendMail(found, doing);
      if (!resent.ok) return resent;
      const value: Answer = { status: 202, json: { notice: viewNotice({ ...found.mail, resentAt: at }, at) } };
      return ok({ intents: [idempotencyIntent(caller.org, idempotency, value, at), ...resent.value], value });
    });
    return done.ok ? done : refusedOrReplayed(deps.tables, operation, caller.org, idempotency, done.error);
  };
