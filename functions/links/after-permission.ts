import { InvariantBroken } from '../kernel/result.ts';
import { readOrganisation } from '../parties/index.ts';
import { readLink } from './link.ts';
import type { LinkRequest } from './link-request.ts';
import { widens } from './live/change-class.ts';
import type { LinkDeps } from './ports.ts';
import { failing, type Transition } from './transition.ts';
import { customersAnswer } from './waits.ts';

type Onward = Pick<Transition, 'to' | 'wait' | 'set' | 'data'>;

/**
 * Where a request goes that nobody here has to agree to any more: to the customer, without whose yes nothing goes out
 * (R030). Only a change that gives the reseller no more than it has needs no yes (R028).
 */
export async function afterPermission({ tables }: Pick<LinkDeps, 'tables'>, record: LinkRequest): Promise<Onward> {
  if (record.changes) {
    const link = await readLink(tables, record.org, record.changes);
    if (link?.status !== 'active')
      return failing({ stage: 'validation', code: 'link_not_active' }, 'the link is not active any more');
    if (!widens(link, record)) return { to: 'preparing', data: { customerAsked: false } };
  }
  const organisation = await readOrganisation(tables, record.org);
  if (!organisation) throw new InvariantBroken(`no organisation ${record.org}`);
  return { to: 'awaiting_customer', wait: customersAnswer(record, organisation.name) };
}
