import { html } from 'hono/html';
import type { Texts } from '../../kernel/texts.ts';
import type { Question } from '../decision.ts';
import type { ViewSaid } from '../ports.ts';
import { type Html, page, type Say, sayer, type Viewer } from './layout.ts';
import { questionTexts } from './question-texts.ts';
import { viewTexts as texts } from './view-texts.ts';

/** What was filled in before, where not everything was. */
export type Filled = { readonly [K in keyof ViewSaid]?: ViewSaid[K] | undefined };

/** Asks what the customer sees; `filled` is an answer that lacks something. */
export function viewPage(viewer: Viewer, question: Question, filled?: Filled): string {
  const say = sayer(viewer.language, question);
  const { canSignIn, seesReseller, note } = filled ?? {};
  const signsIn = canSignIn === undefined ? undefined : canSignIn ? 'yes' : 'no';
  return page(viewer, {
    title: say(texts.title),
    ...(filled && { before: say(questionTexts.wrongPrefix) }),
    code: filled ? 'answer_incomplete' : 'view_asked',
    question,
    body: html`${filled ? summary(say, seesReseller === undefined ? 'seesReseller-yes' : 'canSignIn-yes') : ''}
      <p class="lead">${say(texts.lead)}</p>
      <p>${say(texts.where)}</p>
      <form method="post" name="view" aria-labelledby="view-title">
        <h2 id="view-title">${say(questionTexts.answer)}</h2>
        <input type="hidden" name="lang" value="${viewer.language}">
        ${choices(say, 'seesReseller', seesReseller, { yes: texts.sees_yes, no: texts.sees_no, unsure: texts.sees_unsure })}
        ${choices(say, 'canSignIn', signsIn, { yes: texts.signIn_yes, no: texts.signIn_no })}
        <label for="note">${say(texts.note)}</label>
        <p class="hint" id="note-hint">${say(texts.noteHint)}</p>
        <input id="note" name="note" maxlength="500" aria-describedby="note-hint" value="${note ?? ''}">
        <button type="submit">${say(texts.send)}</button>
      </form>`,
  });
}

export function viewThanksPage(viewer: Viewer, question: Question): string {
  const say = sayer(viewer.language, question);
  const body = html`<p>${say(texts.thanksText)}</p>`;
  return page(viewer, { title: say(texts.thanks), code: 'view_recorded', question, body });
}

export function notLinkedPage(viewer: Viewer, question: Question): string {
  const say = sayer(viewer.language, question);
  const body = html`<p>${say(texts.notLinkedText)}</p><p><a href="/d/${viewer.token}">${say(texts.howFar)}</a></p>`;
  return page(viewer, { title: say(texts.notLinked), code: 'not_linked', question, body });
}

function summary(say: Say, first: string): Html {
  return html`<div class="alert" role="alert" aria-labelledby="wrong-title">
        <h2 id="wrong-title">${say(questionTexts.wrongTitle)}</h2>
        <p><a href="#${first}">${say(texts.incomplete)}</a></p>
      </div>`;
}

function choices(
  say: Say,
  name: 'seesReseller' | 'canSignIn',
  chosen: string | undefined,
  options: Readonly<Record<string, Texts>>,
): Html {
  return html`<fieldset class="choices">
          <legend>${say(texts[name])}</legend>
          ${Object.entries(options).map(
            ([value, label]) =>
              html`<label for="${name}-${value}"><input type="radio" id="${name}-${value}" name="${name}" value="${value}" required${value === chosen ? html` checked` : ''}> ${say(label)}</label>`,
          )}
        </fieldset>`;
}
