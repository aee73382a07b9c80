import { err, ok } from '../../../kernel/result.ts';
import { readPolicy } from '../../../parties/index.ts';
import type { HttpHandler } from '../../../platform/http.ts';
import type { LinkDeps } from '../../ports.ts';
import { changeRequestOnce } from '../change-once.ts';
import { followOperations } from '../contract.ts';
import { answeredRefusal, resendRefusal } from '../guards.ts';
import { limitRefusal, mailData, mailsOf } from '../mailing.ts';

const operation = followOperations.resendQuestion;

/** Asks for one more mail of the open question; `notices` hears of it and sends a fresh link. The deadline stays. */
export const createResendQuestion =
  (deps: LinkDeps): HttpHandler<typeof operation> =>
  (call) =>
    changeRequestOnce(
      deps,
      operation,
      202,
      call,
      ({ org, policyVersion }) => readPolicy(deps.tables, org, policyVersion),
      ({ record, decision }, { resend }, at) => {
        const { waitingOn } = record;
        const refusal = resendRefusal(record) ?? answeredRefusal(record, decision, at);
        if (refusal || !waitingOn)
          return err(refusal ?? { kind: 'not_allowed_now', params: { status: record.status } });
        const before = mailsOf(record, waitingOn);
        const limit = limitRefusal(before, resend, at);
        if (limit) return err(limit);
        const mails = { ...before, asked: before.asked + 1, resent: before.resent + 1, at };
        const data = { number: mails.resent, ...mailData(waitingOn, mails.asked) };
        return ok({ type: 'link_request.resend_asked', set: { mails }, data });
      },
    );
