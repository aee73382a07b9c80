import type { WorldOf } from '../stand-up.ts';
import { type ApiError, refusal } from './api-error.ts';
import type { Customer, PartnerAccount, TencentState } from './state.ts';

/** What every action works on. */
export type World = WorldOf<TencentState>;

/** The customers linked directly to a partner, newest link first, as the provider's default order has it. */
export function customersOf(world: World, partner: PartnerAccount): Customer[] {
  return Object.values(world.state.customers)
    .filter(({ reseller }) => reseller === partner.uin)
    .toSorted((one, other) => compare(other.boundAt ?? '', one.boundAt ?? '') || compare(one.uin, other.uin));
}

/** The caller's own customer. @throws the given error when the UIN is nobody or somebody else's. */
export function ownCustomer(
  world: World,
  partner: PartnerAccount,
  uin: number | string,
  orElse: ApiError = refusal('UnauthorizedOperation.UinNoAuth'),
): Customer {
  const customer = world.state.customers[String(uin)];
  if (customer === undefined || customer.reseller !== partner.uin) throw orElse;
  return customer;
}

/** The part of a list that a page shows; pages count from 1. */
export function pageOf<T>(rows: readonly T[], page: number, pageSize: number): T[] {
  return rows.slice((page - 1) * pageSize, page * pageSize);
}

/** Orders text by code point, the same on every machine. */
export function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
