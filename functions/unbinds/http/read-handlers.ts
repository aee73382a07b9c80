import { moneyReadHandlers } from '../money/handlers.ts';
import type { UnbindReadDeps } from '../ports.ts';
import { createGetUnbind } from './get-unbind.ts';

/** The operations of the group `unbinds-read`. */
export const unbindsReadHandlers = (deps: UnbindReadDeps) => ({
  getUnbind: createGetUnbind(deps),
  ...moneyReadHandlers(deps),
});
