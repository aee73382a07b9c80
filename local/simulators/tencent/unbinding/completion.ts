import { ControlRefusal } from '../../control.ts';
import type { Customer, Unbinding } from '../state.ts';
import type { World } from '../world.ts';
import { preconditionsUnmet } from './conditions.ts';
import { advance } from './records.ts';
import { release } from './release.ts';

/**
 * The provider's own last steps, once everybody has agreed: without a card and complete details the customer is asked
 * for them; then all preconditions are checked again; if they pass, the link ends for good. Source: Unbind a Reseller
 * Sub-Customer, operation steps 6 and 7.
 */
export function proceed(world: World, record: Unbinding, at: string): void {
  const customer = customerOf(world, record.uin);
  record.unmet = [];
  if (!customer.cardBound || !customer.detailsComplete) {
    if (record.status !== 'card_binding') advance(record, { at, by: 'provider', status: 'card_binding' });
    return;
  }
  const unmet = preconditionsUnmet(world, customer);
  if (unmet.length > 0) {
    record.unmet = unmet;
    advance(record, { at, by: 'provider', status: 'conditions_unmet', reason: unmet.join(' ') });
    return;
  }
  release(customer);
  advance(record, { at, by: 'provider', status: 'completed' });
}

/** @throws `ControlRefusal` `no_such_account` */
export function customerOf(world: World, uin: string): Customer {
  const customer = world.state.customers[uin];
  if (customer === undefined) throw new ControlRefusal(404, 'no_such_account', `There is no account ${uin}.`);
  return customer;
}
