import { distributorWriteHandlers } from '../distributor/handlers.ts';
import { evidenceWriteHandlers } from '../evidence/handlers.ts';
import { moneyWriteHandlers } from '../money/handlers.ts';
import type { UnbindWriteDeps } from '../ports.ts';
import { readinessWriteHandlers } from '../readiness/handlers.ts';
import { sheetsWriteHandlers } from '../sheets/handlers.ts';
import { submitHandlers } from '../submit/handlers.ts';

/** The operations of the group `unbinds-write`. */
export const unbindsWriteHandlers = (deps: UnbindWriteDeps) => ({
  ...submitHandlers(deps),
  ...readinessWriteHandlers(deps),
  ...moneyWriteHandlers(deps),
  ...sheetsWriteHandlers(deps),
  ...evidenceWriteHandlers(deps),
  ...distributorWriteHandlers(deps),
});
