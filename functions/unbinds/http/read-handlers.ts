import { certificatesReadHandlers } from '../../receipts/http/read-handlers.ts';
import { actionsReadHandlers } from '../actions/handlers.ts';
import { customerStartedReadHandlers } from '../customer-started/handlers.ts';
import { distributorReadHandlers } from '../distributor/handlers.ts';
import { evidenceReadHandlers } from '../evidence/handlers.ts';
import { moneyReadHandlers } from '../money/handlers.ts';
import { createGetUnbindNotice } from '../notice/get-unbind-notice.ts';
import type { UnbindReadDeps } from '../ports.ts';
import { readinessReadHandlers } from '../readiness/handlers.ts';
import { sheetsReadHandlers } from '../sheets/handlers.ts';
import { createGetUnbind } from './get-unbind.ts';
import { createGetUnbindTimeline } from './get-unbind-timeline.ts';
import { createListUnbinds } from './list-unbinds.ts';

/** The operations of the group `unbinds-read`. */
export const unbindsReadHandlers = (deps: UnbindReadDeps) => ({
  listUnbinds: createListUnbinds(deps),
  getUnbind: createGetUnbind(deps),
  getUnbindTimeline: createGetUnbindTimeline(deps),
  getUnbindNotice: createGetUnbindNotice(),
  ...readinessReadHandlers(deps),
  ...actionsReadHandlers(deps),
  ...moneyReadHandlers(deps),
  ...certificatesReadHandlers(deps),
  ...sheetsReadHandlers(deps),
  ...evidenceReadHandlers(deps),
  ...distributorReadHandlers(deps),
  ...customerStartedReadHandlers(deps),
});
