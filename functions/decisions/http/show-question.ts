import { ok } from '../../kernel/result.ts';
import type { HttpHandler } from '../../platform/http.ts';
import { type DecisionDeps, readDecision } from '../change-decision.ts';
import type { decisionOperations } from '../contract.ts';
import { MAX_ATTEMPTS } from '../decision.ts';
import { findLink, isVoid } from '../one-time-link.ts';
import { closedPage, lockedPage, questionPage, unknownPage } from '../page.ts';

/** Shows the question. Reads only: whoever fetches the link before the customer does changes nothing. */
export const createShowQuestion =
  ({ tables, clock }: DecisionDeps): HttpHandler<typeof decisionOperations.showQuestion> =>
  async ({ params, language }) => {
    const link = await findLink(tables, params.token);
    if (!link) return ok({ status: 404, html: unknownPage(language) });
    const decision = await readDecision(tables, link);
    const question = decision?.question;
    if (!question || decision.status !== 'open' || decision.expiresAt <= clock.now() || isVoid(link, decision))
      return ok({ status: 410, html: closedPage(language) });
    if (decision.attempts >= MAX_ATTEMPTS) return ok({ status: 200, html: lockedPage(language, question) });
    return ok({ status: 200, html: questionPage(language, decision, question) });
  };
