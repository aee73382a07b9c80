import { ok } from '../../kernel/result.ts';
import type { HttpHandler } from '../../platform/http.ts';
import { answerQuestion } from '../answer-question.ts';
import type { DecisionDeps } from '../change-decision.ts';
import type { decisionOperations } from '../contract.ts';
import { deliverAnswer } from '../deliver-answer.ts';
import { findLink } from '../one-time-link.ts';
import { closedPage, lockedPage, questionPage, thanksPage, unknownPage } from '../page.ts';
import type { Waiters } from '../ports.ts';

/** Records the answer and wakes the machine; should that fail, due work does it. */
export const createAnswerQuestion =
  (deps: DecisionDeps & { readonly waiters: Waiters }): HttpHandler<typeof decisionOperations.answerQuestion> =>
  async ({ params, body, language }) => {
    const link = await findLink(deps.tables, params.token);
    if (!link) return ok({ status: 404, html: unknownPage(language) });
    const { verdict, accountId, reason } = body;
    const given = verdict === 'confirmed' ? { verdict, accountId } : { verdict, reason };
    const answered = await answerQuestion(deps, link, given);
    switch (answered.kind) {
      case 'recorded':
        await deliverAnswer(deps, link).catch(() => 'left to due work');
        return ok({ status: 200, html: thanksPage(language, answered.question, verdict) });
      case 'decision_closed':
        return ok({ status: 410, html: closedPage(language) });
      case 'too_many_attempts':
        return ok({ status: 429, html: lockedPage(language, answered.question) });
      case 'identifier_differs':
        return ok({ status: 422, html: questionPage(language, answered.decision, answered.question, answered) });
      case 'claim_unreadable':
        return ok({ status: 422, html: questionPage(language, answered.decision, answered.question, 'unreadable') });
    }
  };
