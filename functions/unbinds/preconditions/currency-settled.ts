import { type Check, nothingTells } from './check.ts';

/** The parties know in which currency the provider bills the customer from then on. */
export const currencySettled: Check = {
  name: 'currency_settled',
  condition: 'currency_open',
  strength: 'asked',
  states: ['open'],
  look: nothingTells,
};
