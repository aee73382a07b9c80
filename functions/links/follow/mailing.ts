import { type Instant, plusSeconds } from '../../kernel/clock.ts';
import type { Problem } from '../../kernel/problems.ts';
import type { PolicyTerms } from '../../parties/index.ts';
import type { AskedMails, LinkRequest, WaitingOn } from '../link-request.ts';

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
