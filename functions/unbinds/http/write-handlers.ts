import { moneyWriteHandlers } from '../money/handlers.ts';
import type { UnbindWriteDeps } from '../ports.ts';

/** The operations of the group `unbinds-write`. */
export const unbindsWriteHandlers = (deps: UnbindWriteDeps) => ({
  ...moneyWriteHandlers(deps),
});
