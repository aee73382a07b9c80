import type { Check } from './check.ts';
import { creditNotNegative } from './credit-not-negative.ts';
import { discountsOff } from './discounts-off.ts';
import { noSavingsUnit } from './no-savings-unit.ts';
import { noSuspensionPrivilege } from './no-suspension-privilege.ts';
import { notFrozen } from './not-frozen.ts';
import { notInGroup } from './not-in-group.ts';
import { nothingOverdue } from './nothing-overdue.ts';
import type { PreconditionName } from './precondition.ts';

/** Every precondition, in the order in which they are shown. */
export const checks: Readonly<Record<PreconditionName, Check>> = {
  not_frozen: notFrozen,
  credit_not_negative: creditNotNegative,
  no_suspension_privilege: noSuspensionPrivilege,
  not_in_group: notInGroup,
  no_savings_unit: noSavingsUnit,
  nothing_overdue: nothingOverdue,
  discounts_off: discountsOff,
};
