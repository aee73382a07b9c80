import { readEnv } from '../../platform/env.ts';
import { httpGroup } from '../../platform/http.ts';
import { runtime } from '../../platform/runtime.ts';
import { linkOperations } from '../contract.ts';
import { LinksReadEnv } from '../env.ts';
import { linksReadHandlers } from '../http/read-handlers.ts';

const deps = runtime(readEnv(LinksReadEnv), 'links-read');
const { listLinkRequests, getLinkRequest, getLinkRequestTimeline, listLinks, getLink } = linkOperations;

export const handler = httpGroup(
  { listLinkRequests, getLinkRequest, getLinkRequestTimeline, listLinks, getLink },
  linksReadHandlers(deps),
  deps.logger,
);
