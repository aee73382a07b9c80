import { actionsWriteHandlers } from '../actions/handlers.ts';
import { customerStartedWriteHandlers } from '../customer-started/handlers.ts';
import { distributorWriteHandlers } from '../distributor/handlers.ts';
import { evidenceWriteHandlers } from '../evidence/handlers.ts';
import { moneyWriteHandlers } from '../money/handlers.ts';
import type { UnbindWriteDeps } from '../ports.ts';
import { readinessWriteHandlers } from '../readiness/handlers.ts';
import { recheckHandlers } from '../recheck/handlers.ts';
import { sheetsWriteHandlers } from '../sheets/handlers.ts';
import { submitHandlers } from '../submit/handlers.ts';
import { createCancelUnbind } from './cancel-unbind.ts';
import { createChangeUnbindContact } from './change-unbind-contact.ts';
import { createDecideUnbindSecondPerson } from './decide-unbind-second-person.ts';
import { createResumeUnbind } from './resume-unbind.ts';
import { createReviewCustomerStarted } from './review-customer-started.ts';
import { createTakeUpUnbind } from './take-up-unbind.ts';
import { createTryUnbindAgain } from './try-unbind-again.ts';

/** The operations of the group `unbinds-write`. */
export const unbindsWriteHandlers = (deps: UnbindWriteDeps) => ({
  cancelUnbind: createCancelUnbind(deps),
  resumeUnbind: createResumeUnbind(deps),
  decideUnbindSecondPerson: createDecideUnbindSecondPerson(deps),
  tryUnbindAgain: createTryUnbindAgain(deps),
  takeUpUnbind: createTakeUpUnbind(deps),
  changeUnbindContact: createChangeUnbindContact(deps),
  reviewCustomerStarted: createReviewCustomerStarted(deps),
  ...submitHandlers(deps),
  ...readinessWriteHandlers(deps),
  ...recheckHandlers(deps),
  ...actionsWriteHandlers(deps),
  ...moneyWriteHandlers(deps),
  ...sheetsWriteHandlers(deps),
  ...evidenceWriteHandlers(deps),
  ...distributorWriteHandlers(deps),
  ...customerStartedWriteHandlers(deps),
});
