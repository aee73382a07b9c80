import * as z from 'zod';
import { Instant } from '../../kernel/clock.ts';
import { idSchema } from '../../kernel/ids.ts';
import { DecimalText, MoneyJson } from '../../kernel/money.ts';
import { timeIn } from '../../kernel/zoned-time.ts';
import { ChangeKind, Delta } from '../change.ts';
import { Period } from '../period.ts';
import { Rebate } from '../rebate.ts';
import { SnapshotTotal } from '../snapshot/manifest.ts';
import type { RebatePeriod } from '../store/period-record.ts';
import { SourceRow } from '../store/rebate-item.ts';
import { Cleaned } from './asked.ts';
import { culprits } from './why-empty.ts';

/** When a line was ordered or used: secondary, never the axis of settlement (R101). */
const OrderedView = z.strictObject({
  at: Instant,
  atSource: z.string().describe('by the clocks of the zone in which the provider settles, with its offset'),
  atAccount: z.string().describe('by the clocks of the partner account’s zone'),
});

/** One line as it is shown. Amounts keep their sign; what the statement does not say is absent. */
export const RebateView = z.strictObject({
  ...Rebate.omit({ orderedAt: true }).shape,
  ordered: OrderedView.optional().describe(
    'when it was ordered or used, which says nothing about its settlement period',
  ),
});
export type RebateView = z.infer<typeof RebateView>;

export type Zones = { readonly source: string; readonly account: string };

export function viewRebate(record: Rebate, zones: Zones): RebateView {
  const { id, period, kind, status, providerStatus, reason, providerReason, expectedOn, order, customer } = record;
  const { product, productName, orderedAt: at, currency, amount, base, rate, adjustments } = record;
  return {
    id,
    period,
    kind,
    status,
    currency,
    amount,
    ...(providerStatus !== undefined && { providerStatus }),
    ...(reason && { reason }),
    ...(providerReason !== undefined && { providerReason }),
    ...(expectedOn !== undefined && { expectedOn }),
    ...(order !== undefined && { order }),
    ...(customer !== undefined && { customer }),
    ...(product !== undefined && { product }),
    ...(productName !== undefined && { productName }),
    ...(base !== undefined && { base }),
    ...(rate !== undefined && { rate }),
    ...(adjustments && { adjustments }),
    ...(at && { ordered: { at, atSource: timeIn(zones.source, at), atAccount: timeIn(zones.account, at) } }),
  };
}

/** How far what is shown of a period can be relied on. */
export const FreshnessView = z.strictObject({
  period: Period,
  readAt: Instant.optional().describe('when the source was last read in full; absent where it never was'),
  currentFrom: Instant.optional().describe('since when what is shown is believed'),
  sync: idSchema('rebateSync').optional().describe('the sync that brought it'),
});

export function freshnessOf(period: Period, record: RebatePeriod | undefined): z.input<typeof FreshnessView> {
  if (!record) return { period };
  const sync = idSchema('rebateSync').safeParse(record.sync);
  return { period, readAt: record.readAt, currentFrom: record.acceptedAt, ...(sync.success && { sync: sync.data }) };
}

/** What was asked, so that nobody takes an answer for that of another question (R100, R113). */
export const QueryView = z.strictObject({
  sentence: z.string().describe('the query in one plain sentence, in the language of Accept-Language'),
  zone: z.string().describe('IANA zone whose months the settlement periods are'),
  accountZone: z.string().describe('IANA zone of the partner account, into which times are converted'),
  cleaned: z.array(Cleaned).describe('what was not used as it was typed'),
});
export type QueryView = z.infer<typeof QueryView>;

export const ContextCheckView = z.strictObject({
  check: z.enum(['account', 'environment', 'standing', 'programme', 'odd_total']),
  look: z.boolean().describe('something to look at before you believe the answer'),
  text: z.string(),
});

export const RebateListView = z.strictObject({
  query: QueryView,
  freshness: z.array(FreshnessView).describe('each period that was asked for'),
  items: z.array(RebateView),
  totals: z
    .array(z.strictObject({ ...SnapshotTotal.shape, period: Period }))
    .optional()
    .describe(
      'what all that was asked for comes to, by period, currency and status; only where it is known without a scan',
    ),
  context: z.array(ContextCheckView).describe('what to be sure of before an empty answer is believed'),
  next: z.string().optional().describe('cursor of the next page; only a page without one is the last'),
});

export const RebateSummaryView = z.strictObject({
  query: QueryView,
  periods: z.array(
    z.strictObject({
      ...FreshnessView.shape,
      records: z.int().nonnegative(),
      totals: z.array(SnapshotTotal).describe('by currency and status'),
      sums: z.array(MoneyJson).describe('over all statuses, by currency: the sum of all lines of the period'),
    }),
  ),
  context: z.array(ContextCheckView),
});

const CheckView = z.strictObject({
  verdict: z.enum(['matches', 'differs', 'not_stated']),
  expected: DecimalText.optional().describe('base × rate + adjustments'),
  difference: DecimalText.optional().describe('amount less expected'),
  tolerance: DecimalText.optional().describe('what the provider’s rounding may leave'),
  missing: z
    .array(z.enum(['base', 'rate']))
    .optional()
    .describe('what the statement does not say'),
});

/** One change of a line, told in words too (R111). */
export const ChangeView = z.strictObject({
  at: Instant,
  sync: z.string(),
  kinds: z.array(ChangeKind),
  deltas: z.array(Delta).describe('exact parts by cause; they add up to the difference'),
  words: z.array(z.string()),
  before: RebateView.optional(),
  after: RebateView.optional(),
});

export const RebateDetailView = z.strictObject({
  query: QueryView,
  rebate: RebateView,
  check: CheckView.describe('whether the amount is what its own figures make'),
  pending: z
    .strictObject({ by: z.enum(['reason', 'expected', 'history']), text: z.string() })
    .optional()
    .describe(
      'why it is not settled: the provider’s reason, its date, or the account’s own history; always one of them',
    ),
  firstSeenAt: Instant,
  changedAt: Instant,
  sync: z.string().describe('the sync that brought it as it is shown'),
  source: SourceRow.optional().describe('the original by its SHA-256, and the line there'),
  history: z.array(ChangeView).describe('all changes, newest first'),
});

export const WhyEmptyView = z.strictObject({
  query: QueryView,
  empty: z.boolean().describe('false when there is something after all'),
  culprit: z.enum(culprits).optional(),
  change: z
    .array(z.strictObject({ field: z.string(), from: z.string().optional(), to: z.string().optional() }))
    .describe(
      'the smallest change of the question that finds something; `to` is absent where a filter is to be left out',
    ),
  text: z.string().describe('the same in words'),
  found: z.array(RebateView).describe('the first of what is found then'),
  trace: z.array(z.strictObject({ tried: z.string(), found: z.int() })).describe('what was tried, in order'),
  context: z.array(ContextCheckView),
});

export const DistributedView = z.strictObject({
  period: Period,
  secondLevel: z.string(),
  partnerId: z.string(),
  site: z.string(),
  totals: z.array(MoneyJson),
  readAt: Instant,
});
