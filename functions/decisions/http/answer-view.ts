import { ok } from '../../kernel/result.ts';
import type { HttpHandler } from '../../platform/http.ts';
import type { decisionOperations } from '../contract.ts';
import { refusalPage } from '../page/outcome-pages.ts';
import { notLinkedPage, viewPage, viewThanksPage } from '../page/view-page.ts';
import type { PageDeps } from './page-context.ts';
import { yesOf } from './yes-of.ts';

/** Records what the customer sees, once. */
export const createAnswerView =
  (deps: PageDeps): HttpHandler<typeof decisionOperations.answerView> =>
  async ({ params: { token }, query, body, language }) => {
    const said = await yesOf(deps, token, { browser: language, chosen: body.lang ?? query.lang });
    if (!said.ok) return ok(said.error);
    const { link, viewer, question } = said.value;
    const { seesReseller, canSignIn: signsIn, note } = body;
    const canSignIn = signsIn && signsIn === 'yes';
    if (seesReseller === undefined || canSignIn === undefined)
      return ok({ status: 422, html: viewPage(viewer, question, { seesReseller, canSignIn, note }) });
    switch (await deps.views.record(link, { seesReseller, canSignIn, note })) {
      case 'recorded':
      case 'repeated':
        return ok({ status: 200, html: viewThanksPage(viewer, question) });
      case 'answered':
        return ok({ status: 410, html: refusalPage(viewer, 'link_used', question) });
      case 'not_linked':
        return ok({ status: 410, html: notLinkedPage(viewer, question) });
    }
  };
