import type { DecisionDeps } from '../change-decision.ts';
import type { Waiters } from '../ports.ts';
import { createAnswerQuestion } from './answer-question.ts';
import { createShowQuestion } from './show-question.ts';
import { createShowStylesheet } from './show-stylesheet.ts';

/** The operations of the group `decisions-public`. */
export const decisionHandlers = (deps: DecisionDeps & { readonly waiters: Waiters }) => ({
  showQuestion: createShowQuestion(deps),
  answerQuestion: createAnswerQuestion(deps),
  showStylesheet: createShowStylesheet(),
});
