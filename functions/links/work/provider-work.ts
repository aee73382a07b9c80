import { InvariantBroken } from '../../kernel/result.ts';
import { DueItem } from '../../platform/due.ts';
import type { Work } from '../../platform/work-group.ts';
import { createAdoptCustomers } from '../adoption/adopt-customers.ts';
import type { LinkProviderDeps } from '../provider-deps.ts';
import { createPollApplications } from './poll-applications.ts';

/** The queue of `links-provider`: due work that reads at a cloud. */
export const createProviderWork = (deps: LinkProviderDeps): Work => {
  const poll = createPollApplications(deps);
  const adopt = createAdoptCustomers(deps);
  return async (message) => {
    const item = DueItem.parse(message);
    if (item.kind === 'link.poll') return poll(item);
    if (item.kind === 'link.adopt') return adopt(item);
    throw new InvariantBroken(`${item.kind} is no work of links-provider`);
  };
};
