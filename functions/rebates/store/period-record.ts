import * as z from 'zod';
import { Instant } from '../../kernel/clock.ts';
import { idSchema } from '../../kernel/ids.ts';
import { readStored, storedShape } from '../../kernel/stored.ts';
import type { Key } from '../../kernel/write.ts';
import type { Tables } from '../../platform/tables.ts';
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
  /** When its snapshot was first believed: before `acceptedAt` where a withdrawal has brought it back. */
  since: Instant,
  acceptedBecause: z.string().optional(),
  /** The original that it was read from, and the upload that brought it if one did. */
  original: Sha256.optional(),
  upload: idSchema('rebateUpload').optional(),
  /** Raised with every snapshot that becomes current. */
  version: z.int().positive(),
  /** When the source was last read in full, whether or not something had changed. */
  readAt: Instant,
  /** What was open after the last cycle, and of it what is open for longer than is usual at the account (R119). */
  open: z
    .object({
      records: z.int().positive(),
      late: z.int().nonnegative(),
      /** How many days are usual; absent while nothing of the account has been settled and nobody has said it. */
      days: z.int().nonnegative().optional(),
      at: Instant,
    })
    .optional(),
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

/** As many as ten years of an account. */
const MOST_PERIODS = 120;

/** The periods of which something is believed, newest first. */
export async function readPeriods(tables: Tables, org: string, account: string): Promise<readonly RebatePeriod[]> {
  const list = { table: 'desk', pk: periodsPartition(org, account), descending: true, limit: MOST_PERIODS } as const;
  const { items } = await tables.query({ ...list, begins: 'PERIOD#' });
  return items.map((item) => readStored(rebatePeriodShape, item));
}

export async function readPeriod(
  tables: Pick<Tables, 'get'>,
  org: string,
  account: string,
  period: Period,
): Promise<RebatePeriod | undefined> {
  const item = await tables.get('desk', periodKey(org, account, period));
  return item && readStored(rebatePeriodShape, item);
}

/** What was believed of a period at an instant (B13); undefined where nothing was known yet. */
export async function readPeriodAsOf(
  tables: Tables,
  org: string,
  account: string,
  period: Period,
  at: Instant,
): Promise<RebatePeriod | undefined> {
  const { pk, sk } = periodVersionKey(org, account, period, at);
  // what is current from this very instant counts: the next millisecond's key bounds it
  const query = { table: 'desk', pk, begins: 'FROM#', after: `${sk}~`, descending: true, limit: 1 } as const;
  const { items } = await tables.query(query);
  return items[0] && readStored(rebatePeriodShape, items[0]);
}
