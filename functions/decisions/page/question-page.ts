import { html } from 'hono/html';
import type { Texts } from '../../kernel/texts.ts';
import { type ConsentText, consentLines, consentText } from '../consent-text.ts';
import type { ConsentPart } from '../consent-wordings.ts';
import type { Decision, Question } from '../decision.ts';
import { guide } from './guide.ts';
import { type Html, page, readable, type Say, sayer, type Viewer } from './layout.ts';
import { frameTexts } from './outcome-texts.ts';
import { questionTexts as texts } from './question-texts.ts';

/** Why an answer was not taken, with what was typed: the one who typed it sees it again, to mend it. */
export type Wrong = {
  readonly kind: 'identifier_differs' | 'identifier_unreadable' | 'text_changed';
  readonly typed: string;
  readonly left?: number;
};

/** The page of a question that can be answered; `wrong` tells why the answer before was not taken. */
export function questionPage(viewer: Viewer, { expiresAt }: Decision, question: Question, wrong?: Wrong): string {
  const { language, token, phrase } = viewer;
  const consent = consentText(question, language);
  const values = { until: readable(expiresAt), left: wrong?.left ?? 0, version: consent.version };
  const say = sayer(language, question, values);
  const lines = (part: ConsentPart) =>
    consentLines(question, language).flatMap((one) => (one.part === part ? [one.line] : []));
  // the words of the mail stand at the top of this one
  return page(
    { language, token },
    {
      title: say(question.changes ? texts.titleChange : texts.title),
      ...(wrong && { before: say(texts.wrongPrefix) }),
      code: wrong?.kind ?? 'question_open',
      question,
      body: html`${wrong ? summary(say, wrong) : ''}
      <p class="lead">${lines('who').join(' ')}</p>
      ${phrase ? phraseBox(say, phrase) : ''}
      <p>${say(texts.until)} <a href="#answer">${say(texts.toAnswer)}</a></p>
      <h2>${say(texts.changes)}</h2>
      <ul>${lines('changes').map((line) => html`<li>${line}</li>`)}</ul>
      <h2>${say(texts.cost)}</h2>
      ${lines('cost').map((line) => html`<p>${line}</p>`)}
      <h2>${say(texts.ends)}</h2>
      ${lines('ends').map((line) => html`<p>${line}</p>`)}
      <h2>${say(texts.next)}</h2>
      ${whatFollows(say, question)}
      ${yesForm(say, question, consent, wrong)}
      ${noForm(say, language)}
      ${guide(say)}`,
    },
  );
}

/** The same link once the identifier was wrong too often: a no is still taken. */
export function lockedPage(viewer: Viewer, question: Question): string {
  const say = sayer(viewer.language, question);
  return page(viewer, {
    title: say(texts.lockedTitle),
    code: 'identifier_locked',
    question,
    body: html`<p class="alert" role="alert">${say(texts.locked)}</p>${noForm(say, viewer.language)}${guide(say)}`,
  });
}

/** The first thing on the page, and a link to the field that it is about. */
function summary(say: Say, wrong: Wrong): Html {
  const said = say(wrongTexts[wrong.kind]);
  return html`<div class="alert" role="alert" aria-labelledby="wrong-title">
        <h2 id="wrong-title">${say(texts.wrongTitle)}</h2>
        <p>${wrong.kind === 'text_changed' ? said : html`<a href="#accountId">${said}</a>`}</p>
        ${wrong.kind === 'identifier_differs' ? html`<p>${say(texts.differsHelp)}</p>` : ''}
      </div>`;
}

const wrongTexts = {
  identifier_differs: texts.differs,
  identifier_unreadable: texts.unreadable,
  text_changed: texts.changed,
} as const satisfies Record<Wrong['kind'], Texts>;

function phraseBox(say: Say, phrase: string): Html {
  return html`<p class="phrase">${say(frameTexts.phrase)} <strong translate="no">${phrase}</strong></p>`;
}

function whatFollows(say: Say, { changes }: Question): Html {
  if (changes) return html`<p>${say(texts.nextChange)}</p>`;
  const steps = [texts.nextInvitation, texts.nextComplete, texts.nextLinked];
  return html`<ol>${steps.map((step) => html`<li>${say(step)}</li>`)}</ol>`;
}

/** The hidden fields say to which text the yes is given, so that nobody agrees to what they were not shown. */
function yesForm(say: Say, question: Question, { language, sha256 }: ConsentText, wrong: Wrong | undefined): Html {
  return html`<form method="post" name="yes" aria-labelledby="answer">
        <h2 id="answer">${say(texts.answer)}</h2>
        <input type="hidden" name="verdict" value="confirmed">
        <input type="hidden" name="lang" value="${language}">
        <input type="hidden" name="agreed" value="${sha256}">
        ${identifierField(say, question, wrong)}
        <button type="submit">${say(question.changes ? texts.yesChange : texts.yes)}</button>
        <p class="small">${say(texts.recorded)}</p>
      </form>`;
}

/** Where the identifier is not known, the customer may leave it empty. */
function identifierField(say: Say, { accountId, changes }: Question, wrong: Wrong | undefined): Html {
  const known = accountId !== undefined;
  const bad = wrong !== undefined && wrong.kind !== 'text_changed';
  const label = known ? (changes ? texts.identifierChange : texts.identifier) : texts.identifierOptional;
  return html`<label for="accountId">${say(label)}</label>
        <p class="hint" id="accountId-hint">${say(known ? texts.where : texts.whereOptional)}</p>
        ${bad ? html`<p class="wrong" id="accountId-wrong">${say(wrongTexts[wrong.kind])}</p>` : ''}
        <input class="big" id="accountId" name="accountId"${known ? html` required` : ''} autocomplete="off" autocapitalize="off" spellcheck="false" maxlength="64" aria-describedby="accountId-hint${bad ? ' accountId-wrong' : ''}"${bad ? html` aria-invalid="true"` : ''} value="${wrong?.typed ?? ''}">`;
}

function noForm(say: Say, language: string): Html {
  return html`<form method="post" name="no" aria-labelledby="no-title">
        <h2 id="no-title">${say(texts.noTitle)}</h2>
        <input type="hidden" name="verdict" value="rejected">
        <input type="hidden" name="lang" value="${language}">
        <label for="reason">${say(texts.reason)}</label>
        <p class="hint" id="reason-hint">${say(texts.reasonHint)}</p>
        <input id="reason" name="reason" maxlength="500" aria-describedby="reason-hint">
        <button type="submit" class="plain">${say(texts.no)}</button>
      </form>`;
}
