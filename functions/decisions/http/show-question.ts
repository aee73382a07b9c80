import { ok } from '../../kernel/result.ts';
import type { HttpHandler } from '../../platform/http.ts';
import { readDecision } from '../change-decision.ts';
import type { decisionOperations } from '../contract.ts';
import { MAX_ATTEMPTS } from '../decision.ts';
import { standingOf } from '../link-standing.ts';
import { findLink } from '../one-time-link.ts';
import { refusalPage } from '../page/outcome-pages.ts';
import { lockedPage, questionPage } from '../page/question-page.ts';
import { answeredPage, type PageDeps, viewerOf } from './page-context.ts';
import { showUnbinding } from './unbind-reply.ts';

/**
 * Shows the question, or what has become of its answer. Reads only: whoever fetches the link before the customer does
 * changes nothing.
 */
export const createShowQuestion =
  (deps: PageDeps): HttpHandler<typeof decisionOperations.showQuestion> =>
  async ({ params: { token }, query, language }) => {
    const link = await findLink(deps.tables, token);
    const viewer = viewerOf(token, { browser: language, chosen: query.lang }, link);
    if (!link) return ok({ status: 404, html: refusalPage(viewer, 'link_unknown') });
    const standing = standingOf(link, await readDecision(deps.tables, link), deps.clock.now());
    const { question: asked } = standing;
    if (asked?.unbinds) return ok(await showUnbinding(deps, viewer, link, { ...standing, question: asked }));
    switch (standing.kind) {
      case 'open': {
        const { decision, question } = standing;
        const locked = question.accountId !== undefined && decision.attempts >= MAX_ATTEMPTS;
        const html = locked ? lockedPage(viewer, question) : questionPage(viewer, decision, question);
        return ok({ status: 200, html });
      }
      case 'decided':
        return ok(await answeredPage(deps, viewer, { ...standing, link, once: query.look === 'once' }));
      case 'link_unknown':
        return ok({ status: 404, html: refusalPage(viewer, standing.kind) });
      case 'link_expired':
      case 'link_superseded':
      case 'link_withdrawn':
        return ok({ status: 410, html: refusalPage(viewer, standing.kind, standing.question) });
    }
  };
