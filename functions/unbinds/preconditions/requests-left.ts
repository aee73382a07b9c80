import { type Check, nothingTells } from './check.ts';

/** The provider takes another request now: requests made in its console count, too, so the desk can not count them. */
export const requestsLeft: Check = {
  name: 'requests_left',
  condition: 'requests_used_up',
  strength: 'required',
  states: ['used_up'],
  look: nothingTells,
};
