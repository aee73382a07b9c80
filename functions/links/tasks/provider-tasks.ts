import type { Tasks } from '../../platform/task-group.ts';
import type { LinkProviderDeps } from '../provider-deps.ts';
import { createApproveApplication } from './approve-application.ts';
import { createCancelRequest } from './cancel-request.ts';
import { createInviteCustomer } from './invite-customer.ts';
import { createPrepareAccount } from './prepare-account.ts';
import { createRefuseApplication } from './refuse-application.ts';

/** The tasks of the link machine that call a cloud. */
export const linksProviderTasks = (deps: LinkProviderDeps): Tasks => ({
  'invite-customer': createInviteCustomer(deps),
  'approve-application': createApproveApplication(deps),
  'refuse-application': createRefuseApplication(deps),
  'prepare-account': createPrepareAccount(deps),
  'cancel-request': createCancelRequest(deps),
});
