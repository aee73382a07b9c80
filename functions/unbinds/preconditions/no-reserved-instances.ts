import { type Check, nothingTells } from './check.ts';

/** No reserved instance is valid any more: it was bought for the time that is left of it. */
export const noReservedInstances: Check = {
  name: 'no_reserved_instances',
  condition: 'reserved_instances',
  strength: 'required',
  states: ['valid'],
  look: nothingTells,
};
