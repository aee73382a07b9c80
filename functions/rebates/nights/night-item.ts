import { createHash } from 'node:crypto';
import * as z from 'zod';
import { Instant } from '../../kernel/clock.ts';
import { idSchema } from '../../kernel/ids.ts';
import { storedShape, toStored } from '../../kernel/stored.ts';
import { isNew, type Key, type WriteIntent } from '../../kernel/write.ts';

/** Whose nights these are, and which of them were worked in. */
export const NightItem = z.object({
  org: z.string(),
  account: idSchema('partnerAccount'),
  /** From when on the account has nights. */
  since: Instant,
  /** Raised by every write, so that of two workers one goes on. */
  version: z.int().positive(),
  /** The latest night that was claimed, how often, and until when nobody else may. */
  night: z.iso.date().optional(),
  attempts: z.int().nonnegative(),
  leaseUntil: Instant.optional(),
  /** The latest night that has its sync, and which; then how that ended. */
  done: z.iso.date().optional(),
  sync: idSchema('rebateSync').optional(),
  ended: z.enum(['completed', 'failed']).optional(),
  /** When a sync of a night was last completed. */
  completedAt: Instant.optional(),
});
export type NightItem = z.infer<typeof NightItem>;

export const nightItemShape = storedShape({ name: 'rebate nights', version: 1, schema: NightItem, upcasts: {} });

/** The hourly worker reads them all: over shards, so that no partition is asked for too much. */
export const nightShards = ['0', '1', '2', '3'] as const;

export function nightsPartition(shard: string): string {
  return `NIGHTS#${shard}`;
}

export function nightsKey(org: string, account: string): Key {
  const digest = createHash('sha256').update(account).digest();
  return { pk: nightsPartition(nightShards[(digest[0] ?? 0) % nightShards.length] ?? '0'), sk: `${org}#${account}` };
}

/** Gives a partner account its nights; refused with `exists` where it has them. */
export function enterNights({ org, id }: { org: string; id: NightItem['account'] }, at: Instant): WriteIntent {
  return {
    op: 'put',
    table: 'desk',
    key: nightsKey(org, id),
    fields: toStored(nightItemShape, { org, account: id, since: at, version: 1, attempts: 0 }),
    expect: isNew,
    refusal: 'exists',
  };
}

/** Refused with `version` where somebody else has written since it was read. */
export function changeNights(item: NightItem, set: Partial<NightItem>, remove: readonly string[] = []): WriteIntent {
  return {
    op: 'update',
    table: 'desk',
    key: nightsKey(item.org, item.account),
    set: { ...set, version: item.version + 1 },
    remove,
    expect: [{ version: { eq: item.version } }],
    refusal: 'version',
  };
}
