import { type DecisionRef, decisionName, parseDecisionName } from '../decisions/decision.ts';
import { type Instant, plusSeconds } from '../kernel/clock.ts';
import { InvariantBroken } from '../kernel/result.ts';
import { readPolicy } from '../parties/index.ts';
import { type DueItem, due } from '../platform/due.ts';
import { remindCustomer } from './ask-customer.ts';
import type { MailRecord } from './mail.ts';
import { lastWritten, mailsOf } from './mails-of.ts';
import { remindToApply } from './remind-to-apply.ts';
import type { MailDeps, Sent } from './send-mail.ts';
import { readSubject, type Subject } from './subject.ts';
import { remindOnUnbind } from './unbinding/ask-on-unbind.ts';

/** `stale`: nobody waits for it any more. `overtaken`: the next step is due. `later`: the pause after a mail holds. */
export type Reminded = Sent | 'stale' | 'unreachable' | 'overtaken' | 'later';

/**
 * One step of the reminders of a wait (R131), as the policy of the request has them. It looks at what is true now: an
 * answer or an expiry ends all steps, a broken contact is left to a person, and a customer who was written to a moment
 * ago is left alone until the policy's pause is over. Of steps that come together, after an outage, the last one counts.
 */
export async function remind(deps: MailDeps, item: DueItem): Promise<Reminded> {
  const { ref, step } = stepOf(item);
  const subject = await readSubject(deps.tables, ref.org, ref.subject);
  const wait = subject?.record.waitingOn;
  const now = deps.clock.now();
  if (!subject || wait?.kind !== ref.kind || wait.round !== ref.round || wait.until <= now) return 'stale';
  if ('contact' in wait && wait.contact) return 'unreachable';
  const next = nextStep(subject.record, step, wait.until);
  if (next <= now) return 'overtaken';
  const from = await writableFrom(deps, subject.record, wait.party === 'distributor' ? 'distributor' : 'customer');
  if (from >= next) return 'overtaken';
  if (from > now) {
    await deps.tables.transact([due({ ...reminder(ref, step), at: from })]);
    return 'later';
  }
  if (subject.kind === 'unbind') return remindOnUnbind(deps, ref, step);
  return ref.kind === 'customer' ? remindCustomer(deps, ref, step) : remindToApply(deps, subject.record, ref, step);
}

function reminder(ref: DecisionRef, step: number) {
  return { kind: 'notice.remind', org: ref.org, id: `${decisionName(ref)}#${step}` } as const;
}

function stepOf({ org, id }: DueItem) {
  const at = id.lastIndexOf('#');
  const ref = parseDecisionName(org, id.slice(0, at));
  if (!ref) throw new InvariantBroken(`not a reminder: ${id}`);
  return { ref, step: Number(id.slice(at + 1)) };
}

/** When the step after this one comes; after the last one, when the wait ends. */
function nextStep({ windows }: Subject['record'], step: number, until: Instant): Instant {
  return plusSeconds(until, -(windows.remind[step] ?? 0));
}

/** From when somebody may be written to again, by the policy that the record is pinned to (R035). */
async function writableFrom(
  { tables }: MailDeps,
  { org, id, policyVersion }: Subject['record'],
  who: MailRecord['to'],
): Promise<Instant> {
  const [mails, policy] = await Promise.all([mailsOf(tables, org, id), readPolicy(tables, org, policyVersion)]);
  const last = lastWritten(mails, who);
  return last === undefined ? '' : plusSeconds(last, policy.resend.pauseSeconds);
}
