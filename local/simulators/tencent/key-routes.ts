import { ControlRefusal, type ControlRoute, checkedInput, operation, route } from '../control.ts';
import type { SeededRandom } from '../seed.ts';
import { drawKey, type Key, keySchema } from './keys.ts';

/** The operations on the keys of one site's accounts. @param under where they live, such as `/_control/keys` */
export function keyContract<Under extends `/_control/${string}`>(under: Under) {
  return {
    addKey: operation(
      `POST ${under}/add`,
      keySchema.pick({ account: true, secretId: true, secretKey: true }).partial().required({ account: true }),
      keySchema,
    ),
    disableKey: operation(`POST ${under}/disable`, keySchema.pick({ secretId: true }), keySchema),
    rotateKey: operation(`POST ${under}/rotate`, keySchema.pick({ account: true }), keySchema),
  };
}

/** What they do. `saved` keeps the change that was made while its value was computed. */
export function keyRoutes(
  does: ReturnType<typeof keyContract>,
  of: {
    readonly random: SeededRandom;
    readonly keys: () => Key[];
    readonly hasAccount: (uin: string) => boolean;
    readonly saved: <T>(value: T) => T;
  },
): ControlRoute[] {
  const add = (account: string, given: Readonly<Record<string, unknown>>): Key => {
    if (!of.hasAccount(account)) {
      throw new ControlRefusal(404, 'no_such_partner', `There is no partner account ${account}.`);
    }
    const key = checkedInput(keySchema, { ...drawKey(of.random), ...given, account, status: 'active' });
    if (of.keys().some(({ secretId }) => secretId === key.secretId)) {
      throw new ControlRefusal(409, 'key_exists', `There is a key ${key.secretId} already.`);
    }
    of.keys().push(key);
    return key;
  };
  return [
    route(does.addKey, ({ account, ...given }) => of.saved(add(account, given))),
    route(does.disableKey, ({ secretId }) => {
      const key = of.keys().find((each) => each.secretId === secretId);
      if (key === undefined) throw new ControlRefusal(404, 'no_such_key', `There is no key ${secretId}.`);
      key.status = 'disabled';
      return of.saved(key);
    }),
    route(does.rotateKey, ({ account }) => {
      const added = add(account, {});
      for (const key of of.keys()) if (key.account === account && key !== added) key.status = 'disabled';
      return of.saved(added);
    }),
  ];
}
