import { InvariantBroken } from '../kernel/result.ts';
import type { Place } from './customer-lock.ts';
import type { LinkRequest } from './link-request.ts';

/** The customer's place in the locks. */
export function placeOf({ id, org, partnerAccount, customer }: LinkRequest): Place {
  const at = { org, site: partnerAccount.site };
  if (customer.accountId !== undefined) return { ...at, accountId: customer.accountId };
  if (customer.mailLock === undefined) throw new InvariantBroken(`${id} names its customer by nothing`);
  return { ...at, mailLock: customer.mailLock };
}

/**
 * The customer's account where the step can't be without it.
 * @throws InvariantBroken while it is not known: nothing that needs it comes before the application
 */
export function accountOf({ id, customer }: Pick<LinkRequest, 'id' | 'customer'>): string {
  if (customer.accountId === undefined) throw new InvariantBroken(`${id} does not know its customer’s account yet`);
  return customer.accountId;
}
