import { html } from 'hono/html';
import type { Texts } from '../../kernel/texts.ts';
import type { Decision, Question } from '../decision.ts';
import type { UnbindingStanding } from '../ports.ts';
import { providerFacts } from '../provider-facts.ts';
import { page, sayer, type Viewer } from './layout.ts';
import { unbindTexts as texts } from './unbind-texts.ts';

/** What follows an answer about an unbinding. */
export function afterUnbindAnswerPage(
  viewer: Viewer,
  { kind, verdict }: Pick<Decision, 'kind' | 'verdict'>,
  question: Question,
): string {
  const yes = verdict === 'confirmed';
  if (kind === 'distributor')
    return yes
      ? shown(viewer, question, 'approval_recorded', texts.approved, texts.approvedText)
      : shown(viewer, question, 'refusal_recorded', texts.refused, texts.refusedText);
  return yes
    ? shown(viewer, question, 'card_recorded', texts.cardTold, texts.cardToldText)
    : shown(viewer, question, 'rejection_recorded', texts.rejected, rejectedText(question));
}

function rejectedText({ site }: Question): Texts {
  return providerFacts(site)?.unbindAt ? texts.rejectedText : texts.rejectedTextAnywhere;
}

/** What has become of an unbinding that went on without an answer of this page. */
export function unbindStandingPage(
  viewer: Viewer,
  stands: Exclude<UnbindingStanding['stands'], 'waiting'>,
  question: Question,
): string {
  const [title, text] = standings[stands];
  const hasCertificate = stands === 'completed' && question.unbinds?.secondLevel === undefined;
  return shown(viewer, question, `unbinding_${stands}`, title, text, hasCertificate);
}

const standings = {
  going_on: [texts.goingOn, texts.goingOnText],
  completed: [texts.completed, texts.completedText],
  called_off: [texts.calledOff, texts.calledOffText],
} as const satisfies Record<string, readonly [Texts, Texts]>;

function shown(
  viewer: Viewer,
  question: Question,
  code: string,
  title: Texts,
  text: Texts,
  hasCertificate = false,
): string {
  const say = sayer(viewer.language, question);
  const receipt = `${viewer.token}/receipt?lang=${viewer.language}`;
  const certificate = hasCertificate ? html`<p><a href="${receipt}">${say(texts.certificate)}</a></p>` : '';
  return page(viewer, { title: say(title), code, question, body: html`<p>${say(text)}</p>${certificate}` });
}
