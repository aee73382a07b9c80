import * as z from 'zod';
import { operations } from '../platform/contract.ts';

const TokenPath = z.object({ token: z.string().max(100) });

/** The form of the customer's page. */
export const AnswerForm = z
  .strictObject({
    verdict: z.enum(['confirmed', 'rejected']),
    accountId: z.string().max(64).default(''),
    reason: z.string().trim().max(500).default(''),
  })
  .meta({ examples: [{ verdict: 'confirmed', accountId: '200098765432' }] });

/** The public page that a one-time link leads to. The token in the path is the only credential. */
export const decisionOperations = operations({
  showQuestion: {
    route: 'GET /d/{token}',
    group: 'decisions-public',
    access: 'public',
    summary: 'Show the question of a one-time link',
    description: 'A page for people. Opening it changes nothing, so mail scanners may.',
    params: TokenPath,
    answers: {
      200: { description: 'The question', html: true },
      404: { description: 'No such link', html: true },
      410: { description: 'Answered, withdrawn or expired', html: true },
    },
    problems: [],
  },
  answerQuestion: {
    route: 'POST /d/{token}',
    group: 'decisions-public',
    access: 'public',
    summary: 'Answer the question of a one-time link',
    description:
      'A yes needs the account identifier, typed, where the request names one; five wrong ones lock the page. A no needs nothing.',
    params: TokenPath,
    body: AnswerForm,
    media: 'form',
    answers: {
      200: { description: 'Recorded', html: true },
      404: { description: 'No such link', html: true },
      410: { description: 'Answered, withdrawn or expired', html: true },
      422: { description: 'The identifier is not the one of this request, or none at all', html: true },
      429: { description: 'Locked after five wrong identifiers', html: true },
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
