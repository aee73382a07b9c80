import type { RebateWriteDeps } from '../ports.ts';

/** The operations of the group `rebates-write`. */
export const rebatesWriteHandlers = (_deps: RebateWriteDeps) => ({});
