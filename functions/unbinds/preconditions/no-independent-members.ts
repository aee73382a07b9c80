import { type Check, nothingTells } from './check.ts';

/** It is no enterprise’s main account with members that account for themselves: they would be left without one. */
export const noIndependentMembers: Check = {
  name: 'no_independent_members',
  condition: 'independent_members',
  strength: 'required',
  states: ['has_members'],
  look: nothingTells,
};
