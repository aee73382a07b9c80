import type * as z from 'zod';
import { ControlRefusal, type ControlRoute, checkedInput, route } from '../control.ts';
import type { FaultDesk } from '../faults.ts';
import { instrumentRoutes } from '../instruments.ts';
import { settleAssociations } from './associations/associate.ts';
import * as disassociations from './associations/disassociations.ts';
import * as invitations from './associations/invitations.ts';
import * as customers from './change-customers.ts';
import { controlContract as does } from './control-contract.ts';
import { drawKey, stateFromSeed } from './seed-state.ts';
import { freshPartner, type HuaweiState, type Key, keySchema, partnerAccountSchema } from './state.ts';
import type { World } from './world.ts';

type Saved = <T>(value: T) => T;

/** The control API over a world. `replace` puts a new state in place of the old; `save` keeps what changed. */
export function controlRoutes(deps: {
  world: World;
  faults: FaultDesk;
  replace: (state: HuaweiState) => void;
  save: () => void;
}): ControlRoute[] {
  const { world, save } = deps;
  /** Keeps the change that was made while the value was computed. */
  const saved = <T>(value: T): T => {
    save();
    return value;
  };
  return [
    route(does.reset, (seed) => {
      deps.faults.clear();
      deps.replace(stateFromSeed(seed, world.clock.wall()));
      return saved(accountList(world));
    }),
    route(does.readState, () => ({
      ...world.state,
      keys: world.state.keys.map(({ accessKey, account, status, permissions }) => ({
        accessKey,
        account,
        status,
        permissions,
      })),
    })),
    ...instrumentRoutes({
      clock: world.clock,
      state: () => world.state,
      faults: deps.faults,
      saved,
      passTime: () => settleAssociations(world),
    }),
    ...accountRoutes(world, saved),
    ...customerRoutes(world, saved),
    ...associationRoutes(world, saved),
  ];
}

function accountRoutes(world: World, saved: Saved): ControlRoute[] {
  return [
    route(does.listAccounts, () => accountList(world)),
    route(does.setAccount, (patch) => saved(setAccount(world, patch))),
    route(does.addKey, ({ account, ...given }) => saved(addKey(world, account, given))),
    route(does.disableKey, ({ accessKey }) => {
      const key = world.state.keys.find((each) => each.accessKey === accessKey);
      if (key === undefined) throw new ControlRefusal(404, 'no_such_key', `There is no key ${accessKey}.`);
      key.status = 'disabled';
      return saved(key);
    }),
    route(does.rotateKey, ({ account }) => {
      const added = addKey(world, account, {});
      for (const key of world.state.keys) if (key.account === account && key !== added) key.status = 'disabled';
      return saved(added);
    }),
  ];
}

function customerRoutes(world: World, saved: Saved): ControlRoute[] {
  return [
    route(does.setCustomer, (patch) => saved(customers.setCustomer(world, patch))),
    route(does.addOrder, ({ customer, order }) => saved(customers.addOrder(world, customer, order))),
    route(does.addResource, ({ customer, resource }) => saved(customers.addResource(world, customer, resource))),
    route(does.spend, ({ id, used }) => saved(customers.spend(world, id, used))),
    route(does.release, ({ id }) => saved(customers.release(world, id))),
  ];
}

function associationRoutes(world: World, saved: Saved): ControlRoute[] {
  return [
    route(does.sendInvitation, (order) => saved(invitations.sendInvitation(world, order))),
    route(does.resendInvitation, ({ invitation }) => saved(invitations.resendInvitation(world, invitation))),
    route(does.acceptInvitation, ({ invitation, customer }) =>
      saved(invitations.acceptInvitation(world, invitation, customer)),
    ),
    route(does.startByPartner, (order) => saved(disassociations.startByPartner(world, order))),
    route(does.startByCustomer, (order) => saved(disassociations.startByCustomer(world, order))),
    route(does.answerAsCustomer, (said) => saved(disassociations.answerAsCustomer(world, said))),
    route(does.answerAsProvider, (said) => saved(disassociations.answerAsProvider(world, said))),
    route(does.answerAsPartner, (said) => saved(disassociations.answerAsPartner(world, said))),
  ];
}

function setAccount(world: World, patch: z.output<typeof does.setAccount.input>) {
  const { partners } = world.state;
  const before = { ...freshPartner, ...partners[patch.id] };
  const readings = { ...before.readings, ...patch.readings };
  const partner = checkedInput(partnerAccountSchema, { ...before, ...patch, readings });
  partners[partner.id] = partner;
  return { ...partner, keys: world.state.keys.filter(({ account }) => account === partner.id) };
}

function addKey(world: World, account: string, given: Readonly<Record<string, unknown>>): Key {
  customers.partnerOf(world, account);
  const key = checkedInput(keySchema, { ...drawKey(world.random), ...given, account, status: 'active' });
  if (world.state.keys.some(({ accessKey }) => accessKey === key.accessKey)) {
    throw new ControlRefusal(409, 'key_exists', `There is a key ${key.accessKey} already.`);
  }
  world.state.keys.push(key);
  return key;
}

function accountList(world: World) {
  const { partners, keys } = world.state;
  return {
    accounts: Object.values(partners).map((partner) => ({
      ...partner,
      keys: keys.filter(({ account }) => account === partner.id),
    })),
  };
}
