import type { UnbindWriteDeps } from '../ports.ts';
import { createProveUnbindCondition } from './http/prove-unbind-condition.ts';
import { createRecheckUnbind } from './http/recheck-unbind.ts';
import { createRestateUnbindConditions } from './http/restate-unbind-conditions.ts';

/** What the group `unbinds-write` serves of looking again. */
export const recheckHandlers = (deps: UnbindWriteDeps) => ({
  recheckUnbind: createRecheckUnbind(deps),
  proveUnbindCondition: createProveUnbindCondition(deps),
  restateUnbindConditions: createRestateUnbindConditions(deps),
});
