import type { RebateReadDeps } from '../ports.ts';
import { queryReadHandlers } from '../query/handlers.ts';
import { syncsReadHandlers } from '../sync/handlers.ts';
import { uploadsReadHandlers } from '../uploads/handlers.ts';

/** The operations of the group `rebates-read`. */
export const rebatesReadHandlers = (deps: RebateReadDeps) => ({
  ...queryReadHandlers(deps),
  ...uploadsReadHandlers(deps),
  ...syncsReadHandlers(deps),
});
