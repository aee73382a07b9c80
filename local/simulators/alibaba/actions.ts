import { accountActions } from './accounts/account-info.ts';
import { creditActions } from './accounts/credit.ts';
import { orderActions } from './accounts/orders.ts';
import { subPartnerActions } from './accounts/sub-partners.ts';
import { switchActions } from './accounts/switches.ts';
import type { Action } from './action.ts';
import { billActions } from './files/bills.ts';
import { commissionActions } from './files/commission.ts';
import { inviteActions } from './invitations/invite.ts';
import { progressActions } from './invitations/progress.ts';
import { registrationActions } from './invitations/registration.ts';
import { roleActions } from './storage/roles.ts';

/** Every simulated action of Agency, 2022-12-16 and 2025-02-27, and of the keys of roles. A new area adds its file and its line here. */
export const actions: readonly Action[] = [
  registrationActions,
  inviteActions,
  progressActions,
  accountActions,
  creditActions,
  switchActions,
  orderActions,
  billActions,
  commissionActions,
  roleActions,
  subPartnerActions,
].flat();
