import * as z from 'zod';
import { idSchema } from '../kernel/ids.ts';
import { PageQuery } from '../kernel/paging.ts';
import { customerFilters, equal, whereOfCustomers } from '../links/list-filter.ts';
import type { Where } from '../platform/where.ts';
import { groupOf, UnbindStatus } from './status.ts';
import { Unbind, unbindParties, unbindWaits } from './unbind.ts';

const groups = ['pending', 'live', 'ended', 'failed'] as const;

/** By what unbinds are listed; several filters are met together. */
export const UnbindQuery = PageQuery.extend({
  ...customerFilters,
  status: UnbindStatus.optional(),
  group: z.enum(groups).optional().describe('the coarse status'),
  waitingOn: z.enum(unbindParties).optional().describe('whose turn it is; then soonest deadline first'),
  waitingFor: z.enum(unbindWaits).optional(),
  linkId: idSchema('link').optional(),
  origin: Unbind.shape.origin.optional(),
});
export type UnbindQuery = z.output<typeof UnbindQuery>;

export function whereOfUnbinds(query: UnbindQuery): Where {
  const { status, linkId, origin, waitingFor, group } = query;
  return [
    ...whereOfCustomers(query),
    ...equal({ status, link: linkId, origin, 'waitingOn.for': waitingFor }),
    ...(group ? [inGroup(group)] : []),
  ];
}

function inGroup(group: (typeof groups)[number]) {
  return UnbindStatus.options.filter((status) => groupOf(status) === group).map((eq) => ({ field: 'status', eq }));
}
