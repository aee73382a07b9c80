import { createAnswerQuestion } from './answer-question.ts';
import { createAnswerView } from './answer-view.ts';
import type { PageDeps } from './page-context.ts';
import { createShowQuestion } from './show-question.ts';
import { createShowStylesheet } from './show-stylesheet.ts';
import { createShowView } from './show-view.ts';

/** The operations of the group `decisions-public`. */
export const decisionHandlers = (deps: PageDeps) => ({
  showQuestion: createShowQuestion(deps),
  answerQuestion: createAnswerQuestion(deps),
  showView: createShowView(deps),
  answerView: createAnswerView(deps),
  showStylesheet: createShowStylesheet(),
});
