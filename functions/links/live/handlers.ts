import type { RequestLinkDeps } from '../request-link.ts';
import { createAskPermit } from './http/ask-permit.ts';
import { createPreviewLinkChange, createRequestLinkChange } from './http/request-link-change.ts';
import { createChooseWayOut, createLiftStop, createStopLink } from './http/stop-link.ts';

/** The operations of the group `links-live`. */
export const liveLinkHandlers = (deps: RequestLinkDeps) => ({
  askPermit: createAskPermit(deps),
  stopLink: createStopLink(deps),
  chooseWayOut: createChooseWayOut(deps),
  liftStop: createLiftStop(deps),
  previewLinkChange: createPreviewLinkChange(deps),
  requestLinkChange: createRequestLinkChange(deps),
});
