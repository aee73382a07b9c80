import { type Check, nothingTells } from './check.ts';

/** No order waits for payment. No provider is known to insist on it, but nobody can say afterwards who pays it. */
export const noPendingOrders: Check = {
  name: 'no_pending_orders',
  condition: 'orders_pending',
  strength: 'asked',
  states: ['pending'],
  look: nothingTells,
};
