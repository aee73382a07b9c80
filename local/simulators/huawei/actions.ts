import { createActions } from './accounts/create.ts';
import { identityActions } from './accounts/identity.ts';
import type { Action } from './action.ts';
import { budgetActions } from './customers/budgets.ts';
import { freezingActions } from './customers/freezing.ts';
import { listActions } from './customers/list.ts';
import { orderActions } from './customers/orders.ts';
import { resourceActions } from './customers/resources.ts';
import { moneyActions } from './partners/money.ts';
import { secondTierActions } from './partners/second-tier.ts';

/** Every simulated operation of `bssintl` v2. A new area adds its file and its line here. */
export const actions: readonly Action[] = [
  identityActions,
  createActions,
  listActions,
  freezingActions,
  budgetActions,
  resourceActions,
  orderActions,
  secondTierActions,
  moneyActions,
].flat();
