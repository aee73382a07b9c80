import { type Check, nothingTells } from './check.ts';

/** The account has neither created nor joined a savings plan's shared unit (R085). */
export const noSavingsUnit: Check = {
  name: 'no_savings_unit',
  condition: 'in_savings_plan',
  strength: 'required',
  states: ['created', 'joined'],
  look: nothingTells,
};
