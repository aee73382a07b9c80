import * as z from 'zod';
import { Instant } from '../../kernel/clock.ts';
import { MoneyJson } from '../../kernel/money.ts';
import { storedShape, toStored } from '../../kernel/stored.ts';
import type { WriteIntent } from '../../kernel/write.ts';
import type { PartnerAccount } from '../../parties/index.ts';
import type { Organisation } from '../../parties/organisation.ts';
import { Period } from '../period.ts';
import type { SnapshotTotal } from '../snapshot/manifest.ts';
import { byCurrency } from '../snapshot/totals.ts';
import type { RebatePeriod } from './period-record.ts';

/**
 * What a distributor may know of the rebates of an account below it: a period and what it comes to. It stands under the
 * distributor, so that reading it never touches the reseller's own records, let alone a line.
 */
export const DistributedTotal = z.object({
  /** The distributor. */
  org: z.string(),
  period: Period,
  secondLevel: z.string(),
  account: z.string(),
  partnerId: z.string(),
  site: z.string(),
  /** One for each currency, sorted. */
  totals: z.array(MoneyJson),
  readAt: Instant,
});
export type DistributedTotal = z.infer<typeof DistributedTotal>;

export const distributedTotalShape = storedShape({
  name: 'distributed rebate total',
  version: 1,
  schema: DistributedTotal,
  upcasts: {},
});

/** All of a distributor's, by period. */
export const distributedPartition = (org: string) => `ORG#${org}#DISTRIBUTED_REBATES`;

/** Belongs in the transaction that makes a snapshot current; nothing where nobody is above the account. */
export function tellDistributor(
  period: RebatePeriod,
  { tier, partnerId, site }: Pick<PartnerAccount, 'tier' | 'partnerId' | 'site'>,
  { parent, name }: Pick<Organisation, 'parent' | 'name'>,
): readonly WriteIntent[] {
  if (tier !== 'second_level_reseller' || !parent) return [];
  const total: DistributedTotal = {
    org: parent,
    period: period.period,
    secondLevel: name,
    account: period.account,
    partnerId,
    site,
    totals: sums(period.manifest.totals),
    readAt: period.readAt,
  };
  const key = { pk: distributedPartition(parent), sk: `${period.period}#${period.account}` };
  const fields = toStored(distributedTotalShape, total);
  return [{ op: 'put', table: 'desk', key, fields, expect: [], refusal: 'exists' }];
}

/** What totals come to by currency, over all statuses; sorted by currency. */
export function sums(totals: readonly SnapshotTotal[]): MoneyJson[] {
  return [...byCurrency(totals).values()]
    .map((money) => money.toJSON())
    .toSorted((a, b) => (a.currency < b.currency ? -1 : 1));
}
