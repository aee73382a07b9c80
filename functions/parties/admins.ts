import * as z from 'zod';
import { readStored, storedShape, toStored } from '../kernel/stored.ts';
import { isNew, type WriteIntent } from '../kernel/write.ts';
import type { Tables } from '../platform/tables.ts';
import { adminsKey } from './keys.ts';

/**
 * Who of an organisation can manage it. One item, written in the transaction of every change that adds or takes an
 * admin, so that two admins who disable each other at once do not both succeed.
 */
export const Admins = z.object({ ids: z.array(z.string()), version: z.int().nonnegative() });
export type Admins = z.infer<typeof Admins>;

export const adminsShape = storedShape({ name: 'admins', version: 1, schema: Admins, upcasts: {} });

/** Before the first admin there is no item. */
export const noAdmins: Admins = { ids: [], version: 0 };

export async function readAdmins(tables: Tables, org: string): Promise<Admins> {
  const item = await tables.get('desk', adminsKey(org));
  return item ? readStored(adminsShape, item) : noAdmins;
}

/** The admins once a member is one of them, or no longer is. */
export function adminsWith(before: Admins, member: string, isAdmin: boolean): Admins {
  const others = before.ids.filter((id) => id !== member);
  return { ids: isAdmin ? [...others, member] : others, version: before.version + 1 };
}

/** Refused with `version` when the admins are no longer those that were read. */
export function setAdmins(org: string, before: Admins, after: Admins): WriteIntent {
  return {
    op: 'put',
    table: 'desk',
    key: adminsKey(org),
    fields: toStored(adminsShape, after),
    expect: before.version === 0 ? isNew : [{ version: { eq: before.version } }],
    refusal: 'version',
  };
}
