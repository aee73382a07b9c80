import type { RebateReadDeps } from '../ports.ts';
import { uploadsReadHandlers } from '../uploads/handlers.ts';

/** The operations of the group `rebates-read`. */
export const rebatesReadHandlers = (deps: RebateReadDeps) => ({ ...uploadsReadHandlers(deps) });
