import { phraseOf } from '../decisions/phrase.ts';
import type { Instant } from '../kernel/clock.ts';
import { fill, type Language } from '../kernel/texts.ts';
import type { Contact } from '../links/index.ts';
import type { Letter } from './send-mail.ts';
import { greeting, type MailTexts, phraseText } from './texts.ts';

/** The one-time link of a mail that has one: where it leads, and the token that the phrase is drawn from. */
export type LinkOfMail = { readonly url: string; readonly token: string };

type Values = Readonly<Record<string, string>>;

/** A mail to a contact in its language, with what the record keeps of its words. */
export function writeLetter(texts: MailTexts, contact: Contact, values: Values, link?: LinkOfMail) {
  const { language, email, name } = contact;
  const known = { ...values, name: name ? ` ${name}` : '' };
  const text = { version: texts.version, language };
  const letter: Letter = {
    to: email,
    subject: fill(texts.subject[language], known),
    text: bodyOf(texts, language, known, link),
  };
  return { letter, text };
}

/** The text of a mail: greeting, what it is about, the one thing to do, and the small print. */
export function bodyOf(texts: MailTexts, language: Language, values: Values, link?: LinkOfMail): string {
  const say = (text: string) => fill(text, { ...values, ...(link && { phrase: phraseOf(link.token, language) }) });
  const explained = [say(texts.explains[language]), say(texts.action[language])].join(language === 'en' ? ' ' : '');
  const parts = [
    say(greeting[language]),
    explained,
    ...(link ? [link.url, say(phraseText[language])] : []),
    ...(texts.small ? [say(texts.small[language])] : []),
  ];
  return `${parts.join('\n\n')}\n`;
}

/** An instant as mails name it: to the minute, in UTC. */
export function toTheMinute(at: Instant): string {
  return at.slice(0, 16).replace('T', ' ');
}
