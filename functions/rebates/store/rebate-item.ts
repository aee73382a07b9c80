import { createHash } from 'node:crypto';
import * as z from 'zod';
import { Instant } from '../../kernel/clock.ts';
import { storedShape } from '../../kernel/stored.ts';
import type { Key } from '../../kernel/write.ts';
import { Change } from '../change.ts';
import type { Period } from '../period.ts';
import { Rebate } from '../rebate.ts';
import { Sha256 } from '../snapshot/manifest.ts';

/** Where a record was read: the original's hash, and its line there. */
export const SourceRow = z.object({ original: Sha256, row: z.int().positive().optional() });

/** A rebate as it stands now. */
export const RebateItem = z.object({
  ...Rebate.shape,
  org: z.string(),
  account: z.string(),
  /** Of the canonical line; the plan expects it before it changes the item. */
  hash: z.string(),
  firstSeenAt: Instant,
  changedAt: Instant,
  /** The sync that wrote it last. */
  sync: z.string(),
  source: SourceRow.optional(),
});
export type RebateItem = z.infer<typeof RebateItem>;

export const rebateShape = storedShape({ name: 'rebate', version: 1, schema: RebateItem, upcasts: {} });

/** One change of a record, kept for ever: what was believed before it, and after. The first sight of a record has none. */
export const RebateVersion = z.object({
  org: z.string(),
  account: z.string(),
  at: Instant,
  sync: z.string(),
  change: Change,
  /** What the item said about itself before: a record that comes back begins anew. */
  was: RebateItem.pick({ firstSeenAt: true, changedAt: true, sync: true, source: true }),
});
export type RebateVersion = z.infer<typeof RebateVersion>;

export const rebateVersionShape = storedShape({
  name: 'rebate version',
  version: 1,
  schema: RebateVersion,
  upcasts: {},
});

/** One partition of the store takes 1,000 writes a second: a period of an account is spread over sixteen. */
export const SHARDS = 16;

export function shardOf(recordId: string): string {
  return (createHash('sha256').update(recordId).digest().readUInt8(0) % SHARDS).toString(16);
}

export function rebatePartition(org: string, account: string, period: Period, shard: string): string {
  return `ORG#${org}#ACC#${account}#REBATES#${period}#${shard}`;
}

export function rebateKey(org: string, account: string, period: Period, id: string): Key {
  return { pk: rebatePartition(org, account, period, shardOf(id)), sk: id };
}

/** Indexes in which a rebate stands: by its order, and by its customer; the period first, since it is the first filter. */
export function rebateIndexKeys({
  org,
  account,
  period,
  id,
  order,
  customer,
}: Pick<RebateItem, 'org' | 'account' | 'period' | 'id' | 'order' | 'customer'>) {
  return {
    ...(order && { listPk: `ORG#${org}#ACC#${account}#REBATE_ORDER#${order}`, listSk: `${period}#${id}` }),
    ...(customer && {
      customerPk: `ORG#${org}#ACC#${account}#REBATE_CUSTOMER#${customer}`,
      customerSk: `${period}#${id}`,
    }),
  };
}

/** All changes of the records of this id, oldest first; a provider may use an id again in another period. */
export const versionsPartition = (org: string, account: string, id: string) => `ORG#${org}#ACC#${account}#REBATE#${id}`;

/** @param period the plan's in which the change stands; one sync may change the id in two periods */
export function rebateVersionKey(
  { org, account, at, sync }: Pick<RebateVersion, 'org' | 'account' | 'at' | 'sync'>,
  { id, period }: Pick<Change, 'id' | 'period'>,
): Key {
  return { pk: versionsPartition(org, account, id), sk: `VERSION#${at}#${period}#${sync}` };
}
