import type { LinkDeps } from '../../links/ports.ts';
import { createShowNotices, createTakeNotices } from './show-notices.ts';

/** The operations of the group `notices-public`. */
export const noticesPublicHandlers = (deps: LinkDeps) => ({
  showNotices: createShowNotices(deps),
  takeNotices: createTakeNotices(deps),
});
