import { html } from 'hono/html';
import { type Html, page } from '../../decisions/page/layout.ts';
import type { Language } from '../../kernel/texts.ts';
import type { SignedDocument } from '../document.ts';
import type { NotGenuine } from '../signing/jws.ts';
import { documentLines } from './document-lines.ts';
import { notGenuineTexts, receiptTexts } from './texts.ts';

/** The form that a receipt is pasted into. */
export function verifyPage(language: Language): string {
  const { verifyTitle, verifyLead } = receiptTexts;
  const body = html`<p class="lead">${verifyLead[language]}</p>${form(language)}`;
  return publicPage(language, verifyTitle[language], 'verify', body);
}

export function genuinePage(language: Language, checked: { document: SignedDocument; kid: string }): string {
  const { genuineTitle, genuine, verifyAnother } = receiptTexts;
  const body = html`<div class="notice" role="status"><p>${genuine[language]}</p></div>
      ${documentLines(language, checked)}
      <p><a href="/verify?lang=${language}">${verifyAnother[language]}</a></p>`;
  return publicPage(language, genuineTitle[language], 'genuine', body);
}

export function notGenuinePage(language: Language, because: NotGenuine): string {
  const why = notGenuineTexts[because][language];
  const body = html`<div class="alert" role="alert"><p>${why}</p></div>${form(language)}`;
  return publicPage(language, receiptTexts.notGenuineTitle[language], because, body);
}

/** A page that belongs to no link. */
function publicPage(language: Language, title: string, code: string, body: Html): string {
  return page({ language, token: '' }, { title, code, body });
}

function form(language: Language): Html {
  const { verifyLabel, verifyHint, verify } = receiptTexts;
  return html`<form method="post" action="/verify?lang=${language}">
      <label for="receipt">${verifyLabel[language]}</label>
      <p class="hint" id="receipt-hint">${verifyHint[language]}</p>
      <textarea id="receipt" name="receipt" rows="8" required spellcheck="false" autocomplete="off" aria-describedby="receipt-hint"></textarea>
      <button type="submit">${verify[language]}</button>
    </form>`;
}
