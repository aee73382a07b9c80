import type { UnbindWriteDeps } from '../ports.ts';
import { createRecheckUnbind } from './http/recheck-unbind.ts';
import { createRestateUnbindConditions } from './http/restate-unbind-conditions.ts';

/** What the group `unbinds-write` serves of looking again. */
export const recheckHandlers = (deps: UnbindWriteDeps) => ({
  recheckUnbind: createRecheckUnbind(deps),
  restateUnbindConditions: createRestateUnbindConditions(deps),
});
