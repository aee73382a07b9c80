import * as z from 'zod';
import { Instant } from '../kernel/clock.ts';
import { PageQuery } from '../kernel/paging.ts';
import type { Condition, Where } from '../platform/where.ts';
import { sites } from '../providers/provider.ts';
import { Link, ProofItem } from './link.ts';
import { parties, LinkRequest as Request, waits } from './link-request.ts';
import { LinkRequestStatus, statusGroups } from './request-status.ts';

const groups = ['pending', 'approved', 'active', 'failed'] as const;

/** What every record of a customer can be listed by; several are met together. */
export const customerFilters = {
  team: z.string().max(40).optional().describe('the team that owns the customer (R004)'),
  owner: z.string().max(40).optional().describe('the member who has it in hand, or `unowned`'),
  site: z.enum(sites).optional(),
  partnerAccountId: z.string().max(40).optional(),
  customer: z
    .string()
    .trim()
    .min(1)
    .max(100)
    .optional()
    .describe('the whole account identifier, or the beginning of the name or of your customer number, in any case'),
};

/** By what link requests are listed; several filters are met together. */
export const LinkRequestQuery = PageQuery.extend({
  ...customerFilters,
  status: LinkRequestStatus.optional(),
  group: z.enum(groups).optional().describe('the coarse status'),
  waitingOn: z.enum(parties).optional().describe('whose turn it is; then soonest deadline first'),
  waitingFor: z.enum(waits).optional(),
  origin: Request.shape.origin.optional(),
  createdFrom: Instant.optional(),
  createdTo: Instant.optional().describe('earlier than this'),
});
export type LinkRequestQuery = z.output<typeof LinkRequestQuery>;

/** By what links are listed. */
export const LinkQuery = PageQuery.extend({
  ...customerFilters,
  status: Link.shape.status.optional(),
  verified: Link.shape.verified.optional(),
  failing: ProofItem.optional().describe('an item that does not hold as of the last check'),
  stopped: z.enum(['true', 'false']).optional(),
});
export type LinkQuery = z.output<typeof LinkQuery>;

type Shared = Pick<LinkQuery, keyof typeof customerFilters>;

export function whereOfRequests(query: LinkRequestQuery): Where {
  return [
    ...whereOfCustomers(query),
    ...equal({ status: query.status, origin: query.origin, 'waitingOn.for': query.waitingFor }),
    ...(query.group ? [inGroup(query.group)] : []),
    ...(query.createdFrom ? [[{ field: 'createdAt', gte: query.createdFrom }]] : []),
    ...(query.createdTo ? [[{ field: 'createdAt', lt: query.createdTo }]] : []),
  ];
}

export function whereOfLinks(query: LinkQuery): Where {
  return [
    ...whereOfCustomers(query),
    ...equal({ status: query.status, verified: query.verified }),
    ...(query.failing ? [[{ field: 'failing', contains: query.failing }]] : []),
    ...(query.stopped === 'true' ? [[{ field: 'stopped', present: true } as const]] : []),
    ...(query.stopped === 'false' ? [[{ field: 'stopped', absent: true } as const]] : []),
  ];
}

export function whereOfCustomers({ team, owner, site, partnerAccountId, customer }: Shared): Where {
  return [
    ...equal({ team, owner, 'partnerAccount.site': site, 'partnerAccount.id': partnerAccountId }),
    ...(customer === undefined ? [] : [namedLike(customer)]),
  ];
}

/** Each field that is wanted is that. */
export function equal(wanted: Readonly<Record<string, string | undefined>>): Where {
  return Object.entries(wanted).flatMap(([field, eq]) => (eq === undefined ? [] : [[{ field, eq }]]));
}

function inGroup(group: (typeof groups)[number]): readonly Condition[] {
  return LinkRequestStatus.options
    .filter((status) => statusGroups[status] === group)
    .map((eq) => ({ field: 'status', eq }));
}

/** Items that were stored before names were kept in small letters are left to `isNamed`. */
function namedLike(customer: string): readonly Condition[] {
  const begins = customer.toLowerCase();
  return [
    { field: 'customer.accountId', eq: customer },
    { field: 'searchName', begins },
    { field: 'searchReference', begins },
    { field: 'searchName', absent: true },
  ];
}
