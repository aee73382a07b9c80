import type { Customer } from '../../providers/provider.ts';
import type { Check } from './check.ts';

/** Its services stop when it owes: neither prepaid nor postpaid ones go on by privilege, nor for a while (R083). */
export const noSuspensionPrivilege: Check = {
  name: 'no_suspension_privilege',
  condition: 'uninterrupted_service',
  strength: 'required',
  states: ['prepaid', 'postpaid', 'both', 'keeps_running', 'stops_late'],
  look: ({ customer }) => {
    if (!customer?.whenUsedUp || customer.whenUsedUp === 'unknown') return undefined;
    const { whenUsedUp, at } = customer;
    const state = privileges[whenUsedUp];
    return state ? { result: 'fail', found: state, state, at } : { result: 'pass', found: whenUsedUp, at };
  },
};

const privileges: Readonly<Partial<Record<NonNullable<Customer['whenUsedUp']>, string>>> = {
  keep_running: 'keeps_running',
  stop_later: 'stops_late',
};
