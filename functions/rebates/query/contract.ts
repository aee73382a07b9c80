import * as z from 'zod';
import { Instant } from '../../kernel/clock.ts';
import { idSchema } from '../../kernel/ids.ts';
import { PageQuery } from '../../kernel/paging.ts';
import { operations } from '../../platform/contract.ts';
import { may } from '../guards.ts';
import { Period } from '../period.ts';
import { Rebate } from '../rebate.ts';
import { RebateFilters, RebateQuery } from './asked.ts';
import * as examples from './examples.ts';
import { DistributedView, RebateDetailView, RebateListView, RebateSummaryView, WhyEmptyView } from './view.ts';

/** What can be asked about rebates; part of the group `rebates-read`. */
export const queryRead = operations({
  listRebates: {
    route: 'GET /v1/rebates',
    group: 'rebates-read',
    access: may.read,
    summary: 'List the rebates of a partner account',
    description:
      'By settlement period first; add filters in the order order, customer, product, status, which goes from the surest to the one that leaves the most out. Identifiers are cleaned of what pasting leaves on them, and the answer says what it changed. With asOf, what was believed at that instant. When nothing comes, ask `GET /v1/rebates/why-empty` with the same filters.',
    query: RebateQuery,
    answers: { 200: { description: 'One page, by period and record', json: RebateListView, example: examples.list } },
    problems: ['not_found'],
  },
  getRebateSummary: {
    route: 'GET /v1/rebate-summary',
    group: 'rebates-read',
    access: may.read,
    summary: 'Sum up the rebates of a partner account',
    description:
      'By settlement period, currency and status, newest period first: the last thirteen, or the one named. Totals that are ten times off the account’s usual ones are pointed out.',
    query: RebateFilters.pick({ account: true, period: true }),
    answers: { 200: { description: 'The periods', json: RebateSummaryView, example: examples.summary } },
    problems: ['not_found'],
  },
  whyRebatesAreEmpty: {
    route: 'GET /v1/rebates/why-empty',
    group: 'rebates-read',
    access: may.read,
    summary: 'Find out why a list of rebates is empty',
    description:
      'Relaxes one filter at a time: status, product, kind, other ways of writing order and customer, the periods beside. Then other partner accounts, how the period was last read, and whether the identifier is mistyped or has just not entered the period. Names the smallest change that finds something.',
    query: RebateFilters,
    answers: { 200: { description: 'The culprit', json: WhyEmptyView, example: examples.whyEmpty } },
    problems: ['not_found'],
  },
  getRebate: {
    route: 'GET /v1/rebates/{accountId}/{period}/{recordId}',
    group: 'rebates-read',
    access: may.read,
    summary: 'Read one rebate with its calculation and history',
    description:
      'With base, rate and adjustments compared with the amount, every change with its kinds and causes, where it was read, and why it is pending if it is. With asOf, as it was believed at that instant.',
    params: z.object({ accountId: idSchema('partnerAccount'), period: Period, recordId: Rebate.shape.id }),
    query: z.object({ asOf: Instant.optional().describe('as it was believed at this instant') }),
    answers: { 200: { description: 'The rebate', json: RebateDetailView, example: examples.detail } },
    problems: ['not_found'],
  },
  listDistributedRebates: {
    route: 'GET /v1/distributed-rebates',
    group: 'rebates-read',
    access: may.read,
    summary: 'List what your second-level resellers’ rebates come to',
    description:
      'For distributors: the total of each settlement period of each account below you whose organisation works with this desk, newest period first. Never their lines.',
    query: PageQuery.extend({ period: Period.optional() }),
    answers: {
      200: {
        description: 'One page',
        json: z.strictObject({
          items: z.array(DistributedView),
          next: z.string().optional().describe('cursor of the next page'),
        }),
        example: { items: [examples.distributed] },
      },
    },
    problems: [],
  },
});
