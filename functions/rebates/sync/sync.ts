import * as z from 'zod';
import { Instant } from '../../kernel/clock.ts';
import { idSchema } from '../../kernel/ids.ts';
import { MoneyJson } from '../../kernel/money.ts';
import { storedShape } from '../../kernel/stored.ts';
import { sites } from '../../providers/provider.ts';
import { Followed } from '../../timeline/index.ts';
import { PlanSummary } from '../change.ts';
import { Period } from '../period.ts';
import { Manifest, Sha256 } from '../snapshot/manifest.ts';
import { Quarantined } from '../uploads/upload.ts';
import { SyncStatus } from './status.ts';

/**
 * Why a sync is made: its account's night; a member asked; a file was uploaded; a member accepted a snapshot that had been
 * held; a member took an upload back.
 */
export const syncOrigins = ['night', 'hand', 'upload', 'acceptance', 'withdrawal'] as const;

/** What a source gave for one period, byte for byte, as it lies in the bucket. */
export const Original = z.object({
  sha256: Sha256,
  bytes: z.int().nonnegative(),
  /** `list`: the pages of a provider's list, a JSON record a line, as the port hands them over. */
  form: z.enum(['file', 'list']),
  readAt: Instant,
  /** What the source said that there is, beside giving it; absent where it says nothing. */
  announced: z.object({ records: z.int().nonnegative().optional(), totals: z.array(MoneyJson).optional() }).optional(),
});
export type Original = z.infer<typeof Original>;

/** Why a snapshot is not taken in without a person (B12). */
export const doubts = [
  /** The source said that it was done, and gave nothing, where there were records before. */
  'empty',
  /** More records are gone than the policy lets pass. */
  'many_gone',
  /** A currency that the period did not have, or one less. */
  'other_currency',
  /** What the source states as its total is not what its lines come to. */
  'totals_differ',
  /** The total is ten times off what the account's periods come to (R112). */
  'odd_total',
  /** Fewer pages or lines than the source announced. */
  'incomplete',
] as const;
export type Doubt = (typeof doubts)[number];

/** How many lines that stand in the way are told one by one: a sync's record holds those of all its periods. */
export const TOLD_LINES_A_PERIOD = 20;

/**
 * How many periods a sync may have: it ends in one transaction of a hundred writes at most, in which a period has up to four
 * (its record, that of the version, a reminder, the distributor's total) and everything else four.
 */
export const MOST_PERIODS = 24;

/** What became of one period in a sync. */
export const PeriodState = z.enum([
  /** Not asked yet, or the provider is still making the file. */
  'awaited',
  /** Read; not compared yet. */
  'read',
  /** The source has nothing for this period, and says so: not an outage. */
  'not_available',
  /** Could not be read; the old snapshot stays current. */
  'unread',
  /** The file can't be understood: unknown columns, or lines that are not records. Nothing of it is taken in. */
  'quarantined',
  /** Understood and doubted; the old snapshot stays current until a person accepts it. */
  'held',
  /** The same bytes as the current snapshot. */
  'unchanged',
  /** Compared; its changes are planned and, where the sync is not a trial, about to be applied. */
  'planned',
  'applied',
]);
export type PeriodState = z.infer<typeof PeriodState>;

export const SyncPeriod = z.object({
  period: Period,
  state: PeriodState,
  /** Why it was not read: the provider's failure by its kind, or ours. */
  because: z.string().optional(),
  original: Original.optional(),
  /** The mapping by which the original was read, `<name>@<version>`. */
  mapping: z.string().optional(),
  snapshot: Manifest.optional(),
  /** What had brought the snapshot that a withdrawal makes current again; empty where nothing was known before. */
  restored: z
    .object({ since: Instant.optional(), upload: idSchema('rebateUpload').optional(), original: Sha256.optional() })
    .optional(),
  /** What it was compared with; absent for the first of a period. */
  previous: Manifest.optional(),
  doubts: z.array(z.enum(doubts)).optional(),
  /** The first of the lines that stand in the way, and how many there are. */
  quarantined: z.object({ lines: z.array(Quarantined).max(TOLD_LINES_A_PERIOD), count: z.int().positive() }).optional(),
  plan: PlanSummary.optional(),
  /** How many changes of the plan are applied. */
  applied: z.int().nonnegative().optional(),
  /** How many of these were taken back, because the sync failed half way. */
  undone: z.int().nonnegative().optional(),
  /** How many of these settled lines, by the whole days since they were first seen. */
  settledAfter: z.record(z.string(), z.int().positive()).optional(),
});
export type SyncPeriod = z.infer<typeof SyncPeriod>;

/** One reading of a partner account's rebates: what was asked, what came, what differed, what was done about it. */
export const RebateSync = Followed.extend({
  id: idSchema('rebateSync'),
  status: SyncStatus,
  origin: z.enum(syncOrigins),
  /** The local date of the night in the account's time zone; only where the origin is a night. */
  night: z.iso.date().optional(),
  /** Compares and plans, and writes nothing but this record and the plan. */
  dryRun: z.boolean(),
  partnerAccount: z.object({
    id: idSchema('partnerAccount'),
    site: z.enum(sites),
    partnerId: z.string(),
    environment: z.enum(['production', 'sandbox']),
    timeZone: z.string(),
  }),
  /** The upload that it reads, or that it takes back. */
  upload: idSchema('rebateUpload').optional(),
  /** The sync whose held snapshot is accepted, and why. */
  accepts: z.object({ sync: idSchema('rebateSync'), reason: z.string() }).optional(),
  /** Oldest first. */
  periods: z.array(SyncPeriod),
  /** The instant from which what it applies is believed: all of it at once, however long the writing takes. */
  currentFrom: Instant.optional(),
  /** How often the source was asked for files that were not ready. */
  asked: z.int().nonnegative(),
  failure: z.object({ stage: z.string(), code: z.string() }).optional(),
  owner: z.string(),
  createdAt: Instant,
  endedAt: Instant.optional(),
  execution: z.string(),
  attempt: z.int().positive(),
  attemptSince: Instant,
  attemptSeen: z.int().nonnegative(),
  rounds: z.record(z.string(), z.int()),
  spent: z.record(z.string(), z.int()),
  spentUntil: Instant,
});
export type RebateSync = z.infer<typeof RebateSync>;

export const rebateSyncShape = storedShape({ name: 'rebate sync', version: 1, schema: RebateSync, upcasts: {} });

/** Syncs of an organisation, newest first. */
export const syncsPartition = (org: string) => `ORG#${org}#REBATE_SYNCS`;

export function syncListKeys({ org, id }: Pick<RebateSync, 'org' | 'id'>) {
  return { listPk: syncsPartition(org), listSk: id };
}
