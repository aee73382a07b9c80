import { neighbouringAccounts, readAccountOwners } from '../../customers/index.ts';
import { readStored } from '../../kernel/stored.ts';
import { customerLockKey, readLock } from '../../links/customer-lock.ts';
import { isIdentifier } from '../../links/identifier.ts';
import { partnerAccountShape } from '../../parties/partner-account.ts';
import { capabilitiesOf } from '../../providers/capabilities.ts';
import type { RebateReadDeps } from '../ports.ts';
import { rebateIndexKeys, rebateShape } from '../store/rebate-item.ts';
import { rebateSyncShape } from '../sync/sync.ts';
import type { Wanted } from './asked.ts';
import { findRebates, type Place } from './find-rebates.ts';
import type { AccountAsked } from './question.ts';
import type { WhyEmptyPort } from './why-empty.ts';

/** How many records one look brings: enough to name what they have in common. */
const SAMPLE = 25;
/** Among how many syncs of the organisation the last one of a period is looked for. */
const SYNCS = 200;
/** An organisation has few accounts at a provider. */
const ACCOUNTS = 50;

/** The solver's view of what the desk has stored. */
export function storedRecords(
  { tables }: Pick<RebateReadDeps, 'tables'>,
  { place, account, records }: Pick<AccountAsked, 'place' | 'account' | 'records'>,
): WhyEmptyPort {
  const { org } = place;
  const findIn = async (where: Place, wanted: Wanted) => {
    const page = await findRebates(tables, where, wanted, { limit: SAMPLE });
    return page.ok ? page.value.items : [];
  };
  return {
    find: (wanted) => findIn(place, wanted),
    async findAnywhere({ order, customer }) {
      const { listPk, customerPk } = rebateIndexKeys({ ...place, period: '', id: '', order, customer });
      const by = listPk
        ? ({ index: 'list', pk: listPk } as const)
        : customerPk && ({ index: 'customer', pk: customerPk } as const);
      if (!by) return [];
      const { items } = await tables.query({ table: 'desk', ...by, descending: true, limit: SAMPLE });
      return items.map((item) => readStored(rebateShape, item));
    },
    async findInOtherAccounts(wanted) {
      const pk = `ORG#${org}#PARTNER_ACCOUNTS`;
      const { items } = await tables.query({ table: 'desk', index: 'list', pk, limit: ACCOUNTS });
      const others = items
        .map((item) => readStored(partnerAccountShape, item))
        .filter(({ id }) => id !== place.account);
      const all = await Promise.all(
        others.map(async ({ id, name }) => ({ account: name, found: await findIn({ org, account: id }, wanted) })),
      );
      return all.filter(({ found }) => found.length > 0);
    },
    async stateOf(period) {
      const pk = `ORG#${org}#REBATE_SYNCS`;
      const where = [[{ field: 'partnerAccount.id', eq: place.account }]] as const;
      const { items } = await tables.query({ table: 'desk', index: 'list', pk, descending: true, limit: SYNCS, where });
      const syncs = items.map((item) => readStored(rebateSyncShape, item)).filter(({ dryRun }) => !dryRun);
      const [last] = syncs.flatMap(({ periods }) => periods.find((one) => one.period === period)?.state ?? []);
      // a period that settled long ago is in none of the last syncs
      return last ?? (records.some((one) => one.period === period) ? 'unchanged' : undefined);
    },
    async customer(accountId) {
      const { site } = account;
      const format = capabilitiesOf(site)?.identifiers.account_id;
      const near = format ? neighbouringAccounts(accountId, format).map((one) => ({ site, accountId: one })) : [];
      const asked = [{ site, accountId }, ...near];
      const [locks, owners] = await Promise.all([
        tables.getMany(
          'desk',
          asked.map((one) => customerLockKey({ org, ...one })),
        ),
        readAccountOwners(tables, org, asked),
      ]);
      const held = new Set(locks.flatMap((item) => (readLock(item)?.link ? [item.pk] : [])));
      const isKnown = (one: { readonly accountId: string }) =>
        held.has(customerLockKey({ org, site, ...one }).pk) ||
        owners.some((owner) => owner.accountId === one.accountId);
      return {
        known: isKnown({ accountId }),
        wellFormed: format !== undefined && isIdentifier(accountId, format),
        near: near.filter(isKnown).map((one) => one.accountId),
      };
    },
  };
}
