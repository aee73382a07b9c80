import type { Waiters } from '../ports.ts';
import type { RecordDeps } from '../record-decision.ts';
import { createAnswerQuestion } from './answer-question.ts';
import { createShowQuestion } from './show-question.ts';
import { createShowStylesheet } from './show-stylesheet.ts';

/** The operations of the group `decisions-public`. */
export const decisionHandlers = (deps: RecordDeps & { readonly waiters: Waiters }) => ({
  showQuestion: createShowQuestion(deps),
  answerQuestion: createAnswerQuestion(deps),
  showStylesheet: createShowStylesheet(),
});
