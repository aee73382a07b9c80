import { type Check } from './check.ts';

/** Available credit is at least 0, to the last decimal. The provider asks for it "as much as possible" (R082). */
export const creditNotNegative: Check = {
  name: 'credit_not_negative',
  condition: 'credit_negative',
  strength: 'asked',
  states: ['negative'],
  look: ({ customer }) => {
    if (!customer?.creditAvailable) return undefined;
    const { creditAvailable, at } = customer;
    const found = `${creditAvailable.amount} ${creditAvailable.currency}`;
    return creditAvailable.isNegative()
      ? { result: 'fail', found, state: 'negative', at }
      : { result: 'pass', found, at };
  },
};
