import { phraseOf } from '../../decisions/phrase.ts';
import { ok } from '../../kernel/result.ts';
import type { Language } from '../../kernel/texts.ts';
import type { LinkDeps } from '../../links/ports.ts';
import type { HttpHandler } from '../../platform/http.ts';
import type { noticesPublic } from '../members/contract.ts';
import { duesPage, unknownNoticePage } from '../members/page.ts';
import { neededOf } from '../members/send-digest.ts';
import { openNoticeLink, takeCareOf } from '../members/take-in-hand.ts';

/** Reads only: whoever fetches the link before the member does changes nothing. */
export const createShowNotices =
  ({ tables, clock }: Pick<LinkDeps, 'tables' | 'clock'>): HttpHandler<typeof noticesPublic.showNotices> =>
  async ({ params: { token }, query, language }) => {
    const opened = await openNoticeLink(tables, token, clock.now());
    const viewer = viewerOf(token, query.lang ?? language);
    if (!opened) return ok({ status: 404, html: unknownNoticePage(viewer) });
    return ok({ status: 200, html: duesPage(viewer, await neededOf(tables, opened.notices)) });
  };

export const createTakeNotices =
  (deps: LinkDeps): HttpHandler<typeof noticesPublic.takeNotices> =>
  async ({ params: { token }, query, language }) => {
    const opened = await openNoticeLink(deps.tables, token, deps.clock.now());
    const viewer = viewerOf(token, query.lang ?? language);
    if (!opened) return ok({ status: 404, html: unknownNoticePage(viewer) });
    const needed = await neededOf(deps.tables, opened.notices);
    for (const { notice } of needed) if (!notice.takenAt) await takeCareOf(deps, notice);
    const takenAt = deps.clock.now();
    const taken = needed.map(({ notice, subject }) => ({ notice: { ...notice, takenAt }, subject }));
    return ok({ status: 200, html: duesPage(viewer, taken) });
  };

/** Members are written to in English, so that is the language of the phrase. */
function viewerOf(token: string, language: Language) {
  return { token, language, phrase: phraseOf(token, 'en') };
}
