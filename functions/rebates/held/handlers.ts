import type { RebateWriteDeps } from '../ports.ts';
import { createAcceptHeldRebates } from './http/accept-held-rebates.ts';

export const heldWriteHandlers = (deps: RebateWriteDeps) => ({ acceptHeldRebates: createAcceptHeldRebates(deps) });
