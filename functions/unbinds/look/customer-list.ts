import { type Clock, secondsBetween } from '../../kernel/clock.ts';
import type { ReadFailure } from '../../providers/failure.ts';
import type { PartnerAccountRef, ProviderPort } from '../../providers/provider.ts';

/** All customers of a partner account. Complete when as many were seen as the provider states, where it states that. */
export type CustomerList =
  | { readonly ok: false; readonly error: ReadFailure }
  | { readonly ok: true; readonly accounts: ReadonlySet<string>; readonly complete: boolean };

export type ListCustomers = (port: ProviderPort, ref: PartnerAccountRef) => Promise<CustomerList>;

/** In seconds: less than between two looks of one case, so that none rests on the list of the look before. */
const SHARED_SECONDS = 30;

/**
 * Lists the customers of an account once for all cases of it that are looked at in the same round: hundreds of pages for
 * each of them would use up what the provider answers. A list that failed is shared with nobody who asks after it.
 */
export function sharedLists(clock: Clock, list: ListCustomers = listCustomers): ListCustomers {
  const rounds = new Map<string, { readonly begun: string; readonly list: Promise<CustomerList> }>();
  return async (port, ref) => {
    const name = `${ref.org}#${ref.account}`;
    const now = clock.now();
    const known = rounds.get(name);
    if (known && secondsBetween(known.begun, now) < SHARED_SECONDS) return known.list;
    const round = { begun: now, list: list(port, ref) };
    rounds.set(name, round);
    const isUsable = await round.list.then(({ ok }) => ok).catch(() => false);
    if (!isUsable && rounds.get(name) === round) rounds.delete(name);
    return round.list;
  };
}

export const listCustomers: ListCustomers = async (port, ref) => {
  const accounts = new Set<string>();
  let cursor: string | undefined;
  let total: number | null = null;
  do {
    const page = await port.listCustomers(ref, cursor);
    if (!page.ok) return { ok: false, error: page.error };
    for (const { account } of page.value.items) accounts.add(account);
    ({ next: cursor, total } = page.value);
  } while (cursor !== undefined);
  return { ok: true, accounts, complete: total === null || accounts.size === total };
};
