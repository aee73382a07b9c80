import { html } from 'hono/html';
import { page, type Viewer } from '../../decisions/page/layout.ts';
import { lineOf, type Needed } from './send-digest.ts';
import { memberPageTexts as texts } from './texts.ts';

/** What a mail told a member, as far as it still needs somebody, and the one thing to say. */
export function duesPage(viewer: Viewer, needed: readonly Needed[]): string {
  const { language } = viewer;
  if (needed.length === 0)
    return page(viewer, {
      title: texts.doneTitle[language],
      code: 'nothing_left',
      body: html`<p>${texts.done[language]}</p>`,
    });
  const open = needed.some(({ notice }) => notice.takenAt === undefined);
  const list = html`<ul>${needed.map((one) => html`<li>${lineOf(one, language)} <code>${one.notice.subject}</code></li>`)}</ul>`;
  if (!open)
    return page(viewer, {
      title: texts.takenTitle[language],
      code: 'taken_in_hand',
      body: html`<p>${texts.taken[language]}</p>${list}`,
    });
  return page(viewer, {
    title: texts.title[language],
    code: 'needs_somebody',
    body: html`${list}<form method="post"><button type="submit">${texts.take[language]}</button></form>`,
  });
}

export function unknownNoticePage(viewer: Viewer): string {
  const { language } = viewer;
  return page(viewer, {
    title: texts.unknownTitle[language],
    code: 'link_unknown',
    body: html`<p>${texts.unknown[language]}</p>`,
  });
}
