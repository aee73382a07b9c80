import { err, ok, type Result } from '../../kernel/result.ts';
import type { Language } from '../../kernel/texts.ts';
import { readDecision } from '../change-decision.ts';
import type { Question } from '../decision.ts';
import { standingOf } from '../link-standing.ts';
import { findLink, type OneTimeLink } from '../one-time-link.ts';
import type { Viewer } from '../page/layout.ts';
import { refusalPage } from '../page/outcome-pages.ts';
import { notLinkedPage } from '../page/view-page.ts';
import { type PageDeps, viewerOf } from './page-context.ts';

type Yes = { readonly link: OneTimeLink; readonly viewer: Viewer; readonly question: Question };
type Refusal = { readonly status: 404 | 410; readonly html: string };

/** The question of a one-time link that was answered by yes; else the page that says why there is none. */
export async function yesOf(
  { tables, clock }: Pick<PageDeps, 'tables' | 'clock'>,
  token: string,
  languages: { readonly browser: Language; readonly chosen?: Language | undefined },
): Promise<Result<Yes, Refusal>> {
  const link = await findLink(tables, token);
  const viewer = viewerOf(token, languages, link);
  if (!link) return err({ status: 404, html: refusalPage(viewer, 'link_unknown') });
  const standing = standingOf(link, await readDecision(tables, link), clock.now());
  switch (standing.kind) {
    case 'decided':
      if (standing.decision.verdict === 'confirmed') return ok({ link, viewer, question: standing.question });
      return err({ status: 410, html: notLinkedPage(viewer, standing.question) });
    case 'open':
      return err({ status: 410, html: notLinkedPage(viewer, standing.question) });
    case 'link_unknown':
      return err({ status: 404, html: refusalPage(viewer, standing.kind) });
    case 'link_expired':
    case 'link_superseded':
    case 'link_withdrawn':
      return err({ status: 410, html: refusalPage(viewer, standing.kind, standing.question) });
  }
}
