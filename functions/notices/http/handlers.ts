import type { LinkDeps } from '../../links/ports.ts';
import { createListNotices } from './list-notices.ts';
import { createResendNotice } from './resend-notice.ts';
import { createShowNotices, createTakeNotices } from './show-notices.ts';

/** The operations of the group `notices-read`. */
export const noticesReadHandlers = (deps: Pick<LinkDeps, 'tables' | 'clock'>) => ({
  listNotices: createListNotices(deps),
});

/** The operations of the group `notices-write`. */
export const noticesWriteHandlers = (deps: LinkDeps) => ({ resendNotice: createResendNotice(deps) });

/** The operations of the group `notices-public`. */
export const noticesPublicHandlers = (deps: LinkDeps) => ({
  showNotices: createShowNotices(deps),
  takeNotices: createTakeNotices(deps),
});
