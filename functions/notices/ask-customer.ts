import { readDecision } from '../decisions/change-decision.ts';
import type { Decision, DecisionRef } from '../decisions/decision.ts';
import { mintLink } from '../decisions/one-time-link.ts';
import { providerName } from '../decisions/provider-facts.ts';
import { type Contact, readContact } from '../links/index.ts';
import { toTheMinute, writeLetter } from './letter.ts';
import type { MailRef } from './mail.ts';
import { type MailDeps, type Sent, sendMail } from './send-mail.ts';
import { questionTexts, reminderTexts } from './texts.ts';

/**
 * Mails a question to the customer, with a one-time link of its own that is written together with the claim. Asked
 * twice, only the first sends. The token exists in the mail and nowhere else.
 * @param number which mail of this question: the first, or one that was asked for again
 */
export async function askCustomer(deps: MailDeps, ref: DecisionRef, number = 1): Promise<Sent> {
  const about = { template: 'customer_question', about: [String(ref.round)], number } as const;
  return mailQuestion(deps, ref, about, questionTexts);
}

/**
 * Reminds the customer of a question that is still open (R131); once for each step of the policy.
 * @param step which reminder of the question, from 1
 */
export async function remindCustomer(deps: MailDeps, ref: DecisionRef, step: number): Promise<Sent> {
  const about = { template: 'customer_reminder', about: [String(ref.round), String(step)], number: 1 } as const;
  return mailQuestion(deps, ref, about, reminderTexts);
}

async function mailQuestion(
  deps: MailDeps,
  ref: DecisionRef,
  mail: Omit<MailRef, 'org' | 'subject'>,
  texts: typeof questionTexts | typeof reminderTexts,
): Promise<Sent> {
  const { org, subject } = ref;
  const [decision, contact] = await Promise.all([
    readDecision(deps.tables, ref),
    readContact(deps.tables, org, subject),
  ]);
  if (decision?.status !== 'open' || decision.expiresAt <= deps.clock.now()) return 'not_needed';
  const { question } = decision;
  if (!question || !contact) return 'not_needed';
  const { language, generation } = contact;
  const token = deps.newToken();
  const { kind, round } = ref;
  const also = [mintLink(token, { org, subject, kind, round, expiresAt: decision.expiresAt, language, generation })];
  const link = { url: `${deps.deskUrl}/d/${token}`, token };
  const values = valuesOf(decision, question, contact);
  const { letter, text } = writeLetter(question.changes ? texts.changed : texts.asked, contact, values, link);
  return sendMail(deps, { mail: { org, subject, ...mail, to: 'customer', generation, text }, letter, also });
}

function valuesOf({ expiresAt }: Decision, question: NonNullable<Decision['question']>, { language }: Contact) {
  const { asks, customerName: customer, site } = question;
  return { asks, customer, provider: providerName(site, language), until: toTheMinute(expiresAt) };
}
