import { type Check, nothingTells } from './check.ts';

/** Every discount of the customer is deactivated. */
export const discountsOff: Check = {
  name: 'discounts_off',
  condition: 'discounts_active',
  strength: 'required',
  states: ['active'],
  look: nothingTells,
};
