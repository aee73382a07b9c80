import { html } from 'hono/html';
import type { Texts } from '../../kernel/texts.ts';
import { type ConsentText, consentLines, consentText } from '../consent-text.ts';
import type { ConsentPart } from '../consent-wordings.ts';
import type { Decision, DecisionKind, Question } from '../decision.ts';
import { providerFacts } from '../provider-facts.ts';
import { type Html, page, readable, type Say, sayer, type Viewer } from './layout.ts';
import { frameTexts } from './outcome-texts.ts';
import { questionTexts } from './question-texts.ts';
import { unbindTexts as texts } from './unbind-texts.ts';

/** Why an answer was not taken, with what was typed. */
export type WrongAnswer = {
  readonly kind: 'identifier_differs' | 'text_changed' | 'reason_missing';
  readonly typed: string;
  readonly left?: number;
};

type Asked = Pick<Decision, 'kind' | 'expiresAt'>;

/**
 * What is asked of the customer, or the distributor, of an unbinding, and what it means.
 * @param saidAt when the customer has told that it confirmed at the provider; it may still say no
 */
export function unbindPage(
  viewer: Viewer,
  { kind, expiresAt }: Asked,
  question: Question,
  { wrong, saidAt }: { readonly wrong?: WrongAnswer | undefined; readonly saidAt?: string | undefined } = {},
): string {
  const { language, token, phrase } = viewer;
  const consent = consentText(question, language);
  const values = { until: readable(expiresAt), left: wrong?.left ?? 0, version: consent.version };
  const say = sayer(language, question, { ...values, saidAt: saidAt ? readable(saidAt) : '' });
  const lines = (part: ConsentPart) =>
    consentLines(question, language).flatMap((one) => (one.part === part ? [one.line] : []));
  const words = wordsOf(kind);
  return page(
    // the words of the mail stand at the top of this one
    { language, token },
    {
      title: say(saidAt ? texts.said : words.title),
      ...(wrong && { before: say(questionTexts.wrongPrefix) }),
      code: wrong?.kind ?? (saidAt ? 'statement_recorded' : `${kind}_asked`),
      question,
      body: html`${wrong ? summary(say, wrong) : ''}
      ${saidAt ? html`<div class="notice"><p>${say(texts.saidText)}</p><p>${say(texts.saidNotYet)}</p></div>` : ''}
      <p class="lead">${lines('who').join(' ')}</p>
      ${phrase ? html`<p class="phrase">${say(frameTexts.phrase)} <strong translate="no">${phrase}</strong></p>` : ''}
      <p>${say(texts.until)} <a href="#answer">${say(texts.toAnswer)}</a></p>
      <h2>${say(words.changes)}</h2>
      <ul>${lines('changes').map((line) => html`<li>${line}</li>`)}</ul>
      <h2>${say(texts.stays)}</h2>
      ${lines('stays').map((line) => html`<p>${line}</p>`)}
      <h2>${say(texts.cost)}</h2>
      ${lines('cost').map((line) => html`<p>${line}</p>`)}
      <h2>${say(texts.ends)}</h2>
      ${lines('ends').map((line) => html`<p><strong>${line}</strong></p>`)}
      ${theWay(say, kind, question)}
      ${saidAt ? '' : yesForm(say, { kind, question, consent, wrong })}
      ${noForm(say, kind, language, { wrong, alone: saidAt !== undefined })}`,
    },
  );
}

/** The same link once the identifier was wrong too often: a no is still taken. */
export function lockedUnbindPage(viewer: Viewer, kind: DecisionKind, question: Question): string {
  const say = sayer(viewer.language, question);
  return page(viewer, {
    title: say(questionTexts.lockedTitle),
    code: 'identifier_locked',
    question,
    body: html`<p class="alert" role="alert">${say(texts.lockedText)}</p>
      ${noForm(say, kind, viewer.language, { alone: true })}`,
  });
}

type Words = Readonly<Record<'title' | 'changes' | 'answer' | 'yes', Texts>>;

function wordsOf(kind: DecisionKind): Words {
  const { title, changes, answer, yes } = texts;
  if (kind === 'distributor')
    return {
      title: texts.titleReview,
      changes: texts.changesReview,
      answer: texts.answerReview,
      yes: texts.yesReview,
    };
  if (kind === 'card') return { title: texts.titleCard, changes, answer: texts.answerCard, yes: texts.yesCard };
  return { title, changes, answer, yes };
}

