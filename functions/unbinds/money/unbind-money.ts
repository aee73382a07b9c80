import * as z from 'zod';
import { Instant } from '../../kernel/clock.ts';
import { idSchema } from '../../kernel/ids.ts';
import { MoneyJson } from '../../kernel/money.ts';
import { readStored, storedShape, toStored } from '../../kernel/stored.ts';
import { isNew, type Key, type WriteIntent } from '../../kernel/write.ts';
import type { Tables } from '../../platform/tables.ts';
import { Period } from './periods.ts';

/** A sum that the provider gave for a period, and when it was read. */
const Sum = z.object({ total: MoneyJson, at: Instant });

/** Why there is no sum to be had by a call; none of these is a sum of 0. */
export const noSums = ['not_ours', 'nothing_yet', 'no_call'] as const;
export const NoSum = z.enum(noSums);
export type NoSum = z.infer<typeof NoSum>;

/** What the provider's bill of one period has come to. A look without a sum never takes away one that was read before. */
export const PeriodBill = z.object({
  period: Period,
  /** The first sum that was read: in the period of the submission, what is in it was mostly used before. */
  first: Sum.optional(),
  last: Sum.optional(),
  /** The last look brought no sum. */
  without: z.object({ because: NoSum, at: Instant }).optional(),
});
export type PeriodBill = z.infer<typeof PeriodBill>;

/** A delayed billing cost: what came under the old identity after the customer was gone. Positive. */
export const LateCharge = z.object({
  period: Period,
  amount: MoneyJson,
  observedBy: z.enum(['api', 'operator']),
  at: Instant,
  /** The member who recorded it. */
  by: z.string().optional(),
  /** The provider's own number of the bill or entry. */
  reference: z.string().optional(),
  evidence: z.array(idSchema('evidence')).optional(),
});
export type LateCharge = z.infer<typeof LateCharge>;

/** A period that may still bring bills. `open`: no call tells, so finance has to say. */
export const TailPeriod = z.object({
  period: Period,
  /** When its bill is made. */
  billMadeAt: Instant,
  state: z.enum(['waiting', 'open', 'closed']),
  because: NoSum.optional(),
  closed: z.object({ at: Instant, observedBy: z.enum(['api', 'operator']), by: z.string().optional() }).optional(),
});
export type TailPeriod = z.infer<typeof TailPeriod>;

/**
 * What an unbind costs the reseller while the provider decides, and after it (R097, B17); stands beside the unbind. Sums
 * are the provider's, of whole settlement periods, in the currency of the site.
 */
export const UnbindMoney = z.object({
  org: z.string(),
  unbind: idSchema('unbind'),
  version: z.int().positive(),
  /** When the provider had the application: from then on the reseller is liable. */
  since: Instant,
  /** Where periods begin and end, as it was documented when the meter began. */
  settlement: z.object({ utcOffsetHours: z.number(), closesAfter: z.string() }),
  /** `operator`: the provider does not tell this partner account by a call. */
  mode: z.enum(['api', 'operator']),
  periods: z.array(PeriodBill),
  /** The last look that was answered. */
  readAt: Instant.optional(),
  notAnswering: z.object({ since: Instant, because: z.string(), times: z.int().positive() }).optional(),
  /** The next look; absent while none is planned. */
  nextAt: Instant.optional(),
  /** The time after completion in which bills may still come. */
  tail: z.object({ since: Instant, periods: z.array(TailPeriod), cleanAt: Instant.optional() }).optional(),
  lateCharges: z.array(LateCharge),
});
export type UnbindMoney = z.infer<typeof UnbindMoney>;

export const unbindMoneyShape = storedShape({ name: 'unbind money', version: 1, schema: UnbindMoney, upcasts: {} });

export function unbindMoneyKey(org: string, unbind: string): Key {
  return { pk: `ORG#${org}#${unbind}`, sk: 'MONEY' };
}

export async function readMoney(tables: Tables, org: string, unbind: string): Promise<UnbindMoney | undefined> {
  const item = await tables.get('desk', unbindMoneyKey(org, unbind));
  return item && readStored(unbindMoneyShape, item);
}

/** The write from what was read to what it is now; refused as `version` where somebody else was faster. */
export function writeMoney(before: UnbindMoney | undefined, now: Omit<UnbindMoney, 'version'>): WriteIntent {
  const version = (before?.version ?? 0) + 1;
  return {
    op: 'put',
    table: 'desk',
    key: unbindMoneyKey(now.org, now.unbind),
    fields: { ...toStored(unbindMoneyShape, { ...now, version }), ...clockKeys(now) },
    expect: before ? [{ version: { eq: before.version } }] : isNew,
    refusal: 'version',
  };
}

/** Its place among the clocks that are no record's own wait: the first period of the tail that is not closed. */
function clockKeys({ org, unbind, tail }: Omit<UnbindMoney, 'version'>) {
  const next = tail?.periods.find(({ state }) => state !== 'closed');
  return next ? { waitingPk: `ORG#${org}#CLOCKS`, waitingSk: `${next.billMadeAt}#${unbind}#bill_tail` } : {};
}
