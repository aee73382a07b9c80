import type { Tables } from '../../platform/tables.ts';
import { createAuditLinkRequests } from './audit-link-requests.ts';
import { createAuditTimeline } from './audit-timeline.ts';

/** The operations of the group `timeline-read`. */
export const timelineReadHandlers = (deps: { readonly tables: Tables }) => ({
  auditLinkRequests: createAuditLinkRequests(deps),
  auditTimeline: createAuditTimeline(deps),
});
