import * as z from 'zod';
import { operations } from '../platform/contract.ts';
import * as examples from './examples.ts';
import { may } from './guards.ts';
import { RequestPath } from './paths.ts';
import { LinkRequestView } from './view.ts';

const LastFour = z
  .string()
  .trim()
  .regex(/^\S{4}$/, { error: 'the last four characters' })
  .optional();
const words = () => z.string().trim().min(3, { error: 'why, in a few words' }).max(500);

const recorded = {
  202: {
    description: 'Recorded; the request moves on within seconds',
    json: z.strictObject({ linkRequest: LinkRequestView }),
    example: { linkRequest: examples.linkRequest },
  },
} as const;

const refusals = [
  'not_found',
  'not_allowed_now',
  'decision_closed',
  'idempotency_key_missing',
  'idempotency_key_reused',
] as const;
const personsRefusals = [...refusals, 'self_approval', 'cool_off', 'identifier_differs', 'too_many_attempts'] as const;

/** Answers of members to what a request waits for; part of the group `links-write`. */
export const linksDecide = operations({
  decideSecondPerson: {
    route: 'POST /v1/link-requests/{requestId}/second-person',
    group: 'links-write',
    access: may.decide,
    summary: 'Agree to a request as the second person, or decline',
    description:
      'Never by whoever asked for it; where nobody else holds the right "approver", the initiator may alone once the cool-off is over. To agree, type the last four characters of the customer’s account identifier as you know it from elsewhere: they are not shown to you. Five wrong ones lock agreeing.',
    params: RequestPath,
    body: z
      .strictObject({
        verdict: z.enum(['agree', 'decline']),
        lastFour: LastFour.describe('of the customer’s account identifier; needed to agree, where one is known'),
        reason: words().optional(),
      })
      .meta({ examples: [{ verdict: 'agree', lastFour: '5432' }] }),
    answers: recorded,
    problems: personsRefusals,
    idempotent: true,
  },
  reviewApplication: {
    route: 'POST /v1/link-requests/{requestId}/review',
    group: 'links-write',
    access: may.decide,
    summary: 'Accept or refuse an application that nobody expected',
    description:
      'Another account than the request’s, one that the customer had not named, or one that the customer started by itself. Accepted, the request goes on with the account that applied. Refused, the provider is told so with your reason, which it shows to the applicant.',
    params: RequestPath,
    body: z
      .strictObject({
        verdict: z.enum(['accept', 'refuse']),
        lastFour: LastFour.describe('of the account that applied; needed to accept'),
        reason: words().optional().describe('needed to refuse; the applicant is told'),
      })
      .refine(({ verdict, reason }) => verdict === 'accept' || reason !== undefined, {
        path: ['reason'],
        error: 'why it is refused',
      })
      .meta({ examples: [{ verdict: 'accept', lastFour: '5432' }] }),
    answers: recorded,
    problems: [...personsRefusals, 'customer_taken', 'environment_mismatch'],
    idempotent: true,
  },
  tryApprovalAgain: {
    route: 'POST /v1/link-requests/{requestId}/approval',
    group: 'links-write',
    access: may.tryAgain,
    summary: 'Try the approval again after the customer has mended its account',
    description:
      'While the request waits for the customer to mend what the provider named in "remedy". When another try came to the same, the next one waits for a pause or says what has changed.',
    params: RequestPath,
    body: z
      .strictObject({ changed: words().optional().describe('what has changed since the last try') })
      .meta({ examples: [{ changed: 'They left the group of accounts this morning' }] }),
    answers: recorded,
    problems: [...refusals, 'retry_too_soon'],
    idempotent: true,
  },
});
