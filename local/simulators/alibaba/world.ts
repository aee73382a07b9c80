import type { SeededRandom } from '../seed.ts';
import type { WorldOf } from '../stand-up.ts';
import { refusal } from './api-error.ts';
import type { AlibabaState, Customer, PartnerAccount } from './state.ts';

/** What every action works on. */
export type World = WorldOf<AlibabaState>;

/** The provider's own time, ISO 8601. */
export function nowOf(world: World): string {
  return world.clock.now().toISOString();
}

/** A partner's customers, newest link first; the order is ours. */
export function customersOf(world: World, partner: PartnerAccount): Customer[] {
  return Object.values(world.state.customers)
    .filter((customer) => customer.partner === partner.uid)
    .toSorted((one, other) => compare(other.associatedAt ?? '', one.associatedAt ?? '') || compare(one.uid, other.uid));
}

/** The caller's own customer. @throws `InvalidParam.Uid.NotYourEu` for a uid that is nobody or somebody else's */
export function ownCustomer(world: World, partner: PartnerAccount, uid: string): Customer {
  const customer = world.state.customers[uid];
  if (customer?.partner !== partner.uid) throw refusal('InvalidParam.Uid.NotYourEu', uid);
  return customer;
}

/** The part of a list that a page shows; pages count from 1. */
export function pageOf<T>(rows: readonly T[], page: number, pageSize: number): T[] {
  return rows.slice((page - 1) * pageSize, page * pageSize);
}

/** Draws until an id is free: most are 16 digits long, as the provider's samples, some 18, which JSON numbers lose. */
export function drawUid(random: SeededRandom, taken: (uid: string) => boolean): string {
  for (;;) {
    const uid = random.chance(0.25) ? `2${random.digits(17)}` : `${random.pick(['1', '5'])}${random.digits(15)}`;
    if (!taken(uid)) return uid;
  }
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
