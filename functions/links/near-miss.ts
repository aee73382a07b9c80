import { neighbouringAccounts, readAccountOwners } from '../customers/index.ts';
import type { Tables } from '../platform/tables.ts';
import type { InputFormat, Site } from '../providers/provider.ts';
import { customerLockKey, readLock } from './customer-lock.ts';

/** An account that one slip of the hand leads to and that the organisation has to do with. */
export type NearMiss = {
  readonly accountId: string;
  /** The link or open request that holds it. */
  readonly holder?: string;
  /** The customer whose account it is by the reseller's records. */
  readonly reference?: string;
};

type Typed = {
  readonly org: string;
  readonly site: Site;
  readonly accountId: string;
  /** That of account identifiers at the site. */
  readonly format: InputFormat;
};

/**
 * Which accounts within one slip of the typed one are customers already (B15), in the order of their identifiers. An
 * identifier of twelve digits has about 250 neighbours, so this is three batches of locks and three of records: for a
 * task, not for a request that somebody waits for.
 */
export async function nearMisses(
  tables: Tables,
  { org, site, accountId, format }: Typed,
): Promise<readonly NearMiss[]> {
  const accounts = neighbouringAccounts(accountId, format).map((near) => ({ site, accountId: near }));
  const [locks, owners] = await Promise.all([
    tables.getMany(
      'desk',
      accounts.map((near) => customerLockKey({ org, ...near })),
    ),
    readAccountOwners(tables, org, accounts),
  ]);
  const byKey = new Map(locks.map((item) => [item.pk, readLock(item)]));
  const references = new Map(owners.map((owner) => [owner.accountId, owner.reference]));
  return accounts
    .flatMap(({ accountId: near }) => {
      const lock = byKey.get(customerLockKey({ org, site, accountId: near }).pk);
      const holder = lock?.link ?? lock?.request;
      const reference = references.get(near);
      if (!holder && !reference) return [];
      return [{ accountId: near, ...(holder && { holder }), ...(reference && { reference }) }];
    })
    .toSorted((a, b) => (a.accountId < b.accountId ? -1 : 1));
}
