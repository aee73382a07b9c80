import type { UnbindReadDeps, UnbindWriteDeps } from '../ports.ts';
import { createAddUnbindEvidence } from './http/add-unbind-evidence.ts';
import { createGetUnbindEvidence } from './http/get-unbind-evidence.ts';

export const evidenceReadHandlers = (deps: UnbindReadDeps) => ({ getUnbindEvidence: createGetUnbindEvidence(deps) });
export const evidenceWriteHandlers = (deps: UnbindWriteDeps) => ({ addUnbindEvidence: createAddUnbindEvidence(deps) });
