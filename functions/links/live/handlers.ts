import { createExplainVanished } from '../adoption/http/explain-vanished.ts';
import { createListAdoptions } from '../adoption/http/list-adoptions.ts';
import { createStartAdoption } from '../adoption/http/start-adoption.ts';
import type { RequestLinkDeps } from '../request-link.ts';
import { createAskPermit } from './http/ask-permit.ts';
import { createReportAttributeChange } from './http/report-attribute-change.ts';
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
  reportAttributeChange: createReportAttributeChange(deps),
  startAdoption: createStartAdoption(deps),
  listAdoptions: createListAdoptions(deps),
  explainVanished: createExplainVanished(deps),
});
