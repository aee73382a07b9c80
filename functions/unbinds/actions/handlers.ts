import type { UnbindReadDeps, UnbindWriteDeps } from '../ports.ts';
import { createAskCreditAllocation, createAskUnfreezing } from './http/ask-action.ts';
import { createDecideApprovedAction } from './http/decide-approved-action.ts';
import { createGetApprovedAction, createListApprovedActions } from './http/read-actions.ts';
import { createRecordActionOutcome } from './http/record-action-outcome.ts';

/** What the group `unbinds-read` serves of approved actions. */
export const actionsReadHandlers = (deps: UnbindReadDeps) => ({
  listApprovedActions: createListApprovedActions(deps),
  getApprovedAction: createGetApprovedAction(deps),
});

/** What the group `unbinds-write` serves of approved actions. */
export const actionsWriteHandlers = (deps: UnbindWriteDeps) => ({
  askCreditAllocation: createAskCreditAllocation(deps),
  askUnfreezing: createAskUnfreezing(deps),
  decideApprovedAction: createDecideApprovedAction(deps),
  recordActionOutcome: createRecordActionOutcome(deps),
});
