import * as z from 'zod';
import { Instant } from '../kernel/clock.ts';
import { idSchema } from '../kernel/ids.ts';
import { PageQuery } from '../kernel/paging.ts';
import { operations } from '../platform/contract.ts';
import { Actor } from '../timeline/index.ts';
import * as examples from './examples.ts';
import { may } from './guards.ts';
import { parties } from './link-request.ts';
import { LinkRequestView, LinkView } from './view.ts';
import { LinkWish } from './wish.ts';

const NoteView = z.strictObject({ field: z.string(), code: z.literal('trimmed'), detail: z.string() });
const FindingView = z.strictObject({
  check: z.string(),
  result: z
    .enum(['pass', 'fail', 'unknown'])
    .describe('unknown: the provider can not tell before the customer has applied'),
  because: z.string(),
  next: z.string().optional().describe('what to do about it'),
});
const RequestPath = z.object({ requestId: idSchema('linkRequest') });

const EntryView = z.strictObject({
  id: z.string(),
  seq: z.int(),
  type: z.string(),
  actor: Actor,
  at: Instant,
  data: z.record(z.string(), z.unknown()),
  causationId: z.string().optional(),
  previous: z.string(),
  hash: z.string().describe('SHA-256 over the canonical JSON of the entry and the hash before it'),
});

/** Operations on link requests and links. */
export const linkOperations = operations({
  previewLinkRequest: {
    route: 'POST /v1/link-requests/preview',
    group: 'links-write',
    access: may.request,
    summary: 'Check a wish to link without writing anything',
    description:
      'Answers every finding, not only the first: pass, fail, or unknown where the provider can’t tell before the customer has applied.',
    body: LinkWish,
    answers: {
      200: {
        description: 'All findings',
        json: z.strictObject({
          ready: z.boolean().describe('no finding fails'),
          findings: z.array(FindingView),
          notes: z.array(NoteView),
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
          notes: z.array(NoteView).describe('what was changed in what you typed'),
        }),
        example: { linkRequest: examples.linkRequest, notes: [] },
      },
    },
    problems: ['customer_taken', 'environment_mismatch', 'idempotency_key_missing', 'idempotency_key_reused'],
    idempotent: true,
  },
  listLinkRequests: {
    route: 'GET /v1/link-requests',
    group: 'links-read',
    access: may.read,
    summary: 'List link requests, newest first',
    description:
      'All requests of your organisation; with waitingOn only those that wait for that party, soonest deadline first.',
    query: PageQuery.extend({ waitingOn: z.enum(parties).optional() }),
    answers: {
      200: {
        description: 'One page',
        json: z.strictObject({
          items: z.array(LinkRequestView),
          next: z.string().optional().describe('cursor of the next page'),
        }),
        example: { items: [examples.linkRequest] },
      },
    },
    problems: [],
  },
  getLinkRequest: {
    route: 'GET /v1/link-requests/{requestId}',
    group: 'links-read',
    access: may.read,
    summary: 'Read one link request',
    description: 'With whose turn it is and what you may do now.',
    params: RequestPath,
    answers: {
      200: {
        description: 'The request',
        json: z.strictObject({ linkRequest: LinkRequestView }),
        example: { linkRequest: examples.linkRequest },
      },
    },
    problems: ['not_found'],
  },
  getLinkRequestTimeline: {
    route: 'GET /v1/link-requests/{requestId}/timeline',
    group: 'links-read',
    access: may.read,
    summary: 'Read what happened to a link request',
    description: 'Entries in order, each chained to the one before it by its hash.',
    params: RequestPath,
    query: PageQuery,
    answers: {
      200: {
        description: 'One page of entries, oldest first',
        json: z.strictObject({ items: z.array(EntryView), next: z.string().optional() }),
        example: { items: [examples.timelineEntry] },
      },
    },
    problems: ['not_found'],
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
  listLinks: {
    route: 'GET /v1/links',
    group: 'links-read',
    access: may.read,
    summary: 'List links, newest first',
    description: 'A link is active by the provider’s word; whether it works is its verified state.',
    query: PageQuery,
    answers: {
      200: {
        description: 'One page',
        json: z.strictObject({ items: z.array(LinkView), next: z.string().optional() }),
        example: { items: [examples.link] },
      },
    },
    problems: [],
  },
  getLink: {
    route: 'GET /v1/links/{linkId}',
    group: 'links-read',
    access: may.read,
    summary: 'Read one link',
    description: 'Not ready to provision until it is proved effective.',
    params: z.object({ linkId: idSchema('link') }),
    answers: {
      200: { description: 'The link', json: z.strictObject({ link: LinkView }), example: { link: examples.link } },
    },
    problems: ['not_found'],
  },
});
