import * as z from 'zod';
import { Instant } from '../../kernel/clock.ts';
import { Currency, DecimalText } from '../../kernel/money.ts';
import { Period } from '../period.ts';
import { RebateStatus } from '../rebate.ts';

/** What the records of a snapshot come to, by currency and status. */
export const SnapshotTotal = z.object({
  currency: Currency,
  status: RebateStatus,
  records: z.int().nonnegative(),
  amount: DecimalText,
});
export type SnapshotTotal = z.infer<typeof SnapshotTotal>;

/** Hexadecimal SHA-256. */
export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/**
 * What is known of a snapshot without reading it. A snapshot is named by the hash of its canonical bytes before packing,
 * so that the same records have one object, whichever packer wrote it.
 */
export const Manifest = z.object({
  period: Period,
  sha256: Sha256,
  records: z.int().nonnegative(),
  /** Canonical bytes, before packing. */
  bytes: z.int().nonnegative(),
  /** Sorted by currency, then status. */
  totals: z.array(SnapshotTotal),
  madeAt: Instant,
});
export type Manifest = z.infer<typeof Manifest>;

/** Where things lie in the bucket of rebates. Each begins with organisation and partner account. */
export const objectKeys = {
  /** Canonical records, sorted by id, gzip. Never written over. */
  snapshot: (org: string, account: string, { period, sha256 }: Pick<Manifest, 'period' | 'sha256'>) =>
    `${org}/${account}/snapshots/${period}/${sha256}.ndjson.gz`,
  /** A number for each line of a snapshot in the same order, gzip: the line of the original that it was read from. */
  rows: (org: string, account: string, { period, sha256 }: Pick<Manifest, 'period' | 'sha256'>, original: string) =>
    `${org}/${account}/rows/${period}/${sha256}-${original}.gz`,
  /** What a source gave or a person uploaded, byte for byte, by its own hash. */
  original: (org: string, account: string, sha256: string) => `${org}/${account}/originals/${sha256}`,
  /** Changes of one period that a sync makes, one a line, sorted by record id, gzip. */
  plan: (org: string, account: string, sync: string, period: Period) =>
    `${org}/${account}/plans/${sync}/${period}.ndjson.gz`,
} as const;
