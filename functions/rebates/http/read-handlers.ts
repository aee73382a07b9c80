import type { RebateReadDeps } from '../ports.ts';

/** The operations of the group `rebates-read`. */
export const rebatesReadHandlers = (_deps: RebateReadDeps) => ({});
