import type { Check } from './check.ts';
import { creditNotNegative } from './credit-not-negative.ts';
import { currencySettled } from './currency-settled.ts';
import { discountsOff } from './discounts-off.ts';
import { noIndependentMembers } from './no-independent-members.ts';
import { noPendingOrders } from './no-pending-orders.ts';
import { noReservedInstances } from './no-reserved-instances.ts';
import { noSavingsUnit } from './no-savings-unit.ts';
import { noSupportPlan } from './no-support-plan.ts';
import { noSuspensionPrivilege } from './no-suspension-privilege.ts';
import { notFrozen } from './not-frozen.ts';
import { notInGroup } from './not-in-group.ts';
import { nothingOverdue } from './nothing-overdue.ts';
import type { PreconditionName } from './precondition.ts';
import { requestsLeft } from './requests-left.ts';

/** Every precondition, in the order in which they are shown; a site asks for those that its table has a row of. */
export const checks: Readonly<Record<PreconditionName, Check>> = {
  not_frozen: notFrozen,
  credit_not_negative: creditNotNegative,
  no_suspension_privilege: noSuspensionPrivilege,
  not_in_group: notInGroup,
  no_savings_unit: noSavingsUnit,
  nothing_overdue: nothingOverdue,
  discounts_off: discountsOff,
  no_independent_members: noIndependentMembers,
  no_reserved_instances: noReservedInstances,
  no_support_plan: noSupportPlan,
  no_pending_orders: noPendingOrders,
  currency_settled: currencySettled,
  requests_left: requestsLeft,
};
