import { actions } from './actions.ts';
import { type ApiError, refusal } from './api-error.ts';
import type { Key } from './keys.ts';
import type { World } from './world.ts';

/** An action as the gateway sees it, of whichever product. */
export interface Callable {
  readonly perSecond: number;
  /** Does it for a partner account, and gives the fields of `Response` without RequestId. @throws `ApiError` */
  readonly answer: (account: string, parameters: Readonly<Record<string, unknown>>) => Record<string, unknown>;
}

/** A partner product: each site has one, with accounts and keys of its own. The version of a call tells which is meant. */
export interface Product {
  /** Of the scope of a signature. */
  readonly service: string;
  readonly version: string;
  readonly keys: () => readonly Key[];
  readonly hasAccount: (uin: string) => boolean;
  readonly callable: (name: string) => Callable | undefined;
  /** What it says when it is overloaded. */
  readonly busy: () => ApiError;
}

/** The product of the international site. */
export function internationalProduct(world: World): Product {
  return {
    service: 'intlpartnersmgt',
    version: '2022-09-28',
    keys: () => world.state.keys,
    hasAccount: (uin) => world.state.partners[uin] !== undefined,
    busy: () => refusal('OperationDenied.ServiceBusy'),
    callable: (name) => {
      const action = actions.get(name);
      return action && { perSecond: action.rate.perSecond, answer: (uin, given) => asRole(world, uin, name, given) };
    },
  };
}

/** Neither code is documented for a role or an allowlist entry that is missing; UinNoAuth says it in words. */
function asRole(world: World, uin: string, name: string, given: Readonly<Record<string, unknown>>) {
  const [action, partner] = [actions.get(name), world.state.partners[uin]];
  if (action === undefined || partner === undefined) throw refusal('InvalidAction', name);
  if (!action.roles.includes(partner.role)) throw refusal('UnauthorizedOperation.UinNoAuth', 'role');
  if (action.allowlist !== undefined && !partner.allowlist.includes(action.allowlist)) {
    throw refusal('UnauthorizedOperation.UinNoAuth', 'allowlist');
  }
  return action.answer({ world, partner }, given);
}
