import type { Problem } from '../../kernel/problems.ts';
import { InvariantBroken, ok, type Result } from '../../kernel/result.ts';
import type { Reply } from '../../platform/contract.ts';
import type { HttpHandler } from '../../platform/http.ts';
import { type Answered, answerQuestion, type CustomerAnswer } from '../answer-question.ts';
import type { decisionOperations } from '../contract.ts';
import { wakeWaiter } from '../deliver-answer.ts';
import { findLink, type OneTimeLink } from '../one-time-link.ts';
import type { Viewer } from '../page/layout.ts';
import { refusalPage } from '../page/outcome-pages.ts';
import { lockedPage, questionPage } from '../page/question-page.ts';
import { answeredPage, type PageDeps, viewerOf } from './page-context.ts';
import { replyOnUnbinding, showUnbinding } from './unbind-reply.ts';

type Operation = typeof decisionOperations.answerQuestion;

/** Records the answer and wakes the machine; should that fail, due work does it. */
export const createAnswerQuestion =
  (deps: PageDeps): HttpHandler<Operation> =>
  async ({ params: { token }, query, body, language: browser }) => {
    const link = await findLink(deps.tables, token);
    const viewer = viewerOf(token, { browser, chosen: body.lang ?? query.lang }, link);
    if (!link) return ok({ status: 404, html: refusalPage(viewer, 'link_unknown') });
    const { verdict, accountId, agreed, reason } = body;
    const given: CustomerAnswer =
      verdict === 'confirmed' ? { verdict, accountId, agreed, language: viewer.language } : { verdict, reason };
    const answered = await answerQuestion(deps, link, given);
    if (answered.kind === 'recorded') await wakeWaiter(deps, link).catch(() => 'left to due work');
    return replyTo(deps, { link, viewer, given }, answered);
  };

type Asked = { readonly link: OneTimeLink; readonly viewer: Viewer; readonly given: CustomerAnswer };

async function replyTo(
  deps: PageDeps,
  { link, viewer, given }: Asked,
  answered: Answered,
): Promise<Result<Reply<Operation>, Problem>> {
  const typed = given.verdict === 'confirmed' ? given.accountId : '';
  if ('decision' in answered && answered.question.unbinds)
    return ok(await replyOnUnbinding(deps, { link, viewer, given }, answered));
  switch (answered.kind) {
    case 'stated':
    case 'reason_missing':
      throw new InvariantBroken(`${answered.kind} is an answer about an unbinding`);
    case 'recorded': {
      const decision = { verdict: given.verdict, decidedAt: deps.clock.now() };
      return ok(await answeredPage(deps, viewer, { ...answered, link, decision, sequel: { kind: 'preparing' } }));
    }
    case 'repeated':
      return ok(await answeredPage(deps, viewer, { ...answered, link }));
    case 'identifier_locked':
      return ok({ status: 429, html: lockedPage(viewer, answered.question) });
    case 'identifier_differs':
    case 'identifier_unreadable':
    case 'text_changed': {
      const html = questionPage(viewer, answered.decision, answered.question, { ...answered, typed });
      return ok({ status: answered.kind === 'text_changed' ? 409 : 422, html });
    }
    case 'link_withdrawn': {
      const { question } = answered;
      if (question?.unbinds) return ok(await showUnbinding(deps, viewer, link, { kind: answered.kind, question }));
      return ok({ status: 410, html: refusalPage(viewer, answered.kind, question) });
    }
    case 'link_unknown':
      return ok({ status: 404, html: refusalPage(viewer, answered.kind) });
    case 'link_expired':
    case 'link_used':
    case 'link_superseded':
      return ok({ status: 410, html: refusalPage(viewer, answered.kind, answered.question) });
  }
}
