import { distributorReadHandlers } from '../distributor/handlers.ts';
import { evidenceReadHandlers } from '../evidence/handlers.ts';
import { moneyReadHandlers } from '../money/handlers.ts';
import { createGetUnbindNotice } from '../notice/get-unbind-notice.ts';
import type { UnbindReadDeps } from '../ports.ts';
import { readinessReadHandlers } from '../readiness/handlers.ts';
import { sheetsReadHandlers } from '../sheets/handlers.ts';
import { createGetUnbind } from './get-unbind.ts';

/** The operations of the group `unbinds-read`. */
export const unbindsReadHandlers = (deps: UnbindReadDeps) => ({
  getUnbind: createGetUnbind(deps),
  getUnbindNotice: createGetUnbindNotice(),
  ...readinessReadHandlers(deps),
  ...moneyReadHandlers(deps),
  ...sheetsReadHandlers(deps),
  ...evidenceReadHandlers(deps),
  ...distributorReadHandlers(deps),
});
