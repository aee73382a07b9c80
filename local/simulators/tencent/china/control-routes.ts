import { type ControlRoute, checkedInput, route } from '../../control.ts';
import { keyRoutes } from '../key-routes.ts';
import type { World } from '../world.ts';
import { chinaContract as does } from './control-contract.ts';
import * as deeds from './deeds.ts';
import { type ChinaPartner, chinaPartnerSchema, freshChinaPartner } from './state.ts';

/** The control API of the China site. `saved` keeps the change that was made while its value was computed. */
export function chinaRoutes(world: World, saved: <T>(value: T) => T): ControlRoute[] {
  return [
    route(does.listAccounts, () => ({
      accounts: Object.values(world.state.china.partners).map((partner) => withKeys(world, partner)),
    })),
    route(does.setAccount, (patch) => {
      const { partners } = world.state.china;
      const partner = checkedInput(chinaPartnerSchema, { ...freshChinaPartner, ...partners[patch.uin], ...patch });
      partners[partner.uin] = partner;
      return saved(withKeys(world, partner));
    }),
    ...keyRoutes(does, {
      random: world.random,
      keys: () => world.state.china.keys,
      hasAccount: (uin) => world.state.china.partners[uin] !== undefined,
      saved,
    }),
    route(does.setClient, (patch) => saved(deeds.setClient(world, patch))),
    route(does.apply, (application) => saved(deeds.apply(world, application))),
    route(does.withdraw, ({ uin }) => saved({ withdrawn: deeds.withdraw(world, uin) })),
    route(does.endAudit, (audit) => saved(deeds.endAudit(world, audit))),
    route(does.openUnbinding, ({ uin }) => saved(deeds.openUnbinding(world, uin))),
    route(does.endUnbinding, (ending) => saved(deeds.endUnbinding(world, ending))),
    route(does.addBill, (row) => saved(deeds.addBill(world, row))),
    route(does.setRebates, (change) => saved(deeds.setRebates(world, change))),
  ];
}

function withKeys(world: World, partner: ChinaPartner) {
  return { ...partner, keys: world.state.china.keys.filter(({ account }) => account === partner.uin) };
}
