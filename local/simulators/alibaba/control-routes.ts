import type * as z from 'zod';
import { ControlRefusal, type ControlRoute, checkedInput, route } from '../control.ts';
import type { FaultDesk } from '../faults.ts';
import { instrumentRoutes } from '../instruments.ts';
import { controlContract as does } from './control-contract.ts';
import * as customerSide from './customer-side.ts';
import { setBill, setCommission } from './files/change-files.ts';
import { drawKey, stateFromSeed } from './seed-state.ts';
import { type AlibabaState, freshPartner, type Key, keySchema, partnerAccountSchema } from './state.ts';
import { addBucket } from './storage/change-buckets.ts';
import * as terminations from './terminations/process.ts';
import type { World } from './world.ts';

type Saved = <T>(value: T) => T;

/** The control API over a world. `replace` puts a new state in place of the old; `save` keeps what changed. */
export function controlRoutes(deps: {
  world: World;
  faults: FaultDesk;
  replace: (state: AlibabaState) => void;
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
      keys: world.state.keys.map(({ accessKeyId, account, status, bucket }) => ({
        accessKeyId,
        account,
        status,
        ...(bucket !== undefined && { bucket }),
      })),
      sessions: world.state.sessions.map(({ bucket, may, expires }) => ({ bucket, may, expires })),
      objects: world.state.objects.map(({ bucket, name, serves }) => ({ bucket, name, serves })),
    })),
    ...instrumentRoutes({
      clock: world.clock,
      state: () => world.state,
      faults: deps.faults,
      saved,
      passTime: () => undefined,
    }),
    ...accountRoutes(world, saved),
    ...customerRoutes(world, saved),
    ...terminationRoutes(world, saved),
    route(does.setBill, (bill) => saved(setBill(world, bill))),
    route(does.addBucket, (bucket) => saved(addBucket(world, bucket))),
    route(does.setCommission, (month) => saved({ files: setCommission(world, month) })),
  ];
}

function accountRoutes(world: World, saved: Saved): ControlRoute[] {
  return [
    route(does.listAccounts, () => accountList(world)),
    route(does.setAccount, (patch) => saved(setAccount(world, patch))),
    route(does.addKey, ({ account, ...given }) => saved(addKey(world, account, given))),
    route(does.disableKey, ({ accessKeyId }) => {
      const key = world.state.keys.find((each) => each.accessKeyId === accessKeyId);
      if (key === undefined) throw new ControlRefusal(404, 'no_such_key', `There is no key ${accessKeyId}.`);
      key.status = 'disabled';
      return saved(key);
    }),
    route(does.rotateKey, ({ account }) => {
      const added = addKey(world, account, {});
      const isOwn = (key: Key) => key.account === account && key.bucket === undefined;
      for (const key of world.state.keys) if (isOwn(key) && key !== added) key.status = 'disabled';
      return saved(added);
    }),
  ];
}

function customerRoutes(world: World, saved: Saved): ControlRoute[] {
  return [
    route(does.setCustomer, (patch) => saved(customerSide.setCustomer(world, patch))),
    route(does.release, ({ uid }) => saved(customerSide.release(world, uid))),
    route(does.addOrder, (order) => saved(customerSide.addOrder(world, order))),
    route(does.openLink, ({ invitation }) => saved(customerSide.open(world, invitation))),
    route(does.register, ({ invitation, ...form }) => saved(customerSide.register(world, invitation, form))),
    route(does.associate, ({ invitation }) => saved(customerSide.associate(world, invitation))),
  ];
}

function terminationRoutes(world: World, saved: Saved): ControlRoute[] {
  return [
    route(does.openTermination, (opened) => saved(terminations.openTermination(world, opened))),
    route(does.answerTermination, (answer) => saved(terminations.answerTermination(world, answer))),
    route(does.withdrawTermination, (taken) => saved(terminations.withdrawTermination(world, taken))),
    route(does.finishTermination, ({ uid }) => saved(terminations.finishTermination(world, uid))),
  ];
}

function setAccount(world: World, patch: z.output<typeof does.setAccount.input>) {
  const { partners } = world.state;
  const before = { ...freshPartner, ...partners[patch.uid] };
  const readings = { ...before.readings, ...patch.readings };
  const partner = checkedInput(partnerAccountSchema, { ...before, ...patch, readings });
  partners[partner.uid] = partner;
  return { ...partner, keys: world.state.keys.filter(({ account }) => account === partner.uid) };
}

function addKey(world: World, account: string, given: Readonly<Record<string, unknown>>): Key {
  customerSide.partnerOf(world, account);
  const key = checkedInput(keySchema, { ...drawKey(world.random), ...given, account, status: 'active' });
  if (world.state.keys.some(({ accessKeyId }) => accessKeyId === key.accessKeyId)) {
    throw new ControlRefusal(409, 'key_exists', `There is a key ${key.accessKeyId} already.`);
  }
  world.state.keys.push(key);
  return key;
}

function accountList(world: World) {
  const { partners, keys } = world.state;
  return {
    accounts: Object.values(partners).map((partner) => ({
      ...partner,
      keys: keys.filter(({ account }) => account === partner.uid),
    })),
  };
}
