import { secondsBetween } from '../../kernel/clock.ts';
import type { Language } from '../../kernel/texts.ts';
import type { DecisionDeps } from '../change-decision.ts';
import type { Decision, Question } from '../decision.ts';
import type { OneTimeLink } from '../one-time-link.ts';
import type { Viewer } from '../page/layout.ts';
import { afterNoPage, afterYesPage } from '../page/outcome-pages.ts';
import { phraseOf } from '../phrase.ts';
import type { CustomerViews, ReadSequel, Sequel, Unbindings, Waiters } from '../ports.ts';
import { invitationHref } from '../provider-facts.ts';

/** What the pages of a one-time link stand on. */
export type PageDeps = DecisionDeps & {
  readonly waiters: Waiters;
  readonly sequelOf: ReadSequel;
  readonly views: CustomerViews;
  readonly unbindings: Unbindings;
  /** The simulator's invitation may stand on a page of stage `local` only. */
  readonly stage: string;
};

/** How long after the answer the page asks again by itself, and how often, in seconds. */
const LOOKING_SECONDS = 300;
const LOOK_EVERY_SECONDS = 5;

/** The language that was switched to, else the browser's. The phrase speaks the language of the mail. */
export function viewerOf(
  token: string,
  languages: { readonly browser: Language; readonly chosen?: Language | undefined },
  link?: OneTimeLink,
): Viewer {
  const { browser, chosen } = languages;
  return { token, language: chosen ?? browser, ...(link && { phrase: phraseOf(token, link.language) }) };
}

type Answer = {
  readonly link: OneTimeLink;
  readonly decision: Pick<Decision, 'verdict' | 'decidedAt'>;
  readonly question: Question;
  /** Where it is known without reading. */
  readonly sequel?: Sequel;
  /** The customer has told the page to stop asking. */
  readonly once?: boolean;
};

/**
 * The page of a question that is answered, and how soon the browser asks again: while something is on its way, in the
 * first minutes only, and by a header, so that nothing has to run in the page.
 */
export async function answeredPage(
  { clock, stage, sequelOf }: Pick<PageDeps, 'clock' | 'stage' | 'sequelOf'>,
  viewer: Viewer,
  { link, decision, question, sequel: known, once = false }: Answer,
) {
  if (decision.verdict !== 'confirmed') return { status: 200, html: afterNoPage(viewer, question) } as const;
  const sequel = known ?? (await sequelOf(link));
  const since = decision.decidedAt ? secondsBetween(decision.decidedAt, clock.now()) : 0;
  const looking = sequel.kind === 'preparing' && !once && since < LOOKING_SECONDS;
  const href =
    sequel.kind === 'invited' && sequel.link !== null ? invitationHref(question.site, sequel.link, stage) : undefined;
  const html = afterYesPage(viewer, { question, sequel, href, looking });
  const refresh = `${LOOK_EVERY_SECONDS}; url=?lang=${viewer.language}`;
  return { status: 200, html, ...(looking && { headers: { refresh } }) } as const;
}
