import type { RebateReadDeps } from '../ports.ts';
import { createGetRebate } from './http/get-rebate.ts';
import { createGetRebateSummary } from './http/get-rebate-summary.ts';
import { createListDistributedRebates } from './http/list-distributed-rebates.ts';
import { createListRebates } from './http/list-rebates.ts';
import { createWhyRebatesAreEmpty } from './http/why-rebates-are-empty.ts';

/** What the group `rebates-read` answers about what the partner is owed. */
export const queryReadHandlers = (deps: RebateReadDeps) => ({
  listRebates: createListRebates(deps),
  getRebateSummary: createGetRebateSummary(deps),
  whyRebatesAreEmpty: createWhyRebatesAreEmpty(deps),
  getRebate: createGetRebate(deps),
  listDistributedRebates: createListDistributedRebates(deps),
});
