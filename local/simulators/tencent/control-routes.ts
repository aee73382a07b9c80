import { type ControlRoute, checkedInput, route } from '../control.ts';
import type { FaultDesk } from '../faults.ts';
import { instrumentRoutes } from '../instruments.ts';
import { chinaRoutes } from './china/control-routes.ts';
import { controlContract as does } from './control-contract.ts';
import * as customerSide from './customer-side.ts';
import { keyRoutes } from './key-routes.ts';
import type { Key } from './keys.ts';
import { changeRebates } from './rebates/change-rebates.ts';
import { stateFromSeed } from './seed-state.ts';
import { freshPartner, partnerAccountSchema, type TencentState } from './state.ts';
import { unbindingRoutes } from './unbinding/control-routes.ts';
import { bindCard } from './unbinding/process.ts';
import { passDeadlines } from './unbinding/review-deadline.ts';
import type { World } from './world.ts';

/** The control API over a world. `replace` puts a new state in place of the old; `save` keeps what changed. */
export function controlRoutes(deps: {
  world: World;
  faults: FaultDesk;
  replace: (state: TencentState) => void;
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
      keys: world.state.keys.map(withoutSecret),
      china: { ...world.state.china, keys: world.state.china.keys.map(withoutSecret) },
    })),
    ...instrumentRoutes({
      clock: world.clock,
      state: () => world.state,
      faults: deps.faults,
      saved,
      passTime: () => passDeadlines(world),
    }),
    ...accountRoutes(world, saved),
    ...customerRoutes(world, saved),
    ...unbindingRoutes(world, saved),
    ...chinaRoutes(world, saved),
    route(does.setRebates, (change) => saved(changeRebates(world, change))),
  ];
}

function withoutSecret({ secretId, account, status }: Key): Omit<Key, 'secretKey'> {
  return { secretId, account, status };
}

type Saved = <T>(value: T) => T;

function accountRoutes(world: World, saved: Saved): ControlRoute[] {
  return [
    route(does.listAccounts, () => accountList(world)),
    route(does.setAccount, (patch) => {
      const { partners } = world.state;
      const partner = checkedInput(partnerAccountSchema, { ...freshPartner, ...partners[patch.uin], ...patch });
      partners[partner.uin] = partner;
      return saved({ ...partner, keys: world.state.keys.filter(({ account }) => account === partner.uin) });
    }),
    ...keyRoutes(does, {
      random: world.random,
      keys: () => world.state.keys,
      hasAccount: (uin) => world.state.partners[uin] !== undefined,
      saved,
    }),
  ];
}

function customerRoutes(world: World, saved: Saved): ControlRoute[] {
  return [
    route(does.setCustomer, (patch) => saved(customerSide.setCustomer(world, patch))),
    route(does.submitByLink, ({ token, ...submission }) => saved(customerSide.submitByLink(world, token, submission))),
    route(does.applyUnasked, ({ partner, ...submission }) =>
      saved(customerSide.applyUnasked(world, partner, submission)),
    ),
    route(does.withdraw, ({ uin, partner }) => saved({ withdrawn: customerSide.withdraw(world, uin, partner) })),
    route(does.unbind, ({ uin }) => saved(customerSide.unbind(world, uin))),
    route(does.migrate, ({ uin, to }) => saved(customerSide.migrate(world, uin, to))),
    route(does.addBill, (line) => saved(customerSide.addBill(world, line))),
    route(does.bindCard, ({ uin, completeDetails }) => saved(bindCard(world, uin, completeDetails))),
  ];
}

function accountList(world: World) {
  const { partners, keys } = world.state;
  return {
    accounts: Object.values(partners).map((partner) => ({
      ...partner,
      keys: keys.filter(({ account }) => account === partner.uin),
    })),
  };
}
