import type { Big } from 'big.js';
import type { Customer } from '../state.ts';
import { sum, wireTime } from '../wire-format.ts';
import type { World } from '../world.ts';

/**
 * What the provider refuses an application for, in words: the four restrictions. Credit below zero is not one of them;
 * the notice asks only that it be mended "as much as possible". Source: Unbind a Reseller Sub-Customer, restrictions.
 */
export function restrictionsOn(customer: Customer): string[] {
  const { organisation, sharedUnit, uninterruptedService, force, accountStatus } = customer;
  const found = {
    'The customer is a group administrator. Remove it from the group first.': organisation === 'admin',
    'The customer is a group member. Remove it from the group first.': organisation === 'member',
    'The customer has created a savings plan shared unit. Remove it from the unit first.': sharedUnit === 'created',
    'The customer has joined a savings plan shared unit. Remove it from the unit first.': sharedUnit === 'joined',
    'The uninterrupted service privilege for prepaid services is on. Disable it under Service Suspension Policy first.':
      uninterruptedService.prepaid,
    'The uninterrupted service privilege for postpaid services is on. Disable it under Service Suspension Policy first.':
      uninterruptedService.postpaid,
    'The customer is frozen. Unfreeze it first.': force !== 0 || accountStatus === '1',
  };
  return Object.entries(found).flatMap(([words, applies]) => (applies ? [words] : []));
}

/**
 * What keeps a release back: the restrictions, and what the submitter has only confirmed. That the provider looks at
 * dues and discounts itself is our strict reading of "checks if the pre conditions pass" (operation step 7).
 */
export function preconditionsUnmet(world: World, customer: Customer): string[] {
  const dues = overdueOf(world, customer);
  return [
    ...restrictionsOn(customer),
    ...(dues.gt('0') ? [`The customer has overdue payments of ${dues.toFixed(2)} USD. Settle them first.`] : []),
    ...(customer.discountsActive ? ['The customer has active discounts. Deactivate them first.'] : []),
  ];
}

/** What is unpaid of the months before the current one, in US dollars. */
export function overdueOf(world: World, customer: Customer): Big {
  return sum(overdueLines(world, customer).map(({ amount }) => amount));
}

/** The lines of these months; those of the current month (UTC+8) are not due yet. */
export function overdueLines(world: World, { bills, reseller }: Customer): Customer['bills'] {
  const currentMonth = wireTime(world.clock.now().toISOString()).slice(0, 7);
  return bills.filter(
    ({ month, paid, chargedTo }) => !paid && month < currentMonth && (chargedTo ?? reseller) === reseller,
  );
}
