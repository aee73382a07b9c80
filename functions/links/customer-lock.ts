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
  /** The open unbind of that link, if any. */
  unbind: z.string().optional(),
});
export type CustomerLock = z.infer<typeof CustomerLock>;

export const customerLockShape = storedShape({
  name: 'customer lock',
  version: 2,
  schema: CustomerLock,
  upcasts: { 1: (old) => old },
});

/** A customer by its account identifier, or by the keyed hash of its address while the identifier is not known. */
export type Place = { readonly org: string; readonly site: string } & (
  | { readonly accountId: string }
  | { readonly mailLock: string }
);

export function customerLockKey({ org, site, ...customer }: Place): Key {
  const name = 'accountId' in customer ? customer.accountId : `mail:${customer.mailLock}`;
  return { pk: `ORG#${org}#LOCK#${site}#${name}`, sk: 'LOCK' };
}

/** Takes the customer for a request: free, or held by nothing in the same environment. */
export function takeLock(place: Place, environment: CustomerLock['environment'], request: string): WriteIntent {
  return takeFree(place, environment, { request });
}

function takeFree(
  place: Place,
  environment: CustomerLock['environment'],
  holder: Pick<CustomerLock, 'request' | 'link'>,
): WriteIntent {
  return {
    op: 'update',
    table: 'desk',
    key: customerLockKey(place),
    set: { schemaVersion: customerLockShape.version, environment, ...holder },
    expect: [
      { pk: { absent: true } },
      { environment: { eq: environment }, request: { absent: true }, link: { absent: true } },
    ],
    refusal: 'lock',
  };
}

/** Notes a request that changes the link which holds the customer: one at a time. */
export function takeLockOfLink(place: Place, request: string, link: string): WriteIntent {
  return {
    op: 'update',
    table: 'desk',
    key: customerLockKey(place),
    set: { request },
    expect: [{ link: { eq: link }, request: { absent: true }, unbind: { absent: true } }],
    refusal: 'lock',
  };
}

/**
 * Notes an unbind of the link that holds the customer: one at a time. What we start waits until nobody changes the link;
 * what the customer has started, or the provider has taken up again, is so whoever does what here.
 */
export function takeLockForUnbind(place: Place, unbind: string, link: string, by: 'reseller' | 'others'): WriteIntent {
  const free = { link: { eq: link }, unbind: { absent: true } } as const;
  return {
    op: 'update',
    table: 'desk',
    key: customerLockKey(place),
    set: { unbind },
    expect: [by === 'reseller' ? { ...free, request: { absent: true } } : free],
    refusal: 'lock',
  };
}

/** Lets go when an unbind ends and the link stays. */
export function freeLockOfUnbind(place: Place, unbind: string): WriteIntent {
  return {
    op: 'update',
    table: 'desk',
    key: customerLockKey(place),
    set: {},
    remove: ['unbind'],
    expect: [{ unbind: { eq: unbind } }],
    refusal: 'lock',
  };
}

/**
 * Moves a request from one place to another: from the address that was invited, or from an account that turned out not
 * to be meant, to the account that applied. Refused with `lock` when that one is held by somebody else.
 */
export function moveLock(
  from: Place,
  to: Place,
  environment: CustomerLock['environment'],
  request: string,
): readonly WriteIntent[] {
  return [freeLock(from, request), takeLock(to, environment, request)];
}

/** Takes the customer for a link that no request made. */
export function takeLockForLink(place: Place, environment: CustomerLock['environment'], link: string): WriteIntent {
  return takeFree(place, environment, { link });
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

/** Lets a customer go whose link has ended at the provider (R095). A request that was changing the link finds that out. */
export function releaseLock(place: Place, unbind: string): WriteIntent {
  return {
    op: 'update',
    table: 'desk',
    key: customerLockKey(place),
    set: {},
    remove: ['unbind', 'link'],
    expect: [{ unbind: { eq: unbind } }],
    refusal: 'lock',
  };
}

/** The same after the case had ended, found out late: the link holds the customer, and nobody unbinds it. */
export function freeLockOfLink(place: Place, link: string): WriteIntent {
  return {
    op: 'update',
    table: 'desk',
    key: customerLockKey(place),
    set: {},
    remove: ['link'],
    expect: [{ link: { eq: link }, unbind: { absent: true } }],
    refusal: 'lock',
  };
}

export function readLock(item: Item | undefined): CustomerLock | undefined {
  return item && readStored(customerLockShape, item);
}
