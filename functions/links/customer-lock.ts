import * as z from 'zod';
import { readStored, storedShape } from '../kernel/stored.ts';
import type { Item, Key, WriteIntent } from '../kernel/write.ts';

/**
 * One item for each customer account of an organisation at a site: who holds it, and in which environment it was seen.
 * It outlives requests and links, so a customer of the sandbox is never taken for one of production.
 */
export const CustomerLock = z.object({
  environment: z.enum(['production', 'sandbox']),
  /** The open link request, if any. */
  request: z.string().optional(),
  /** The active link, if any. */
  link: z.string().optional(),
});
export type CustomerLock = z.infer<typeof CustomerLock>;

export const customerLockShape = storedShape({ name: 'customer lock', version: 1, schema: CustomerLock, upcasts: {} });

type Place = { readonly org: string; readonly site: string; readonly accountId: string };

export function customerLockKey({ org, site, accountId }: Place): Key {
  return { pk: `ORG#${org}#LOCK#${site}#${accountId}`, sk: 'LOCK' };
}

/** Takes the customer for a request: free, or held by nothing in the same environment. */
export function takeLock(place: Place, environment: CustomerLock['environment'], request: string): WriteIntent {
  return {
    op: 'update',
    table: 'desk',
    key: customerLockKey(place),
    set: { schemaVersion: customerLockShape.version, environment, request },
    expect: [
      { pk: { absent: true } },
      { environment: { eq: environment }, request: { absent: true }, link: { absent: true } },
    ],
    refusal: 'lock',
  };
}

/** Lets go when a request ends without a link. */
export function freeLock(place: Place, request: string): WriteIntent {
  return {
    op: 'update',
    table: 'desk',
    key: customerLockKey(place),
    set: {},
    remove: ['request'],
    expect: [{ request: { eq: request } }],
    refusal: 'lock',
  };
}

/** Hands the customer from the request that ends to the link that it made. */
export function handLockToLink(place: Place, request: string, link: string): WriteIntent {
  return {
    op: 'update',
    table: 'desk',
    key: customerLockKey(place),
    set: { link },
    remove: ['request'],
    expect: [{ request: { eq: request } }],
    refusal: 'lock',
  };
}

export function readLock(item: Item | undefined): CustomerLock | undefined {
  return item && readStored(customerLockShape, item);
}
