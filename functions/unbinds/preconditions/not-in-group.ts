import { type Check, nothingTells } from './check.ts';

/** The account neither administers a group nor belongs to one (R084). */
export const notInGroup: Check = {
  name: 'not_in_group',
  condition: 'in_organization',
  strength: 'required',
  states: ['admin', 'member'],
  look: nothingTells,
};
