import * as z from 'zod';
import { Instant } from '../../kernel/clock.ts';
import { idSchema } from '../../kernel/ids.ts';
import { MoneyJson } from '../../kernel/money.ts';
import type { Unbind } from '../unbind.ts';
import { running } from './meter.ts';
import { Period, periodOf } from './periods.ts';
import { LateCharge, PeriodBill, TailPeriod, type UnbindMoney } from './unbind-money.ts';

const PeriodView = z.strictObject({
  period: Period,
  includesDaysBefore: z.boolean().describe('the month of the submission: its sum holds what was used before it, too'),
  total: MoneyJson.nullable().describe('the provider’s bill of the whole month as last read; null where none was read'),
  readAt: Instant.optional().describe('when that sum was read'),
  firstRead: PeriodBill.shape.first.describe('the first sum that was read of it, from which the meter counts'),
  without: PeriodBill.shape.without.describe('the last look brought no sum, and why; none of these means 0'),
});

/** What an unbind costs as finance reads it: exact decimals in the currency of the site, by settlement periods. */
export const UnbindMoneyView = z.strictObject({
  unbind: idSchema('unbind'),
  since: Instant.nullable().describe('when the provider had the application; null while nothing was submitted'),
  mode: z
    .enum(['api', 'operator'])
    .nullable()
    .describe('whether the provider’s bills are read by a call, or finance enters them'),
  addedSince: MoneyJson.nullable().describe(
    'what has been added to the bills since they were first read after the submission. A provider’s sum is of a month: use that it shows late counts when it is shown. Null while nothing was read',
  ),
  billed: MoneyJson.nullable().describe('the bills of these months as they are, with the days before the submission'),
  periods: z.array(PeriodView).describe('months of the provider’s settlement zone, oldest first'),
  readAt: Instant.nullable().describe('the last look that the provider answered'),
  notAnswering: z
    .strictObject({ since: Instant, because: z.string(), times: z.int() })
    .nullable()
    .describe('the provider has not answered since then; what was read before stays'),
  tail: z
    .strictObject({
      since: Instant.describe('when the customer was gone'),
      periods: z.array(TailPeriod),
      cleanAt: Instant.nullable().describe('no more delayed bills are to come, as of then'),
    })
    .nullable()
    .describe('the months after completion whose bills are awaited; null before completion'),
  lateCharges: z.array(LateCharge).describe('delayed billing costs: what came under the old identity after completion'),
});
export type UnbindMoneyView = z.infer<typeof UnbindMoneyView>;

/** @param money what was read so far; none while the provider has no application of the case */
export function viewMoney({ id }: Pick<Unbind, 'id'>, money: UnbindMoney | undefined): UnbindMoneyView {
  if (!money) return { ...nothingYet, unbind: id };
  const { since, settlement, mode, periods, readAt, notAnswering, tail, lateCharges } = money;
  const sums = running(money);
  const submitted = periodOf(settlement, since);
  return {
    unbind: id,
    since,
    mode,
    addedSince: sums?.added.toJSON() ?? null,
    billed: sums?.billed.toJSON() ?? null,
    periods: periods.map(({ period, first, last, without }) => ({
      period,
      includesDaysBefore: period === submitted,
      total: last?.total ?? null,
      ...(last && { readAt: last.at }),
      ...(first && { firstRead: first }),
      ...(without && { without }),
    })),
    readAt: readAt ?? null,
    notAnswering: notAnswering ?? null,
    tail: tail ? { ...tail, cleanAt: tail.cleanAt ?? null } : null,
    lateCharges,
  };
}

const nothingYet: Omit<UnbindMoneyView, 'unbind'> = {
  since: null,
  mode: null,
  addedSince: null,
  billed: null,
  periods: [],
  readAt: null,
  notAnswering: null,
  tail: null,
  lateCharges: [],
};
