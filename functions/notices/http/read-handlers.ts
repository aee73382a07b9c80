import type { LinkDeps } from '../../links/ports.ts';
import { createListNotices } from './list-notices.ts';

/** The operations of the group `notices-read`. */
export const noticesReadHandlers = (deps: Pick<LinkDeps, 'tables' | 'clock'>) => ({
  listNotices: createListNotices(deps),
});
