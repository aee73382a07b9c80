import { type Instant, plusSeconds } from '../../kernel/clock.ts';
import type { Problem } from '../../kernel/problems.ts';
import { err, ok, type Result } from '../../kernel/result.ts';
import type { PolicyTerms } from '../../parties/index.ts';
import type { Asked } from '../change-request.ts';
import type { AskedMails, LinkRequest, WaitingOn } from '../link-request.ts';
import type { RequestChange } from './change-once.ts';
import { contactMended } from './contact-broken.ts';
import { answeredRefusal, resendRefusal } from './guards.ts';

/** Which mails of the question that is open now have been asked for: the first one came with the question. */
export function mailsOf({ mails }: Pick<LinkRequest, 'mails'>, { round, since }: WaitingOn): AskedMails {
  return mails?.round === round ? mails : { round, asked: 1, resent: 0, at: since };
}

/** Not more often, and not sooner after the one before, than the policy of the request says (R035). */
export function limitRefusal(
  { resent, at }: AskedMails,
  { most, pauseSeconds }: PolicyTerms['resend'],
  now: Instant,
): Problem | undefined {
  if (resent >= most) return { kind: 'resend_used_up', params: { most } };
  const until = plusSeconds(at, pauseSeconds);
  return now < until ? { kind: 'resend_too_soon', params: { until } } : undefined;
}

/** The event's data by which the question is mailed anew: which question, and which mail of it. */
export function mailData({ kind, round }: Pick<WaitingOn, 'kind' | 'round'>, mail: number) {
  return { waitingOn: { kind, round }, mail };
}

/**
 * One more mail of the open question, whoever asks for it: `notices` hears of it and sends a fresh link. The deadline
 * stays; mail that came back is given another chance.
 */
export function askingAgain(
  { record, decision }: Asked,
  { resend }: Pick<PolicyTerms, 'resend'>,
  at: Instant,
): Result<RequestChange, Problem> {
  const { waitingOn } = record;
  const refusal = resendRefusal(record) ?? answeredRefusal(record, decision, at);
  if (refusal || !waitingOn) return err(refusal ?? { kind: 'not_allowed_now', params: { status: record.status } });
  const before = mailsOf(record, waitingOn);
  const limit = limitRefusal(before, resend, at);
  if (limit) return err(limit);
  const mails = { ...before, asked: before.asked + 1, resent: before.resent + 1, at };
  return ok({
    type: 'link_request.resend_asked',
    set: { mails, ...(waitingOn.contact && { waitingOn: contactMended(waitingOn) }) },
    data: { number: mails.resent, ...mailData(waitingOn, mails.asked) },
  });
}
