import { readDecision } from '../../decisions/change-decision.ts';
import type { DecisionKind, DecisionRef } from '../../decisions/decision.ts';
import { mintLink } from '../../decisions/one-time-link.ts';
import { providerName } from '../../decisions/provider-facts.ts';
import { readContact } from '../../links/index.ts';
import type { Tables } from '../../platform/tables.ts';
import { readDistributorContact } from '../../unbinds/distributor/contact.ts';
import { toTheMinute, writeLetter } from '../letter.ts';
import type { MailRef } from '../mail.ts';
import { type MailDeps, type Sent, sendMail } from '../send-mail.ts';
import { unbindQuestionTexts, unbindReminderTexts } from './texts.ts';

/** The questions of an unbind that somebody outside is mailed. */
const asked = ['confirmation', 'card', 'distributor'] as const;
type Asked = (typeof asked)[number];

export const askedKind = (kind: DecisionKind): Asked | undefined => asked.find((one) => one === kind);

/** Tells mails of the same question to another contact apart. */
const CONTACT = 'contact_';
const isContact = (part: string) => part.startsWith(CONTACT);

/** Who is asked: the distributor where it is its review, else the customer. */
export function contactAsked(tables: Tables, { org, subject, kind }: DecisionRef) {
  return kind === 'distributor' ? readDistributorContact(tables, org, subject) : readContact(tables, org, subject);
}

/**
 * Mails a question of an unbind, with a one-time link of its own. Asked twice, only the first sends; without anybody to
 * write to, nothing is sent and the desk's people see to it.
 * @param number which mail of this question: the first, or one that was asked for again
 */
export function askOnUnbind(deps: MailDeps, ref: DecisionRef, number = 1): Promise<Sent> {
  const about = { template: 'unbind_question', about: [ref.kind, String(ref.round)], number } as const;
  return mailQuestion(deps, ref, about, unbindQuestionTexts);
}

/** @param step which reminder of the question, from 1 */
export function remindOnUnbind(deps: MailDeps, ref: DecisionRef, step: number, number = 1): Promise<Sent> {
  const about = { template: 'unbind_reminder', about: [ref.kind, String(ref.round), String(step)], number } as const;
  return mailQuestion(deps, ref, about, unbindReminderTexts);
}

async function mailQuestion(
  deps: MailDeps,
  ref: DecisionRef,
  mail: Omit<MailRef, 'org' | 'subject'>,
  texts: typeof unbindQuestionTexts | typeof unbindReminderTexts,
): Promise<Sent> {
  const kind = askedKind(ref.kind);
  const [decision, contact] = await Promise.all([readDecision(deps.tables, ref), contactAsked(deps.tables, ref)]);
  const question = decision?.question;
  const open = decision?.status === 'open' && decision.expiresAt > deps.clock.now();
  if (!kind || !open || !question || !contact) return 'not_needed';
  const { org, subject, round } = ref;
  const { language, generation } = contact;
  // who is written to in another's place is written to for the first time
  const about =
    generation === 1 ? mail.about : [...mail.about.filter((part) => !isContact(part)), `${CONTACT}${generation}`];
  const values = {
    asks: question.asks,
    customer: question.customerName,
    secondLevel: question.unbinds?.secondLevel ?? '',
    provider: providerName(question.site, language),
    until: toTheMinute(decision.expiresAt),
  };
  const token = deps.newToken();
  const also = [mintLink(token, { org, subject, kind, round, expiresAt: decision.expiresAt, language, generation })];
  const { letter, text } = writeLetter(texts[kind], contact, values, { url: `${deps.deskUrl}/d/${token}`, token });
  const to = kind === 'distributor' ? 'distributor' : 'customer';
  return sendMail(deps, { mail: { org, subject, ...mail, about, to, generation, text }, letter, also });
}
