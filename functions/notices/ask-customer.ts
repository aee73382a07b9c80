import type { Logger } from '@aws-lambda-powertools/logger';
import { asFollowed, readDecision } from '../decisions/change-decision.ts';
import type { Decision, DecisionRef } from '../decisions/decision.ts';
import { mintLink } from '../decisions/one-time-link.ts';
import { providerName } from '../decisions/texts.ts';
import type { Clock } from '../kernel/clock.ts';
import type { NewId } from '../kernel/ids.ts';
import { ok } from '../kernel/result.ts';
import { fill } from '../kernel/texts.ts';
import { type Contact, readContact } from '../links/index.ts';
import { change } from '../platform/change.ts';
import type { Tables } from '../platform/tables.ts';
import { append, recordKey } from '../timeline/index.ts';
import { claimMail, noteSent } from './mail.ts';
import { changeMail, questionMail } from './texts.ts';

export type Letter = { readonly to: string; readonly subject: string; readonly text: string };

export type AskDeps = {
  readonly tables: Tables;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly logger: Logger;
  readonly deskUrl: string;
  /** A fresh token of 256 bits, URL-safe. */
  readonly newToken: () => string;
  /** Sends and answers the mail service's own id. */
  readonly send: (letter: Letter) => Promise<string>;
};

/**
 * Mails a question to the customer: claim and one-time link in one transaction, then the mail, then the note that it
 * went. Asked twice, only the first sends. The token exists in the mail and nowhere else.
 * @param number which mail of this question: the first, or one that was asked for again
 */
export async function askCustomer(deps: AskDeps, ref: DecisionRef, number = 1): Promise<'sent' | 'not_needed'> {
  const [decision, contact] = await Promise.all([
    readDecision(deps.tables, ref),
    readContact(deps.tables, ref.org, ref.subject),
  ]);
  if (decision?.status !== 'open' || !decision.question || !contact) return 'not_needed';
  const mail = { org: ref.org, subject: ref.subject, name: mailName(ref, number) };
  const token = deps.newToken();
  const { org, subject, kind, round } = ref;
  const link = {
    org,
    subject,
    kind,
    round,
    expiresAt: decision.expiresAt,
    language: contact.language,
    generation: contact.generation,
  };
  const claimed = await deps.tables.transact([claimMail(mail, deps.clock.now()), mintLink(token, link)]);
  if (!claimed.ok) return 'not_needed';
  const providerId = await deps.send(letter(deps, decision, contact, token));
  await deps.tables.transact([noteSent(mail, deps.clock.now(), providerId)]);
  await tellOfMail(deps, ref, mail.name);
  return 'sent';
}

function mailName({ round }: DecisionRef, number: number): string {
  return `customer_question#${round}${number === 1 ? '' : `#${number}`}`;
}

function letter({ deskUrl }: AskDeps, { question, expiresAt }: Decision, contact: Contact, token: string): Letter {
  const { language, email, name } = contact;
  const values = {
    asks: question?.asks ?? '',
    customer: question?.customerName ?? '',
    provider: providerName(question?.site ?? '', language),
    name: name ? ` ${name}` : '',
    link: `${deskUrl}/d/${token}`,
    until: expiresAt.slice(0, 16).replace('T', ' '),
  };
  const texts = question?.changes ? changeMail : questionMail;
  return { to: email, subject: fill(texts.subject[language], values), text: fill(texts.body[language], values) };
}

/** The timeline says that a mail went; to whom, only the contact item knows. */
export async function tellOfMail(
  deps: Pick<AskDeps, 'tables' | 'clock' | 'newId'>,
  ref: Pick<DecisionRef, 'org' | 'subject'>,
  name: string,
): Promise<void> {
  const at = deps.clock.now();
  const entry = { type: 'mail.sent', actor: { kind: 'desk', part: 'notices' }, at, data: { mail: name } } as const;
  await change(
    deps.tables,
    () => deps.tables.get('desk', recordKey(ref.org, ref.subject)),
    (record) => ok({ intents: append(asFollowed(record), entry, deps.newId), value: undefined }),
  );
}
