import type { Tables } from '../../platform/tables.ts';
import type { UnbindWriteDeps } from '../ports.ts';
import { createCloseBillPeriod } from './http/close-bill-period.ts';
import { createGetUnbindMoney } from './http/get-unbind-money.ts';
import { createRecordLateCharge } from './http/record-late-charge.ts';

/** What the group `unbinds-read` serves of money. */
export const moneyReadHandlers = (deps: { readonly tables: Tables }) => ({
  getUnbindMoney: createGetUnbindMoney(deps),
});

/** What the group `unbinds-write` serves of money. */
export const moneyWriteHandlers = (deps: UnbindWriteDeps) => ({
  recordLateCharge: createRecordLateCharge(deps),
  closeBillPeriod: createCloseBillPeriod(deps),
});
