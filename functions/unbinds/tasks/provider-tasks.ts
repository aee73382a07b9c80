import type { Tasks } from '../../platform/task-group.ts';
import type { UnbindProviderDeps } from '../ports.ts';
import { createCheckPreconditions } from './check-preconditions.ts';
import { createSubmitApplication } from './submit-application.ts';

/** The tasks of the unbind machine that call a cloud. */
export const unbindsProviderTasks = (deps: UnbindProviderDeps): Tasks => ({
  'check-preconditions': createCheckPreconditions(deps),
  'submit-application': createSubmitApplication(deps),
});
