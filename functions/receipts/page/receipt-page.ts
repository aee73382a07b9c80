import { html } from 'hono/html';
import type { Question } from '../../decisions/decision.ts';
import { page, type Viewer } from '../../decisions/page/layout.ts';
import { fill } from '../../kernel/texts.ts';
import type { Receipt } from '../receipt.ts';
import { documentIn } from '../view.ts';
import { documentLines } from './document-lines.ts';
import { receiptTexts } from './texts.ts';

/** A customer's own receipt, made to be printed: what it says, and at the end the text that proves it. */
export function receiptPage(viewer: Viewer, question: Question | undefined, { jws, kid }: Receipt): string {
  const document = documentIn(jws);
  const say = (key: keyof typeof receiptTexts) => receiptTexts[key][viewer.language];
  const how = fill(say('proofHow'), {
    verify: `${document.issuer}/verify`,
    keys: `${document.issuer}/.well-known/jwks.json`,
  });
  const body = html`${documentLines(viewer.language, { document, kid })}
      <h2>${say('proof')}</h2>
      <p>${how}</p>
      <p><code translate="no">${jws}</code></p>`;
  return page(viewer, {
    title: say(document.kind === 'consent' ? 'title' : 'certificateTitle'),
    code: 'receipt',
    question,
    body,
  });
}

/** The yes is there, its receipt not yet. */
export function soonPage(viewer: Viewer): string {
  const { soonTitle, soon, again } = receiptTexts;
  const { language } = viewer;
  const body = html`<p>${soon[language]}</p><p><a href="receipt?lang=${language}">${again[language]}</a></p>`;
  return page(viewer, { title: soonTitle[language], code: 'receipt_soon', body });
}

export function missingPage(viewer: Viewer): string {
  const { missingTitle, missing } = receiptTexts;
  const body = html`<p>${missing[viewer.language]}</p>`;
  return page(viewer, { title: missingTitle[viewer.language], code: 'receipt_missing', body });
}
