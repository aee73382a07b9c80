import type { UnbindWriteDeps } from '../ports.ts';
import { createPreviewUnbind } from './http/preview-unbind.ts';
import { createSubmitUnbind } from './http/submit-unbind.ts';

/** What the group `unbinds-write` serves of asking for an unbind. */
export const submitHandlers = (deps: UnbindWriteDeps) => ({
  previewUnbind: createPreviewUnbind(deps),
  submitUnbind: createSubmitUnbind(deps),
});
