import { caseHandlers } from '../cases/handlers.ts';
import { createGetCustomerClouds } from '../clouds/http/get-customer-clouds.ts';
import { createGetLinkGuide } from '../guide/get-link-guide.ts';
import type { LookDeps } from '../look.ts';
import { createGetLink } from './get-link.ts';
import { createGetLinkRequest } from './get-link-request.ts';
import { createGetLinkRequestTimeline } from './get-link-request-timeline.ts';
import { createListLinkRequests } from './list-link-requests.ts';
import { createListLinks } from './list-links.ts';

/** The operations of the group `links-read`. */
export const linksReadHandlers = (deps: LookDeps) => ({
  ...caseHandlers(deps),
  getCustomerClouds: createGetCustomerClouds(deps),
  getLinkGuide: createGetLinkGuide(deps),
  listLinkRequests: createListLinkRequests(deps),
  getLinkRequest: createGetLinkRequest(deps),
  getLinkRequestTimeline: createGetLinkRequestTimeline(deps),
  listLinks: createListLinks(deps),
  getLink: createGetLink(deps),
});
