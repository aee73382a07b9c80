import { type Check } from './check.ts';

/** The account is not frozen (R081). Arrears are another matter: `nothing_overdue`. */
export const notFrozen: Check = {
  name: 'not_frozen',
  condition: 'account_frozen',
  strength: 'required',
  states: ['frozen'],
  look: ({ customer }) => {
    if (!customer || customer.standing === 'unknown') return undefined;
    const { standing, at } = customer;
    return standing === 'frozen'
      ? { result: 'fail', found: standing, state: 'frozen', at }
      : { result: 'pass', found: standing, at };
  },
};
