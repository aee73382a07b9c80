import { html } from 'hono/html';
import { InvariantBroken } from '../../kernel/result.ts';
import { fill, type Language, type Texts } from '../../kernel/texts.ts';
import type { Question } from '../decision.ts';
import { providerFacts, providerName } from '../provider-facts.ts';
import { frameTexts } from './outcome-texts.ts';
import { stylesheetHref } from './stylesheet.ts';

export type Html = ReturnType<typeof html>;

/** What the pages of one link are made for: who looks at it, and in which language. */
export type Viewer = {
  readonly language: Language;
  /** As the path has it; pages name each other by it. */
  readonly token: string;
  /** The verification phrase of the mail. Absent where there is no such link. */
  readonly phrase?: string;
};

/** Fills the texts of a page with the names of its question. */
export type Say = (texts: Texts) => string;

export function sayer(
  language: Language,
  question: Question | undefined,
  values: Readonly<Record<string, string | number>> = {},
): Say {
  const site = question?.site ?? '';
  const facts = providerFacts(site);
  const known = {
    asks: question?.asks ?? '',
    customer: question?.customerName ?? '',
    provider: providerName(site, language),
    domain: facts?.domains[0] ?? '',
    domains: facts?.domains.join(language === 'en' ? ' or ' : ' 或 ') ?? '',
    place: facts?.identifierAt[language] ?? '',
    secondLevel: question?.unbinds?.secondLevel ?? '',
    confirmPlace: facts?.unbindAt?.place[language] ?? '',
    confirmButton: facts?.unbindAt?.confirm[language] ?? '',
    rejectButton: facts?.unbindAt?.reject[language] ?? '',
    ...values,
  };
  return (texts) => fill(texts[language], known);
}

/** An instant as people read it; pages say that it is UTC. */
export function readable(at: string): string {
  return at.slice(0, 16).replace('T', ' ');
}

/** Two rings that hold each other, in the page itself: browsers ask for an icon that no page names. */
const icon = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#0b57d0"/><g fill="none" stroke="#fff" stroke-width="3"><circle cx="12" cy="16" r="6"/><circle cx="20" cy="16" r="6"/></g></svg>',
)}`;

type Page = {
  readonly title: string;
  /** Told in the browser's title before it, such as that something was not taken. */
  readonly before?: string;
  /** Names the state of the page, for people who ask for help and for machines that look at it. */
  readonly code: string;
  readonly question?: Question | undefined;
  readonly body: Html;
};

/** What every page has around it: who writes, the other language, the words of the mail, the code of the page. */
export function page({ language, phrase }: Viewer, { title, before, code, question, body }: Page): string {
  const say = sayer(language, question);
  const whole = html`<!doctype html>
<html lang="${language}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="robots" content="noindex, nofollow">
    <meta name="format-detection" content="telephone=no">
    <title>${before ? `${before}: ` : ''}${title}</title>
    <link rel="icon" href="${icon}">
    <link rel="stylesheet" href="${stylesheetHref}">
  </head>
  <body>
    <header>
      <p>${question?.asks ?? ''}</p>
      <nav aria-label="${say(frameTexts.languages)}">
        ${languageLink(language, 'en', 'English')}
        ${languageLink(language, 'zh-CN', '中文')}
      </nav>
    </header>
    <main data-code="${code}">
      <h1>${title}</h1>
      ${body}
    </main>
    <footer>
      ${phrase ? html`<p>${say(frameTexts.phrase)} <strong translate="no">${phrase}</strong></p>` : ''}
      <p>${say(frameTexts.noPassword)}</p>
      <p>${say(frameTexts.code)} <code>${code}</code></p>
    </footer>
  </body>
</html>`;
  if (whole instanceof Promise) throw new InvariantBroken('a page holds no promises');
  return whole.toString();
}

function languageLink(shown: Language, language: Language, name: string): Html {
  if (shown === language) return html`<span lang="${language}" aria-current="true">${name}</span>`;
  return html`<a href="?lang=${language}" hreflang="${language}" lang="${language}">${name}</a>`;
}
