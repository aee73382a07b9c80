import * as z from 'zod';
import { Instant } from '../../kernel/clock.ts';
import { storedShape } from '../../kernel/stored.ts';
import type { Key } from '../../kernel/write.ts';
import { Period } from '../period.ts';
import { Manifest, Sha256 } from '../snapshot/manifest.ts';

/** What is believed of one settlement period of a partner account: which snapshot is current, and what it comes to. */
export const RebatePeriod = z.object({
  org: z.string(),
  account: z.string(),
  period: Period,
  manifest: Manifest,
  /** The sync that made it current, when, and why a person accepted it if one had to. */
  sync: z.string(),
  acceptedAt: Instant,
  acceptedBecause: z.string().optional(),
  /** The original that it was read from, and the upload that brought it if one did. */
  original: Sha256.optional(),
  upload: z.string().optional(),
  /** Raised with every snapshot that becomes current. */
  version: z.int().positive(),
  /** When the source was last read in full, whether or not something had changed. */
  readAt: Instant,
});
export type RebatePeriod = z.infer<typeof RebatePeriod>;

export const rebatePeriodShape = storedShape({
  name: 'rebate period',
  version: 1,
  schema: RebatePeriod,
  upcasts: {},
});

/** All periods of an account, in order. */
export const periodsPartition = (org: string, account: string) => `ORG#${org}#ACC#${account}#REBATE_PERIODS`;

export function periodKey(org: string, account: string, period: Period): Key {
  return { pk: periodsPartition(org, account), sk: `PERIOD#${period}` };
}

/**
 * Which snapshot was current from when on (B13): a copy of the period's record as it then became, never changed. The last
 * one up to an instant is what was believed then.
 */
export function periodVersionKey(org: string, account: string, period: Period, acceptedAt: Instant): Key {
  return { pk: `ORG#${org}#ACC#${account}#REBATE_PERIOD#${period}`, sk: `FROM#${acceptedAt}` };
}
