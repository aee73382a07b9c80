import { DecisionRef } from '../decisions/decision.ts';
import { readLinkRequest } from '../links/advance.ts';
import { askView } from './ask-view.ts';
import type { MailRef } from './mail.ts';
import { sendDigestAgain } from './members/send-digest.ts';
import { remindToApply } from './remind-to-apply.ts';
import type { MailDeps, Sent } from './send-mail.ts';
import { tellOfDelay } from './tell-of-delay.ts';
import { tellOfExpiry } from './tell-of-expiry.ts';
import { askOnUnbind, remindOnUnbind } from './unbinding/ask-on-unbind.ts';
import { tellOfUnbindEnd } from './unbinding/tell-of-end.ts';

/**
 * Writes a mail that a person wants sent again, from what is true now. A question and its reminders are not here: they
 * come as the question's own next mail.
 */
export async function mailAgain(deps: MailDeps, mail: MailRef): Promise<Sent> {
  switch (mail.template) {
    case 'billing_delay':
      return tellOfDelay(deps, mail, mail.number);
    case 'request_expired':
      return tellOfExpiry(deps, mail, mail.number);
    case 'customer_view':
      return askView(deps, mail, mail.number);
    case 'application_reminder': {
      const [round, step] = mail.about.map(Number);
      const record = await readLinkRequest(deps.tables, mail.org, mail.subject);
      const waits = record?.waitingOn?.kind === 'application' && record.waitingOn.round === round;
      if (!waits || round === undefined || step === undefined) return 'not_needed';
      return remindToApply(deps, record, { round }, step, mail.number);
    }
    case 'unbind_question':
    case 'unbind_reminder': {
      const [kind, round, step] = mail.about;
      const ref = DecisionRef.safeParse({ org: mail.org, subject: mail.subject, kind, round: Number(round) }).data;
      if (!ref) return 'not_needed';
      if (mail.template === 'unbind_question') return askOnUnbind(deps, ref, mail.number);
      return remindOnUnbind(deps, ref, Number(step), mail.number);
    }
    case 'unbind_end':
      return tellOfUnbindEnd(deps, mail, mail.number);
    case 'member_digest':
      return sendDigestAgain(deps, mail);
    case 'customer_question':
    case 'customer_reminder':
      return 'not_needed';
  }
}
