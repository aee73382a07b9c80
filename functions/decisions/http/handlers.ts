import { createAnswerQuestion } from './answer-question.ts';
import type { PageDeps } from './page-context.ts';
import { createShowQuestion } from './show-question.ts';
import { createShowStylesheet } from './show-stylesheet.ts';

/** The operations of the group `decisions-public`. */
export const decisionHandlers = (deps: PageDeps) => ({
  showQuestion: createShowQuestion(deps),
  answerQuestion: createAnswerQuestion(deps),
  showStylesheet: createShowStylesheet(),
});
