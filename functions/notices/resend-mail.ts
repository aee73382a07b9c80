import { asFollowed } from '../decisions/change-decision.ts';
import { type Instant, plusSeconds } from '../kernel/clock.ts';
import { idPrefixes } from '../kernel/ids.ts';
import type { Problem } from '../kernel/problems.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import { readStored } from '../kernel/stored.ts';
import type { Item, WriteIntent } from '../kernel/write.ts';
import { type Asked, readAsked } from '../links/change-request.ts';
import { askingAgain } from '../links/follow/mailing.ts';
import type { LinkDeps } from '../links/ports.ts';
import { fence } from '../links/transition.ts';
import { type Policy, readPolicy } from '../parties/index.ts';
import { type Actor, append, move, recordKey } from '../timeline/index.ts';
import { tryContactAgain } from '../unbinds/contact.ts';
import { keyOfNotice, type MailRecord, mailShape, noteResent, noticeState } from './mail.ts';
import { lastWritten, mailsOf } from './mails-of.ts';
import { subjectOf } from './subject.ts';

/** A mail with all that decides whether it may be sent again. */
export type Resending = {
  readonly mail: MailRecord;
  readonly record: Item | undefined;
  /** Present where it is about a link request. */
  readonly asked: Asked | undefined;
  readonly mails: readonly MailRecord[];
  readonly policy: Policy;
};

export async function readResending(deps: LinkDeps, org: string, noticeId: string): Promise<Resending | undefined> {
  const item = await deps.tables.get('desk', keyOfNotice(org, noticeId));
  const mail = item && readStored(mailShape, item);
  if (!mail) return undefined;
  const ofRequest = mail.subject.startsWith(`${idPrefixes.linkRequest}_`);
  const [record, asked, mails] = await Promise.all([
    deps.tables.get('desk', recordKey(org, mail.subject)),
    ofRequest ? readAsked(deps, org, mail.subject) : undefined,
    mailsOf(deps.tables, org, mail.subject),
  ]);
  return { mail, record, asked, mails, policy: await readPolicy(deps.tables, org, asked?.record.policyVersion) };
}

type Doing = { readonly actor: Actor; readonly at: Instant; readonly newId: LinkDeps['newId'] };

/**
 * Has a mail sent again by the way that its template has: a question, or its reminder, as one more mail of the question;
 * any other one under its own name. The mail that it replaces is marked in the same transaction, so it is replaced once.
 * @returns `not_allowed_now` for a mail that went, or that was sent again; `resend_too_soon`, `resend_used_up`
 */
export function resendMail(found: Resending, { actor, at, newId }: Doing): Result<readonly WriteIntent[], Problem> {
  const { mail, record, asked } = found;
  const refusal = resendRefusal(found, at);
  if (refusal) return err(refusal);
  const marked = noteResent(mail, at);
  if (!isOfQuestion(mail)) {
    const { template, about, name } = mail;
    const data = { mail: name, template, about, number: mail.number + 1 };
    const entry = { type: 'mail.resend_asked', actor, at, data } as const;
    const subject = record && mail.to === 'customer' ? subjectOf(mail.subject, record) : undefined;
    const again = subject?.kind === 'unbind' ? tryContactAgain(subject.record, entry, newId) : undefined;
    return ok([marked, ...(again ?? append(asFollowed(record), entry, newId))]);
  }
  if (!asked || asked.record.waitingOn?.round !== Number(mail.about[0])) return err(notNow(mail, at));
  const again = askingAgain(asked, found.policy, at);
  if (!again.ok) return again;
  const { type, set, data } = again.value;
  const entry = { type, actor, at, data } as const;
  return ok([marked, ...move(asked.record, { set, expect: fence(asked.record) }, entry, newId)]);
}

function resendRefusal({ mail, mails, policy }: Resending, at: Instant): Problem | undefined {
  const state = noticeState(mail, at);
  if ((state !== 'unknown' && state !== 'bounced') || mail.resentAt) return notNow(mail, at);
  const until = plusSeconds(lastWritten(mails) ?? mail.claimedAt, policy.resend.pauseSeconds);
  return at < until ? { kind: 'resend_too_soon', params: { until } } : undefined;
}

function isOfQuestion({ template }: MailRecord): boolean {
  return template === 'customer_question' || template === 'customer_reminder';
}

function notNow(mail: MailRecord, at: Instant): Problem {
  return { kind: 'not_allowed_now', params: { status: mail.resentAt ? 'sent again' : noticeState(mail, at) } };
}
