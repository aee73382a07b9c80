import type { UnbindReadDeps, UnbindWriteDeps } from '../ports.ts';
import { createConfirmUnbindSheet } from './http/confirm-unbind-sheet.ts';
import { createGetUnbindSheet } from './http/get-unbind-sheet.ts';
import { createRecordUnbindFact } from './http/record-unbind-fact.ts';
import { createTickUnbindSheet } from './http/tick-unbind-sheet.ts';

export const sheetsReadHandlers = (deps: UnbindReadDeps) => ({ getUnbindSheet: createGetUnbindSheet(deps) });

export const sheetsWriteHandlers = (deps: UnbindWriteDeps) => ({
  tickUnbindSheet: createTickUnbindSheet(deps),
  confirmUnbindSheet: createConfirmUnbindSheet(deps),
  recordUnbindFact: createRecordUnbindFact(deps),
});
