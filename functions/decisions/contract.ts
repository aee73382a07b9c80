import * as z from 'zod';
import { operations } from '../platform/contract.ts';

const TokenPath = z.object({ token: z.string().max(100) });

/** What cannot be read is left out: a page is shown, whatever a mail program has added to its address. */
const Language = z.enum(['en', 'zh-CN']).optional().catch(undefined).describe('instead of the browser’s language');
const Switch = z.object({ lang: Language });
const Look = Switch.extend({
  look: z.literal('once').optional().catch(undefined).describe('the page does not ask again by itself'),
});

/** The form of the customer's page. */
export const AnswerForm = z
  .strictObject({
    verdict: z.enum(['confirmed', 'rejected']),
    accountId: z.string().max(64).default(''),
    reason: z.string().trim().max(500).default(''),
    agreed: z.string().max(64).default('').describe('SHA-256 of the text that the page showed; needed for a yes'),
    lang: Language,
  })
  .meta({
    examples: [
      {
        verdict: 'confirmed',
        accountId: '200098765432',
        agreed: '3ec143a1b35eb3b590bf42c31b0c9165a45db26363a3ce88dd1b0e10683c0dc9',
        lang: 'en',
      },
    ],
  });

/** The public page that a one-time link leads to. The token in the path is the only credential. */
export const decisionOperations = operations({
  showQuestion: {
    route: 'GET /d/{token}',
    group: 'decisions-public',
    access: 'public',
    summary: 'Show the question of a one-time link',
    description:
      'A page for people, which needs no script. Opening it changes nothing, so mail scanners may. Once answered, the same link shows what has become of it, with the provider’s invitation as soon as it is there. Each page names its state in `data-code`.',
    params: TokenPath,
    query: Look,
    answers: {
      200: { description: 'The question, or what has become of its answer', html: true },
      404: { description: 'No such link (`link_unknown`)', html: true },
      410: { description: '`link_expired`, `link_superseded` by a newer mail, or `link_withdrawn`', html: true },
    },
    problems: [],
  },
  answerQuestion: {
    route: 'POST /d/{token}',
    group: 'decisions-public',
    access: 'public',
    summary: 'Answer the question of a one-time link',
    description:
      'A yes names the text that was shown by its hash and needs the account identifier, typed, where the request names one; five wrong ones lock the page. A no needs nothing. The same answer again is answered alike.',
    params: TokenPath,
    query: Switch,
    body: AnswerForm,
    media: 'form',
    answers: {
      200: { description: 'Recorded, now or before', html: true },
      404: { description: 'No such link (`link_unknown`)', html: true },
      409: { description: 'The text has changed since it was shown (`text_changed`): the page anew', html: true },
      410: {
        description:
          '`link_expired`, `link_used` by another answer, `link_superseded` by a newer mail, or `link_withdrawn`',
        html: true,
      },
      422: {
        description: 'The identifier is not the one of this request (`identifier_differs`), or none at all',
        html: true,
      },
      429: { description: 'Locked after five wrong identifiers (`identifier_locked`)', html: true },
    },
    problems: [],
  },
  showStylesheet: {
    route: 'GET /d/desk.css',
    group: 'decisions-public',
    access: 'public',
    summary: 'The stylesheet of the pages',
    description: 'Served by us, so that pages load nothing from elsewhere.',
    answers: { 200: { description: 'CSS', html: true } },
    problems: [],
  },
});
