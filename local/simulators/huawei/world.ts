import type { SeededRandom } from '../seed.ts';
import type { WorldOf } from '../stand-up.ts';
import { refusal } from './api-error.ts';
import type { Customer } from './customer-state.ts';
import type { HuaweiState, PartnerAccount } from './state.ts';

/** What every action works on. */
export type World = WorldOf<HuaweiState>;

/** The provider's own time, ISO 8601. */
export function nowOf(world: World): string {
  return world.clock.now().toISOString();
}

/**
 * The partner for whom a call is made: the caller, or the second-tier reseller that a distributor names. Others' value of
 * `indirect_partner_id` is passed over. Source: descriptions of the parameter.
 * @throws `CBC.99000037` for one that is not below the caller
 */
export function actingPartner(
  world: World,
  caller: PartnerAccount,
  indirectPartner: string | undefined,
): PartnerAccount {
  if (caller.role !== 'distributor' || indirectPartner === undefined) return caller;
  const below = world.state.partners[indirectPartner];
  if (below?.parent !== caller.id) throw refusal('CBC.99000037', indirectPartner);
  return below;
}

/** A partner's customers, newest association first; the order is ours. */
export function customersOf(world: World, partner: PartnerAccount): Customer[] {
  return Object.values(world.state.customers)
    .filter((customer) => customer.partner === partner.id)
    .toSorted((one, other) => compare(other.associatedAt ?? '', one.associatedAt ?? '') || compare(one.id, other.id));
}

/**
 * A partner's own customer. An account of the China site says so; the code for any other is a reading of the caller.
 * @throws `CBC.0156`, `CBC.99000035`, `CBC.99000000`, `CBC.5002`
 */
export function ownCustomer(world: World, caller: PartnerAccount, partner: PartnerAccount, id: string): Customer {
  const customer = world.state.customers[id];
  if (customer?.isInternational === false) throw refusal('CBC.0156', id);
  if (customer?.partner !== partner.id) throw refusal(caller.readings.foreignCustomer, id);
  return customer;
}

/** A partner's own customer of the resale mode: referral has neither budget nor freezing. @throws also `CBC.5024` */
export function resaleCustomer(world: World, caller: PartnerAccount, partner: PartnerAccount, id: string): Customer {
  const customer = ownCustomer(world, caller, partner, id);
  if (customer.associationType !== '3') throw refusal('CBC.5024', id);
  return customer;
}

/** Draws until an id is free. */
export function drawId(random: SeededRandom, isTaken: (id: string) => boolean): string {
  for (;;) {
    const id = random.hex(32);
    if (!isTaken(id)) return id;
  }
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
