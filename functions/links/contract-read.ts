import * as z from 'zod';
import { PageQuery } from '../kernel/paging.ts';
import { operations } from '../platform/contract.ts';
import { EntryView } from '../timeline/index.ts';
import { caseOperations } from './cases/contract.ts';
import { cloudOperations } from './clouds/contract.ts';
import * as examples from './examples.ts';
import { may } from './guards.ts';
import { guideOperations } from './guide/contract.ts';
import { LinkQuery, LinkRequestQuery } from './list-filter.ts';
import { LinkPath, RequestPath } from './paths.ts';
import { LinkRequestView, LinkView } from './view.ts';

/** What can be read of link requests and links: the group `links-read`. */
export const linksRead = operations({
  ...caseOperations,
  ...cloudOperations,
  ...guideOperations,
  listLinkRequests: {
    route: 'GET /v1/link-requests',
    group: 'links-read',
    access: may.read,
    summary: 'List link requests, newest first',
    description:
      'All requests of your organisation, or those that fit all of the filters; with waitingOn, soonest deadline first. Asked for a customer by its whole identifier, the open request comes first, on a page of its own. A page that is short all the same has a cursor: only a page without one is the last.',
    query: LinkRequestQuery,
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
  listLinks: {
    route: 'GET /v1/links',
    group: 'links-read',
    access: may.read,
    summary: 'List links, newest first',
    description:
      'All links of your organisation, or those that fit all of the filters. A link is active by the provider’s word; whether it works is its verified state. Only a page without a cursor is the last.',
    query: LinkQuery,
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
    params: LinkPath,
    answers: {
      200: { description: 'The link', json: z.strictObject({ link: LinkView }), example: { link: examples.link } },
    },
    problems: ['not_found'],
  },
});
