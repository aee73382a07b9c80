import { accountRef, type UnbindProviderDeps } from '../ports.ts';
import type { ApprovedAction } from './approved-action.ts';

/** Pages of the provider's list that are looked through, newest first: what was just done is on the first ones. */
const MOST_PAGES = 5;

/** Whether the provider's own list of allocations has ours, by its mark. What can't be read is not there yet. */
export async function isAllocated(deps: UnbindProviderDeps, record: ApprovedAction): Promise<boolean> {
  const port = deps.portOf(record.partnerAccount.site);
  let cursor: string | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const read = await port.listCreditAllocations(accountRef(record), record.customer.accountId, cursor);
    if (!read.ok) return false;
    if (read.value.items.some(({ mark }) => mark === record.id)) return true;
    cursor = read.value.next;
    if (cursor === undefined) return false;
  }
  return false;
}

/** Whether the provider shows the account as not frozen. */
export async function isLifted(deps: UnbindProviderDeps, record: ApprovedAction): Promise<boolean> {
  const port = deps.portOf(record.partnerAccount.site);
  const read = await port.readCustomer(accountRef(record), record.customer.accountId);
  return read.ok && (read.value.customer?.standing === 'active' || read.value.customer?.standing === 'arrears');
}
