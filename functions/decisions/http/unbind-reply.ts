import type { Answered, CustomerAnswer } from '../answer-question.ts';
import { type Decision, MAX_ATTEMPTS, type Question } from '../decision.ts';
import type { LinkStanding } from '../link-standing.ts';
import type { OneTimeLink } from '../one-time-link.ts';
import type { Viewer } from '../page/layout.ts';
import { refusalPage } from '../page/outcome-pages.ts';
import { afterUnbindAnswerPage, unbindStandingPage } from '../page/unbind-outcome-pages.ts';
import { lockedUnbindPage, unbindPage } from '../page/unbind-page.ts';
import type { PageDeps } from './page-context.ts';

type Reply = { readonly status: 200 | 404 | 410; readonly html: string };
type UnbindDeps = Pick<PageDeps, 'unbindings' | 'clock'>;
type Asked = { readonly decision: Decision; readonly question: Question };

/** The page of a link that leads to a question of an unbinding. Reads only. */
export async function showUnbinding(
  deps: UnbindDeps,
  viewer: Viewer,
  link: OneTimeLink,
  standing: LinkStanding & { readonly question: Question },
): Promise<Reply> {
  const { question } = standing;
  switch (standing.kind) {
    case 'open': {
      const { saidAt } = await deps.unbindings.standing(link);
      return { status: 200, html: openPage(viewer, standing, saidAt) };
    }
    case 'decided': {
      const { stands } = await deps.unbindings.standing(link);
      const hasEnded = stands === 'completed' || stands === 'called_off';
      if (standing.decision.verdict === 'confirmed' && hasEnded)
        return { status: 200, html: unbindStandingPage(viewer, stands, question) };
      return { status: 200, html: afterUnbindAnswerPage(viewer, standing.decision, question) };
    }
    case 'link_withdrawn': {
      // closed is no word of anybody's: the provider's process has gone on, or it was called off
      const { stands } = await deps.unbindings.standing(link);
      if (stands !== 'waiting') return { status: 200, html: unbindStandingPage(viewer, stands, question) };
      return { status: 410, html: refusalPage(viewer, standing.kind, question) };
    }
    case 'link_expired':
    case 'link_superseded':
      return { status: 410, html: refusalPage(viewer, standing.kind, question) };
    case 'link_unknown':
      return { status: 404, html: refusalPage(viewer, standing.kind) };
  }
}

/** What is wrong with an answer is told on the page of the question; a statement is noted, and decides nothing. */
export async function replyOnUnbinding(
  deps: UnbindDeps,
  { link, viewer, given }: { readonly link: OneTimeLink; readonly viewer: Viewer; readonly given: CustomerAnswer },
  answered: Extract<Answered, Asked>,
) {
  const { decision, question } = answered;
  const typed = given.verdict === 'confirmed' ? given.accountId : '';
  switch (answered.kind) {
    case 'stated': {
      await deps.unbindings.say(link, answered.agreed);
      const { saidAt = deps.clock.now() } = await deps.unbindings.standing(link);
      return { status: 200, html: unbindPage(viewer, decision, question, { saidAt }) } as const;
    }
    case 'recorded':
    case 'repeated': {
      const said = { kind: decision.kind, verdict: given.verdict };
      return { status: 200, html: afterUnbindAnswerPage(viewer, said, question) } as const;
    }
    case 'identifier_locked':
      return { status: 429, html: lockedUnbindPage(viewer, decision.kind, question) } as const;
    case 'text_changed':
      return {
        status: 409,
        html: unbindPage(viewer, decision, question, { wrong: { kind: answered.kind, typed } }),
      } as const;
    case 'reason_missing':
    case 'identifier_unreadable':
    case 'identifier_differs': {
      const kind = answered.kind === 'reason_missing' ? 'reason_missing' : 'identifier_differs';
      const wrong = { kind, typed, ...('left' in answered && { left: answered.left }) } as const;
      return { status: 422, html: unbindPage(viewer, decision, question, { wrong }) } as const;
    }
  }
}

function openPage(viewer: Viewer, { decision, question }: Asked, saidAt: string | undefined): string {
  const locked = question.accountId !== undefined && decision.attempts >= MAX_ATTEMPTS && saidAt === undefined;
  if (locked) return lockedUnbindPage(viewer, decision.kind, question);
  return unbindPage(viewer, decision, question, { saidAt });
}
