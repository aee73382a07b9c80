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

/** The form of the page that asks what the customer sees. What is missing is asked for again. */
export const ViewForm = z
  .strictObject({
    seesReseller: z.enum(['yes', 'no', 'unsure']).optional(),
    canSignIn: z.enum(['yes', 'no']).optional(),
    note: z.string().trim().max(500).default(''),
    lang: Language,
  })
  .meta({ examples: [{ seesReseller: 'yes', canSignIn: 'yes', note: '', lang: 'en' }] });

/** The public page that a one-time link leads to. The token in the path is the only credential. */
export const decisionOperations = operations({
  showQuestion: {
    route: 'GET /d/{token}',
    group: 'decisions-public',
    access: 'public',
    summary: 'Show the question of a one-time link',
    description:
      'A page for people, which needs no script: a link to make or to change, an unbinding to confirm at the provider, a card to bind there, or a distributor’s review. Opening it changes nothing, so mail scanners may. Once answered, the same link shows what has become of it, with the provider’s invitation as soon as it is there. Each page names its state in `data-code`.',
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
      'A yes names the text that was shown by its hash and needs the account identifier, typed, where the request names one; five wrong ones lock the page. A no needs nothing, but for a distributor’s, which has its reason. That an unbinding was confirmed at the provider is noted as the customer’s own word and answers nothing (`statement_recorded`). The same answer again is answered alike.',
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
        description:
          'The identifier is not the one of this request (`identifier_differs`), or none at all; or a distributor’s no without its reason (`reason_missing`)',
        html: true,
      },
      429: { description: 'Locked after five wrong identifiers (`identifier_locked`)', html: true },
    },
    problems: [],
  },
  showView: {
    route: 'GET /d/{token}/view',
    group: 'decisions-public',
    access: 'public',
    summary: 'Ask what the customer sees once it is linked',
    description: 'A page for people: whether the right reseller stands there, and whether the customer can sign in.',
    params: TokenPath,
    query: Switch,
    answers: {
      200: { description: 'The two questions (`view_asked`), or thanks for the answer (`view_recorded`)', html: true },
      404: { description: 'No such link (`link_unknown`)', html: true },
      410: { description: 'Not linked, or not any more (`not_linked`); else as for the question', html: true },
    },
    problems: [],
  },
  answerView: {
    route: 'POST /d/{token}/view',
    group: 'decisions-public',
    access: 'public',
    summary: 'Record what the customer sees',
    description: 'Kept on the link with its date. The first answer counts; the same one again is answered alike.',
    params: TokenPath,
    query: Switch,
    body: ViewForm,
    media: 'form',
    answers: {
      200: { description: 'Recorded, now or before', html: true },
      404: { description: 'No such link (`link_unknown`)', html: true },
      410: { description: '`not_linked`, or `link_used` by another answer; else as for the question', html: true },
      422: { description: 'A question is without an answer (`answer_incomplete`)', html: true },
    },
    problems: [],
  },
  showStylesheet: {
    route: 'GET /d/desk.css',
    group: 'decisions-public',
    access: 'public',
    summary: 'The stylesheet of the pages',
    description: 'Served by us, so that pages load nothing from elsewhere.',
    answers: { 200: { description: 'CSS', file: ['text/css'] } },
    problems: [],
  },
});
