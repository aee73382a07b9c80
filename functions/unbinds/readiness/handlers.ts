import type { UnbindReadDeps, UnbindWriteDeps } from '../ports.ts';
import { createCheckUnbindReadiness } from './http/check-unbind-readiness.ts';
import { createGetUnbindReadiness } from './http/get-unbind-readiness.ts';
import { createListUnbindReadiness } from './http/list-unbind-readiness.ts';

/** What the group `unbinds-read` serves of readiness. */
export const readinessReadHandlers = (deps: UnbindReadDeps) => ({
  listUnbindReadiness: createListUnbindReadiness(deps),
  getUnbindReadiness: createGetUnbindReadiness(deps),
});

/** What the group `unbinds-write` serves of readiness. */
export const readinessWriteHandlers = (deps: UnbindWriteDeps) => ({
  checkUnbindReadiness: createCheckUnbindReadiness(deps),
});
