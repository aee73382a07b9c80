import type { LinkDeps } from '../ports.ts';
import { createGetLink } from './get-link.ts';
import { createGetLinkRequest } from './get-link-request.ts';
import { createGetLinkRequestTimeline } from './get-link-request-timeline.ts';
import { createListLinkRequests } from './list-link-requests.ts';
import { createListLinks } from './list-links.ts';

/** The operations of the group `links-read`. */
export const linksReadHandlers = (deps: Pick<LinkDeps, 'tables' | 'clock'>) => ({
  listLinkRequests: createListLinkRequests(deps),
  getLinkRequest: createGetLinkRequest(deps),
  getLinkRequestTimeline: createGetLinkRequestTimeline(deps),
  listLinks: createListLinks(deps),
  getLink: createGetLink(deps),
});
