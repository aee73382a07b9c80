import { ControlRefusal, checkedInput } from '../control.ts';
import { endAssociation } from './associations/associate.ts';
import {
  type Customer,
  customerSchema,
  freshCustomer,
  type Order,
  orderSchema,
  type Resource,
  resourceSchema,
} from './customer-state.ts';
import type { PartnerAccount } from './state.ts';
import { drawId, nowOf, type World } from './world.ts';

/** What tests and seeds do to accounts, past every rule of the provider. */

/** Changes the given fields of an account, or makes one (which then needs `accountName`). */
export function setCustomer(
  world: World,
  { id, ...patch }: Readonly<Record<string, unknown>> & { id?: string | undefined },
) {
  const { customers } = world.state;
  const known = id ?? drawId(world.random, (taken) => customers[taken] !== undefined);
  const fresh = { ...freshCustomer, registeredAt: nowOf(world) };
  const customer = checkedInput(customerSchema, { ...fresh, ...customers[known], ...patch, id: known });
  if (customer.partner !== null) {
    partnerOf(world, customer.partner);
    customer.associatedAt ??= nowOf(world);
  }
  customers[known] = customer;
  return customer;
}

/** What was spent of the budget, as the provider shows it; an account that freezes by itself does so when it is used up. */
export function spend(world: World, id: string, used: string): Customer {
  const customer = customerOf(world, id);
  if (customer.budget === null) throw new ControlRefusal(409, 'no_budget', `${customer.accountName} has no budget.`);
  setCustomer(world, { id, budget: { ...customer.budget, used } });
  const after = customerOf(world, id);
  const isUsedUp = Number(used) >= Number(after.budget?.amount ?? 0);
  if (isUsedUp && after.budget?.freezesByItself === true && after.frozen === 'no') after.frozen = 'ACCOUNT';
  return after;
}

/** The association ends at once, without the console's steps. */
export function release(world: World, id: string): Customer {
  const customer = customerOf(world, id);
  if (customer.partner === null) {
    throw new ControlRefusal(409, 'not_associated', `${customer.accountName} has no partner.`);
  }
  endAssociation(world, customer);
  return customer;
}

/** Puts an order on an account: paid now, and of nothing, unless said otherwise. */
export function addOrder(world: World, id: string, given: { [field in keyof Order]?: unknown }): Customer {
  const customer = customerOf(world, id);
  const at = nowOf(world);
  const usual = { id: `CS${world.random.digits(15)}`, status: 5, type: 1, service: 'hws.service.type.ec2' };
  const amounts = { officialAmount: '0.00', amount: '0.00', createdAt: at, paidAt: at };
  customer.orders.push(checkedInput(orderSchema, { ...usual, ...amounts, ...given }));
  return customer;
}

/** Puts a resource on an account: on demand and running unless said otherwise. */
export function addResource(world: World, id: string, given: { [field in keyof Resource]?: unknown }): Customer {
  const customer = customerOf(world, id);
  const charging = given.charging ?? 'on_demand';
  const usual = {
    id: world.random.uuid(),
    name: 'ecs-1',
    charging,
    service: 'hws.service.type.ec2',
    region: 'ap-southeast-1',
    status: charging === 'on_demand' ? 1 : 2,
    effectiveAt: nowOf(world),
    expireAt: null,
  };
  customer.resources.push(checkedInput(resourceSchema, { ...usual, ...given }));
  return customer;
}

/** @throws `ControlRefusal` `no_such_account` */
export function customerOf(world: World, id: string): Customer {
  const customer = world.state.customers[id];
  if (customer !== undefined) return customer;
  throw new ControlRefusal(404, 'no_such_account', `There is no account ${id}.`);
}

/** @throws `ControlRefusal` `no_such_partner` */
export function partnerOf(world: World, id: string): PartnerAccount {
  const partner = world.state.partners[id];
  if (partner !== undefined) return partner;
  throw new ControlRefusal(404, 'no_such_partner', `There is no partner account ${id}.`);
}
