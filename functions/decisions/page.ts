import { html } from 'hono/html';
import { InvariantBroken } from '../kernel/result.ts';
import { fill, type Language } from '../kernel/texts.ts';
import type { Decision, Question } from './decision.ts';
import { pageTexts, providerName } from './texts.ts';

type Html = ReturnType<typeof html>;
type Key = keyof typeof pageTexts;

/** The page of a question that can be answered; `wrong` tells of what was typed before. */
export function questionPage(
  language: Language,
  decision: Decision,
  question: Question,
  wrong?: { readonly left: number } | 'unreadable',
): string {
  const say = sayer(language, question, {
    until: decision.expiresAt.slice(0, 16).replace('T', ' '),
    left: typeof wrong === 'object' ? wrong.left : 0,
  });
  return page(
    language,
    say(question.changes ? 'titleChange' : 'title'),
    html`<p class="lead">${say(question.changes ? 'leadChange' : 'lead')}</p>
      <h2>${say('changes')}</h2>
      <ul>${whatChanges(question).map((key) => html`<li>${say(key)}</li>`)}</ul>
      <p>${say('until')}</p>
      <form method="post">
        <input type="hidden" name="verdict" value="confirmed">
        ${wrong ? html`<p class="wrong" role="alert">${say(wrong === 'unreadable' ? 'unreadable' : 'differs')}</p>` : ''}
        ${identifierField(question, say)}
        <button type="submit">${say('yes')}</button>
      </form>
      ${noForm(say)}`,
  );
}

export function lockedPage(language: Language, question: Question): string {
  const say = sayer(language, question, {});
  return page(language, say('lockedTitle'), html`<p>${say('locked')}</p>${noForm(say)}`);
}

export function thanksPage(language: Language, question: Question, verdict: 'confirmed' | 'rejected'): string {
  const say = sayer(language, question, {});
  if (verdict === 'rejected') return page(language, say('thanksNo'), html``);
  return page(language, say('thanksYes'), question.changes ? html`` : html`<p>${say('thanksYesNext')}</p>`);
}

export function closedPage(language: Language): string {
  return page(language, pageTexts.closedTitle[language], html`<p>${pageTexts.closed[language]}</p>`);
}

export function unknownPage(language: Language): string {
  return page(language, pageTexts.unknownTitle[language], html`<p>${pageTexts.unknown[language]}</p>`);
}

/** Who is linked already is billed as before, and needs no invitation. */
function whatChanges({ changes, access }: Question): readonly Key[] {
  const accessKey = access === 'manage' ? 'changesManage' : 'changesAccess';
  return changes ? [accessKey] : ['changesBilling', accessKey, 'next'];
}

/** Where the identifier is not known, the customer may leave it empty. */
function identifierField({ accountId }: Question, say: (key: Key) => string): Html {
  const known = accountId !== undefined;
  return html`<label for="accountId">${say(known ? 'identifier' : 'identifierOptional')}</label>
        <input id="accountId" name="accountId"${known ? html` required` : ''} autocomplete="off" inputmode="numeric" maxlength="64">
        <p class="hint">${say(known ? 'where' : 'whereOptional')}</p>`;
}

function noForm(say: (key: Key) => string): Html {
  return html`<form method="post" class="no">
    <input type="hidden" name="verdict" value="rejected">
    <label for="reason">${say('reason')}</label>
    <input id="reason" name="reason" maxlength="500">
    <button type="submit" class="plain">${say('no')}</button>
  </form>`;
}

function sayer(language: Language, question: Question, values: Readonly<Record<string, string | number>>) {
  const known = {
    asks: question.asks,
    customer: question.customerName,
    provider: providerName(question.site, language),
    ...values,
  };
  return (key: Key) => fill(pageTexts[key][language], known);
}

function page(language: Language, title: string, body: Html): string {
  const whole = html`<!doctype html>
<html lang="${language}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${title}</title>
    <link rel="stylesheet" href="desk.css">
  </head>
  <body><main><h1>${title}</h1>${body}</main></body>
</html>`;
  if (whole instanceof Promise) throw new InvariantBroken('a page holds no promises');
  return whole.toString();
}

/** One small stylesheet, phone first. */
export const stylesheet = `:root{color-scheme:light dark;--ink:#16202b;--paper:#fff;--line:#c9d1da;--act:#0b5fff;--bad:#a4161a}
@media(prefers-color-scheme:dark){:root{--ink:#e8edf2;--paper:#10161d;--line:#3a4653;--act:#7aa8ff;--bad:#ff8a8a}}
*{box-sizing:border-box}body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.6 system-ui,-apple-system,"Segoe UI","Noto Sans","Noto Sans SC",sans-serif}
main{max-width:38rem;margin:0 auto;padding:1.5rem 1rem 3rem}h1{font-size:1.5rem;line-height:1.25}h2{font-size:1.1rem}
.lead{font-size:1.1rem}form{margin:1.5rem 0;padding:1rem;border:1px solid var(--line);border-radius:.5rem}
label{display:block;font-weight:600}input{width:100%;font:inherit;padding:.6rem;margin:.4rem 0;border:1px solid var(--line);border-radius:.35rem;background:transparent;color:inherit}
.hint{font-size:.9rem;margin:.2rem 0 1rem}button{font:inherit;font-weight:600;padding:.7rem 1.4rem;border:0;border-radius:.35rem;background:var(--act);color:var(--paper)}
button.plain{background:transparent;color:inherit;border:1px solid var(--line)}.wrong{color:var(--bad);font-weight:600}:focus-visible{outline:3px solid var(--act);outline-offset:2px}`;
