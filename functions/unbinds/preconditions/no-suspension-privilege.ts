import { type Check, nothingTells } from './check.ts';

/** Its services stop when it owes: neither prepaid nor postpaid ones go on by privilege (R083). */
export const noSuspensionPrivilege: Check = {
  name: 'no_suspension_privilege',
  condition: 'uninterrupted_service',
  strength: 'required',
  states: ['prepaid', 'postpaid', 'both'],
  look: nothingTells,
};
