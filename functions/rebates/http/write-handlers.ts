import { heldWriteHandlers } from '../held/handlers.ts';
import type { RebateWriteDeps } from '../ports.ts';
import { syncsWriteHandlers } from '../sync/handlers.ts';
import { uploadsWriteHandlers } from '../uploads/handlers.ts';

/** The operations of the group `rebates-write`. */
export const rebatesWriteHandlers = (deps: RebateWriteDeps) => ({
  ...uploadsWriteHandlers(deps),
  ...heldWriteHandlers(deps),
  ...syncsWriteHandlers(deps),
});
