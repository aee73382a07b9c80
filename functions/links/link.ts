import * as z from 'zod';
import { Instant } from '../kernel/clock.ts';
import { idSchema } from '../kernel/ids.ts';
import { readStored, storedShape } from '../kernel/stored.ts';
import type { Fields } from '../kernel/write.ts';
import type { Tables } from '../platform/tables.ts';
import { proofItems, sites } from '../providers/provider.ts';
import { Followed, recordKey } from '../timeline/index.ts';
import { ExitTerms, ExpectedBilling, RelationshipType, Scope, TicketRef } from './relationship.ts';
import { searchKeys } from './search-keys.ts';

/** One of the things that have to hold before a link is called effective (R043). */
export const ProofItem = z.enum(proofItems);

/** Why the link has to change, and whether it can change as it is or a new one is needed (R022). */
export const ChangeNeeded = z.object({
  class: z.enum(['in_place', 'new_link']),
  because: z.array(z.string()).min(1),
  since: Instant,
});

/** How a stopped link is put right: released at the provider, replaced by the right one, or by the provider's support. */
export const WayOut = z.enum(['unlink', 'new_link', 'support_case']);

/** Nothing further may be done through a stopped link (R023). */
export const Stopped = z.object({
  reason: z.string(),
  since: Instant,
  by: z.string(),
  /** What stands against releasing it at once; empty: nothing that we know. */
  unlinkBlockers: z.array(z.string()),
  wayOut: z.object({ is: WayOut, reference: z.string().optional(), by: z.string(), at: Instant }).optional(),
});
export type Stopped = z.infer<typeof Stopped>;

/** What the customer says that it sees on its side (R047). The note stays with the record: timelines can't be erased. */
export const CustomerView = z.object({
  seesReseller: z.enum(['yes', 'no', 'unsure']),
  canSignIn: z.boolean(),
  /** When the customer said so. */
  at: Instant,
  note: z.string().optional(),
  by: z.string(),
});
export type CustomerView = z.infer<typeof CustomerView>;

/**
 * A partner account and a customer account that are linked at the provider. `active` is the provider's word;
 * `verified` is what we have proved (R043): a new link is `unverified` and not ready to provision (R144).
 */
export const Link = Followed.extend({
  id: idSchema('link'),
  status: z.enum(['active', 'unbound']),
  verified: z.enum(['unverified', 'effective', 'degraded', 'broken']),
  readyToProvision: z.boolean(),
  createdAt: Instant,
  /** When the provider says that the link began, where it says so. */
  linkedAt: Instant.nullable(),
  /** `adopted`: found in the provider's list of customers, asked for by no request of ours (R142). */
  origin: z.enum(['request', 'adopted']),
  /** The request that made it; absent where it was adopted. */
  requestId: idSchema('linkRequest').optional(),
  types: z.array(RelationshipType).min(1),
  scope: Scope,
  expected: ExpectedBilling.optional(),
  team: z.string(),
  owner: z.string(),
  ticket: TicketRef.optional(),
  partnerAccount: z.object({
    id: z.string(),
    site: z.enum(sites),
    environment: z.enum(['production', 'sandbox']),
    partnerId: z.string(),
  }),
  customer: z.object({
    accountId: z.string(),
    name: z.string(),
    reference: z.string().optional(),
    country: z.string().optional(),
  }),
  /** Number of the checklist that is being worked on, from 1; 0 while there is none. */
  checklist: z.int().nonnegative(),
  /** Items that do not hold as of the last check. */
  failing: z.array(ProofItem),
  /** When all items that this site has were last answered. */
  checkedAt: Instant.optional(),
  /** When it is looked at next; absent on links that nobody has verified yet. */
  nextCheckAt: Instant.optional(),
  /** When the bill of a settlement period is looked at, and an instant in that period (R051). */
  afterCycle: z.object({ at: Instant, billOf: Instant }).optional(),
  /** When it was first proved effective: from then on no delay of the provider excuses an item. */
  effectiveAt: Instant.optional(),
  /** The provider's own delay is waited out (R033, R050). */
  waitingOn: z
    .object({ for: z.literal('billing_verification'), party: z.literal('provider'), since: Instant, until: Instant })
    .optional(),
  /** Not proved effective in time, and in which part of its life it is stuck (R053). */
  failure: z
    .object({
      stage: z.enum(['propagation', 'verification']),
      code: z.literal('not_effective_in_time'),
      since: Instant,
    })
    .optional(),
  customerView: CustomerView.optional(),
  stopped: Stopped.optional(),
  changeNeeded: ChangeNeeded.optional(),
  /** Since when, and by which unbind, it has ended, and whose the customer is: the provider's own, or another reseller's (R095). */
  unbound: z
    .object({
      since: Instant,
      unbind: idSchema('unbind'),
      becomes: z.enum(['official_website_customer', 'customer_of_another_reseller']),
    })
    .optional(),
  /** What was agreed at linking about parting (B24). */
  exitTerms: ExitTerms.optional(),
  /** What became of a link that a complete list of the provider's did not show; gone when it is seen again. */
  vanished: z.object({ as: z.enum(['left_unexplained', 'migrated_away']), since: Instant }).optional(),
});
export type Link = z.infer<typeof Link>;

/** Until version 2 every link came from a request for a billing link that reads. */
function withRelationship(old: Fields): Fields {
  return {
    ...old,
    origin: 'request',
    types: ['billing'],
    scope: { access: 'read_only', services: [], projects: [], regions: [], confirmEach: [] },
    team: 'onboarding',
    owner: 'desk',
    checklist: 0,
    failing: [],
  };
}

export const linkShape = storedShape({
  name: 'link',
  version: 4,
  schema: Link,
  upcasts: { 1: withRelationship, 2: (old) => old, 3: (old) => old },
});

/**
 * What a link is called in registers: unique, readable, and the same wherever it is made (R060). A customer may be linked
 * anew, so that a link which has ended carries its id besides.
 */
export function linkName({
  id,
  status,
  partnerAccount,
  customer,
}: Pick<Link, 'id' | 'status' | 'partnerAccount' | 'customer'>): string {
  const company = customer.name
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')
    .toLowerCase()
    .slice(0, 40);
  const name = [partnerAccount.site, partnerAccount.partnerId, customer.accountId, company];
  return [...name, ...(status === 'unbound' ? [id] : [])].join('.');
}

export async function readLink(tables: Tables, org: string, id: string): Promise<Link | undefined> {
  const item = await tables.get('desk', recordKey(org, id));
  return item && readStored(linkShape, item);
}

/** Whether anything may be set up through it: proved effective, neither stopped nor vanished (R144, R023). */
export function isReady({ verified, stopped, vanished }: Pick<Link, 'verified' | 'stopped' | 'vanished'>): boolean {
  return verified === 'effective' && stopped === undefined && vanished === undefined;
}

/** Its place among the clocks (B01) while the provider's own delay of the bill is waited out. */
export function linkClockKeys({ org, id, waitingOn }: Pick<Link, 'org' | 'id' | 'waitingOn'>) {
  return waitingOn ? { waitingPk: `ORG#${org}#CLOCKS`, waitingSk: `${waitingOn.until}#${id}#${waitingOn.for}` } : {};
}

/** Keys under which links are listed. */
export function linkListKeys({ org, id, customer }: Pick<Link, 'org' | 'id' | 'customer'>) {
  return { listPk: `ORG#${org}#LINKS`, listSk: id, ...searchKeys(customer) };
}
