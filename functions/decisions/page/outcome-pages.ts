import { html } from 'hono/html';
import type { Texts } from '../../kernel/texts.ts';
import type { Question } from '../decision.ts';
import type { LinkRefusal } from '../link-standing.ts';
import type { Sequel } from '../ports.ts';
import { guide } from './guide.ts';
import { type Html, page, readable, type Say, sayer, type Viewer } from './layout.ts';
import { outcomeTexts as texts } from './outcome-texts.ts';
import { unbindTexts } from './unbind-texts.ts';

type Shown = {
  readonly question: Question;
  readonly sequel: Sequel;
  /** The provider's invitation, where it may stand on a page. */
  readonly href?: string | undefined;
  /** Whether the browser asks again by itself. */
  readonly looking: boolean;
};

/** What has become of a yes, and what there is to do now. */
export function afterYesPage(viewer: Viewer, { question, sequel, href, looking }: Shown): string {
  const lapses = sequel.kind === 'invited' ? readable(sequel.lapsesAt) : '';
  const say = sayer(viewer.language, question, { lapses, host: href ? new URL(href).host : '' });
  const { code, title, body } = stateOf(say, viewer, { question, sequel, href, looking });
  return page(viewer, {
    title: say(title),
    code,
    question,
    body: html`${body}
      <p><a href="${viewer.token}/receipt?lang=${viewer.language}">${say(texts.receipt)}</a></p>
      ${sequel.kind === 'invited' ? guide(say) : ''}`,
  });
}

type State = { readonly code: string; readonly title: Texts; readonly body: Html };

function stateOf(say: Say, viewer: Viewer, { question, sequel, href, looking }: Shown): State {
  const changes = question.changes === true;
  switch (sequel.kind) {
    case 'preparing':
      return {
        code: 'in_preparation',
        title: changes ? texts.preparingChange : texts.preparing,
        body: html`${told(say, changes ? texts.preparingChangeText : texts.preparingText)}
      ${lookAgain(say, viewer, looking)}`,
      };
    case 'invited':
      return invited(say, href);
    case 'mending':
      return {
        code: 'account_to_mend',
        title: texts.mending,
        body: html`${told(say, mendings[sequel.what] ?? texts.mend_as_told)}<p>${say(texts.mendingDone)}</p>`,
      };
    case 'reviewing':
      return changes
        ? { code: 'in_preparation', title: texts.preparingChange, body: told(say, texts.preparingChangeText) }
        : { code: 'under_review', title: texts.reviewing, body: told(say, texts.reviewingText) };
    case 'done':
      return changes
        ? { code: 'change_made', title: texts.doneChange, body: good(say, texts.doneChangeText) }
        : { code: 'linked', title: texts.done, body: linked(say, viewer) };
    case 'refused':
      return { code: 'application_refused', title: texts.refused, body: told(say, texts.refusedText) };
    case 'lapsed':
      return { code: 'request_expired', title: texts.lapsed, body: told(say, texts.lapsedText) };
    case 'withdrawn':
      return { code: 'request_withdrawn', title: texts.withdrawn, body: told(say, texts.withdrawnText) };
    case 'failed':
      return {
        code: 'request_failed',
        title: texts.failed,
        body: told(say, changes ? texts.failedChangeText : texts.failedText),
      };
  }
}

/** What the provider wants mended, by the code of its port (R147). */
const mendings: Readonly<Record<string, Texts>> = {
  leave_organization: texts.leave_organization,
  leave_savings_plan: texts.leave_savings_plan,
  settle_balance: texts.settle_balance,
  verify_identity: texts.verify_identity,
};

/** By the provider's link where there is one that may be shown, else by its mail. */
function invited(say: Say, href: string | undefined): State {
  if (!href)
    return {
      code: 'invitation_mailed',
      title: texts.mailed,
      body: html`${good(say, texts.yesRecorded)}${told(say, texts.mailedText)}${told(say, texts.mailedNotThere)}`,
    };
  return {
    code: 'invitation_ready',
    title: texts.invited,
    body: html`${good(say, texts.yesRecorded)}
      ${told(say, texts.invitedText)}
      <p><a class="button" href="${href}" rel="noopener noreferrer" aria-describedby="opens-at">${say(texts.openInvitation)}</a></p>
      <p class="small" id="opens-at">${say(texts.opensAt)}</p>`,
  };
}

/** Asks for the customer's own look at it, on a page of its own. */
function linked(say: Say, { token, language }: Viewer): Html {
  return html`${good(say, texts.doneText)}
      <p><a class="button" href="${token}/view?lang=${language}">${say(texts.tellView)}</a></p>`;
}

/** A page that asks again by itself can be told to stop; one that does not, has a link for it. */
function lookAgain(say: Say, { language }: Viewer, looking: boolean): Html {
  const again = html`<a href="?lang=${language}">${say(texts.lookAgain)}</a>`;
  const how = looking
    ? html`${say(texts.looking)} <a href="?lang=${language}&amp;look=once">${say(texts.stopLooking)}</a>`
    : again;
  return html`<p role="status">${how}</p><p class="small">${say(texts.later)}</p>`;
}

export function afterNoPage(viewer: Viewer, question: Question): string {
  const say = sayer(viewer.language, question);
  return page(viewer, { title: say(texts.no), code: 'no_recorded', question, body: told(say, texts.noText) });
}

/** Why a link no longer leads to a question, each with what to do about it (R031). */
export function refusalPage(viewer: Viewer, code: LinkRefusal, question?: Question): string {
  const say = sayer(viewer.language, question);
  const ofUnbinding = question?.unbinds && code === 'link_expired';
  const text = ofUnbinding ? unbindTexts.expiredText : texts[`${code}Text`];
  return page(viewer, { title: say(texts[code]), code, question, body: told(say, text) });
}

function told(say: Say, text: Texts): Html {
  return html`<p>${say(text)}</p>`;
}

function good(say: Say, text: Texts): Html {
  return html`<div class="notice"><p>${say(text)}</p></div>`;
}