/** What is done at the provider, where that counts; the distributor knows its own console. */
function theWay(say: Say, kind: DecisionKind, { site }: Question): Html {
  const facts = providerFacts(site);
  if (kind === 'distributor' || !facts) return html``;
  const answering = facts.unbindAt ? [texts.stepOpen, texts.stepChoose] : [texts.stepFind];
  const steps = [texts.stepSignIn, ...(kind === 'card' ? [texts.stepCard] : answering), texts.stepTell];
  return html`<h2>${say(texts.where)}</h2>
      <p>${say(texts.whereCounts)}</p>
      <ol>${steps.map((step) => html`<li>${say(step)}</li>`)}</ol>
      ${kind === 'card' ? html`<p>${say(texts.noCardHere)}</p>` : ''}`;
}

/** The first thing on the page, and a link to the field that it is about. */
function summary(say: Say, wrong: WrongAnswer): Html {
  const said = say(wrongTexts[wrong.kind]);
  const field = { identifier_differs: '#accountId', reason_missing: '#reason', text_changed: undefined }[wrong.kind];
  return html`<div class="alert" role="alert" aria-labelledby="wrong-title">
        <h2 id="wrong-title">${say(questionTexts.wrongTitle)}</h2>
        <p>${field ? html`<a href="${field}">${said}</a>` : said}</p>
      </div>`;
}

const wrongTexts = {
  identifier_differs: questionTexts.differs,
  text_changed: questionTexts.changed,
  reason_missing: texts.reasonMissing,
} as const satisfies Record<WrongAnswer['kind'], Texts>;

type Form = {
  readonly kind: DecisionKind;
  readonly question: Question;
  readonly consent: ConsentText;
  readonly wrong: WrongAnswer | undefined;
};

/** The hidden fields say to which text the statement is given. */
function yesForm(say: Say, { kind, question, consent, wrong }: Form): Html {
  const { answer, yes } = wordsOf(kind);
  return html`<form method="post" name="yes" aria-labelledby="answer">
        <h2 id="answer">${say(answer)}</h2>
        <input type="hidden" name="verdict" value="confirmed">
        <input type="hidden" name="lang" value="${consent.language}">
        <input type="hidden" name="agreed" value="${consent.sha256}">
        ${question.accountId === undefined ? '' : identifierField(say, wrong)}
        <button type="submit">${say(yes)}</button>
        <p class="small">${say(texts.recorded)}</p>
      </form>`;
}

function identifierField(say: Say, wrong: WrongAnswer | undefined): Html {
  const bad = wrong?.kind === 'identifier_differs';
  return html`<label for="accountId">${say(texts.identifier)}</label>
        <p class="hint" id="accountId-hint">${say(texts.identifierAt)}</p>
        ${bad ? html`<p class="wrong" id="accountId-wrong">${say(questionTexts.differs)}</p>` : ''}
        <input class="big" id="accountId" name="accountId" required autocomplete="off" autocapitalize="off" spellcheck="false" maxlength="64" aria-describedby="accountId-hint${bad ? ' accountId-wrong' : ''}"${bad ? html` aria-invalid="true"` : ''} value="${wrong?.typed ?? ''}">`;
}

/** A distributor's no ends the application, so it has its reason (R090). */
function noForm(
  say: Say,
  kind: DecisionKind,
  language: string,
  { wrong, alone = false }: { readonly wrong?: WrongAnswer | undefined; readonly alone?: boolean },
): Html {
  const review = kind === 'distributor';
  const bad = wrong?.kind === 'reason_missing';
  return html`<form method="post" name="no" aria-labelledby="${alone ? 'answer' : 'no-title'}">
        <h2 id="${alone ? 'answer' : 'no-title'}">${say(texts.noTitle)}</h2>
        <input type="hidden" name="verdict" value="rejected">
        <input type="hidden" name="lang" value="${language}">
        <label for="reason">${say(review ? texts.reasonReview : texts.reason)}</label>
        <p class="hint" id="reason-hint">${say(texts.reasonHint)}</p>
        ${bad ? html`<p class="wrong" id="reason-wrong">${say(texts.reasonMissing)}</p>` : ''}
        <input id="reason" name="reason" maxlength="500" aria-describedby="reason-hint${bad ? ' reason-wrong' : ''}"${review ? html` required` : ''}${bad ? html` aria-invalid="true"` : ''}>
        <button type="submit" class="plain">${say(review ? texts.noReview : texts.no)}</button>
      </form>`;
}
