import { ok } from '../../kernel/result.ts';
import type { HttpHandler } from '../../platform/http.ts';
import type { decisionOperations } from '../contract.ts';
import { notLinkedPage, viewPage, viewThanksPage } from '../page/view-page.ts';
import type { PageDeps } from './page-context.ts';
import { yesOf } from './yes-of.ts';

/** Asks what the customer sees, or thanks for the answer that there is. Reads only. */
export const createShowView =
  (deps: PageDeps): HttpHandler<typeof decisionOperations.showView> =>
  async ({ params: { token }, query, language }) => {
    const said = await yesOf(deps, token, { browser: language, chosen: query.lang });
    if (!said.ok) return ok(said.error);
    const { link, viewer, question } = said.value;
    switch (await deps.views.standing(link)) {
      case 'asked':
        return ok({ status: 200, html: viewPage(viewer, question) });
      case 'answered':
        return ok({ status: 200, html: viewThanksPage(viewer, question) });
      case 'not_linked':
        return ok({ status: 410, html: notLinkedPage(viewer, question) });
    }
  };
