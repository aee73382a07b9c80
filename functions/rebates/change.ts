import * as z from 'zod';
import { Currency, DecimalText } from '../kernel/money.ts';
import { Period } from './period.ts';
import { Rebate } from './rebate.ts';

/** What happened to a record between two snapshots; one may have several at once (R117). */
export const changeKinds = [
  'appeared',
  'disappeared',
  'status_changed',
  'amount_changed',
  'moved_period',
  'adjustment_added',
  'reversed',
  /** Something that is neither money nor status: an order reference, a product's name. */
  'details_changed',
] as const;
export const ChangeKind = z.enum(changeKinds);
export type ChangeKind = z.infer<typeof ChangeKind>;

/**
 * What a part of a difference comes from (B07). `first_seen` is a record that came in its own time; `late_data` one that
 * came, or changed, after its period had been billed; `rounding` is what the provider's rounding of amounts leaves; only
 * `unexplained` alarms.
 */
export const causes = [
  'first_seen',
  'rate',
  'base',
  'adjustment',
  'refund',
  'period_move',
  'late_data',
  'withdrawal',
  'rounding',
  'unexplained',
] as const;
export const Cause = z.enum(causes);
export type Cause = z.infer<typeof Cause>;

/** How far the records of one currency went up or down; the parts add up to the delta exactly, none of them is zero. */
export const Delta = z.object({
  currency: Currency,
  amount: DecimalText,
  parts: z.array(z.object({ cause: Cause, amount: DecimalText })),
});
export type Delta = z.infer<typeof Delta>;

/**
 * One record's change. It stands in the plan of the period in which the record is afterwards, or was when it is gone;
 * `from` is the period that it left, where it moved.
 */
export const Change = z.object({
  id: z.string(),
  period: Period,
  from: Period.optional(),
  kinds: z.array(ChangeKind).min(1),
  before: Rebate.optional(),
  after: Rebate.optional(),
  /** `lineHash` of the two canonical lines. */
  beforeHash: z.string().optional(),
  afterHash: z.string().optional(),
  /** One, or two where the currency itself changed; none where no money did. */
  deltas: z.array(Delta),
  /** The line of the original on which it stands afterwards. */
  row: z.int().positive().optional(),
});
export type Change = z.infer<typeof Change>;

/** What all changes of a period come to. */
export const PlanSummary = z.object({
  /** Records by kind of change: one with two kinds counts in both. */
  kinds: z.partialRecord(ChangeKind, z.int().positive()),
  changes: z.int().nonnegative(),
  /** By currency, each with its parts by cause, sorted. */
  deltas: z.array(Delta),
  /** Records with an unexplained part. */
  unexplained: z.int().nonnegative(),
});
export type PlanSummary = z.infer<typeof PlanSummary>;
