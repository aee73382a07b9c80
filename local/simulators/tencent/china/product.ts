import { refusal } from '../api-error.ts';
import type { Product } from '../product.ts';
import type { World } from '../world.ts';
import type { ChinaAction } from './action.ts';
import { applicationActions } from './applications.ts';
import { businessActions } from './business.ts';
import { clientActions } from './clients.ts';

/** Every simulated action of `partners` 2018-03-21 by name. */
export const chinaActions: ReadonlyMap<string, ChinaAction> = new Map(
  [applicationActions, clientActions, businessActions].flat().map((action) => [action.name, action]),
);

/** The product of the China site. `ServiceBusy` is not among its codes. */
export function chinaProduct(world: World): Product {
  return {
    service: 'partners',
    version: '2018-03-21',
    keys: () => world.state.china.keys,
    hasAccount: (uin) => world.state.china.partners[uin] !== undefined,
    busy: () => refusal('InternalError'),
    callable: (name) => chinaActions.get(name)?.callableIn(world),
  };
}
