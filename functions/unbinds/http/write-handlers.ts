import type { UnbindWriteDeps } from '../ports.ts';

/** The operations of the group `unbinds-write`. */
export const unbindsWriteHandlers = (_deps: UnbindWriteDeps) => ({});
