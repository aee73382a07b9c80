import * as z from 'zod';
import { operations } from '../platform/contract.ts';
import { linksDecide } from './contract-decide.ts';
import { draftOperations } from './drafts/contract.ts';
import * as examples from './examples.ts';
import { FindingView, NoteView, PermissionsView } from './finding-view.ts';
import { followOperations } from './follow/contract.ts';
import { may } from './guards.ts';
import { RequestPath } from './paths.ts';
import { sheetOperations } from './sheets/contract.ts';
import { LinkRequestView } from './view.ts';
import { LinkWish } from './wish.ts';

/** Asking for a link, and steering the request: the group `links-write`. */
export const linksWrite = operations({
  ...draftOperations,
  ...followOperations,
  ...linksDecide,
  ...sheetOperations,
  previewLinkRequest: {
    route: 'POST /v1/link-requests/preview',
    group: 'links-write',
    access: may.request,
    summary: 'Check a wish to link without writing anything',
    description:
      'Answers every finding, not only the first: pass, warn where a second person will have to agree, fail, or unknown where nobody can tell before the customer has applied. And what the link would allow.',
    body: LinkWish,
    answers: {
      200: {
        description: 'All findings',
        json: z.strictObject({
          ready: z.boolean().describe('no finding fails'),
          findings: z.array(FindingView).readonly(),
          notes: z.array(NoteView).readonly(),
          permissions: PermissionsView.exactOptional().describe(
            'what the link would allow and what not; absent while no site is known',
          ),
        }),
        example: examples.preview,
      },
    },
    problems: [],
  },
  createLinkRequest: {
    route: 'POST /v1/link-requests',
    group: 'links-write',
    access: may.request,
    summary: 'Ask for a customer to be linked',
    description:
      'The customer is asked for consent by mail; nothing goes to the provider before their yes. Follow the request by its id.',
    body: LinkWish,
    answers: {
      201: {
        description: 'The request; its machine starts within about a second',
        json: z.strictObject({
          linkRequest: LinkRequestView,
          notes: z.array(NoteView).readonly().describe('what was changed in what you typed'),
        }),
        example: { linkRequest: examples.linkRequest, notes: [] },
      },
    },
    problems: ['customer_taken', 'environment_mismatch', 'idempotency_key_missing', 'idempotency_key_reused'],
    idempotent: true,
  },
  cancelLinkRequest: {
    route: 'POST /v1/link-requests/{requestId}/cancel',
    group: 'links-write',
    access: may.cancel,
    summary: 'Cancel a link request',
    description:
      'Possible until approval starts; after that the provider may already have said yes. Cancelling twice is cancelling once.',
    params: RequestPath,
    body: z
      .strictObject({ reason: z.string().trim().min(3, { error: 'why, in a few words' }).max(500) })
      .meta({ examples: [{ reason: 'The customer chose another reseller' }] }),
    answers: {
      202: {
        description: 'Being cancelled',
        json: z.strictObject({ linkRequest: LinkRequestView }),
        example: { linkRequest: examples.linkRequest },
      },
    },
    problems: ['not_found', 'not_allowed_now', 'idempotency_key_missing', 'idempotency_key_reused'],
    idempotent: true,
  },
  inviteAgain: {
    route: 'POST /v1/link-requests/{requestId}/invitation',
    group: 'links-write',
    access: may.inviteAgain,
    summary: 'Invite again after an invitation with an unknown outcome',
    description:
      'The desk never repeats an invitation by itself. The customer may then hold two, of which either works.',
    params: RequestPath,
    body: z.strictObject({}).meta({ examples: [{}] }),
    answers: {
      202: {
        description: 'Being invited again',
        json: z.strictObject({ linkRequest: LinkRequestView }),
        example: { linkRequest: examples.linkRequest },
      },
    },
    problems: ['not_found', 'not_allowed_now', 'idempotency_key_missing', 'idempotency_key_reused'],
    idempotent: true,
  },
});
