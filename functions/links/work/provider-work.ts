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
    switch (item.kind) {
      case 'link.poll':
        return poll(item);
      case 'link.adopt':
        return adopt(item);
      default:
        throw new InvariantBroken(`${item.kind} is no work of links-provider`);
    }
  };
};
