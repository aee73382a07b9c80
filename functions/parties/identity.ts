import * as z from 'zod';
import { readStored, storedShape, toStored } from '../kernel/stored.ts';
import { isNew, type WriteIntent } from '../kernel/write.ts';
import type { Tables } from '../platform/tables.ts';
import { machineClientKey } from './keys.ts';

/**
 * The attributes of a sign-in that say whose it is. The user pool declares them immutable and no client may write
 * them: they are set once, when an admin adds the person.
 */
export const signInAttributes = { org: 'custom:org', member: 'custom:member' } as const;

/**
 * Which organisation and member a machine client speaks for. Clients themselves are deployed with the desk, because the
 * gateway accepts tokens of those clients only that its audience lists.
 */
export const MachineClient = z.object({ org: z.string(), member: z.string() });
export type MachineClient = z.infer<typeof MachineClient>;

export const machineClientShape = storedShape({
  name: 'machine client',
  version: 1,
  schema: MachineClient,
  upcasts: {},
});

export async function readMachineClient(tables: Tables, clientId: string): Promise<MachineClient | undefined> {
  const item = await tables.get('desk', machineClientKey(clientId));
  return item && readStored(machineClientShape, item);
}

/** Refused with `lock` when the client speaks for somebody already. */
export function putMachineClient(clientId: string, client: MachineClient): WriteIntent {
  return {
    op: 'put',
    table: 'desk',
    key: machineClientKey(clientId),
    fields: toStored(machineClientShape, client),
    expect: isNew,
    refusal: 'lock',
  };
}

export function deleteMachineClient(clientId: string): WriteIntent {
  return { op: 'delete', table: 'desk', key: machineClientKey(clientId), expect: [], refusal: 'exists' };
}
