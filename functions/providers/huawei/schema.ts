import * as z from 'zod';
import { type Instant, instant } from '../../kernel/clock.ts';
import { Currency, DecimalText, Money } from '../../kernel/money.ts';
import { idPattern } from './formats.ts';

/*
 * Answers of `bssintl` v2, as far as we read them: only the named fields, and of each only the forms that its model or
 * its page shows. Anything else ends the call as a malformed answer. Numbers come as the text that was written.
 */

const Id = z.string().regex(new RegExp(idPattern));

/** The largest budget, in whole dollars, and with how many decimals one is set. */
export const LARGEST_BUDGET = '2147483647';
export const budgetPattern = /^\d{1,10}(\.\d{1,2})?$/;

/** A word or number of an enumeration, or any text; empty is none. */
const Text = z
  .string()
  .nullish()
  .transform((text) => text || null);

const Count = z
  .string()
  .regex(/^\d{1,15}$/)
  .transform(Number);

/** `yyyy-MM-dd'T'HH:mm:ss'Z'`, UTC. */
const Time = z
  .string()
  .nullish()
  .transform((text, context): Instant | null => {
    if (!text) return null;
    const at = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?Z$/.test(text) ? Date.parse(text) : Number.NaN;
    if (!Number.isNaN(at)) return instant(at);
    context.addIssue('not a time of the documented form');
    return null;
  });

/** The other way: an instant as a parameter, to the second and not after it. */
export function wireTime(at: Instant): string {
  return `${at.slice(0, 19)}Z`;
}

/** A decimal, or none. */
const Amount = DecimalText.nullish().transform((amount) => amount ?? null);

/** 1 is the main unit of the currency; no other one is documented for these answers. */
const MainUnit = z.literal('1').nullish();

/** A list, null or missing when empty. */
function listOf<S extends z.ZodType>(row: S) {
  return z
    .array(row)
    .nullish()
    .transform((rows) => rows ?? []);
}

/** What an effect answers when it happened: nothing that we read. */
export const Done = z.object({});

/** Of what a partner may spend we read that it is told. */
export const ConsumptionQuota = z.object({ consumption_quota: DecimalText });

export const IndirectPartners = z.object({
  count: Count,
  indirect_partners: listOf(z.object({ indirect_partner_id: Id, name: Text, account_name: Text })),
});

export const CheckedIdentity = z.object({ check_result: z.enum(['available', 'used_by_user']) });

/** `count` is always there, so that an empty object is no empty list. */
export const SubCustomers = z.object({
  count: Count,
  customer_infos: listOf(
    z.object({
      customer_id: Id,
      account_name: Text,
      /** By its verification. */
      customer: Text,
      associated_on: Time,
      association_type: Text,
      verified_status: Text,
      customer_type: Text,
      is_frozen: Text,
    }),
  ),
});
export type SubCustomer = z.output<typeof SubCustomers>['customer_infos'][number];

export const Budget = z
  .object({
    budget_amount: Amount,
    used_amount: Amount,
    budget_type: Text,
    measure_id: MainUnit,
    currency: Currency,
  })
  .transform(({ budget_amount, used_amount, budget_type, currency }) => ({
    budget: money(budget_amount, currency),
    used: money(used_amount, currency),
    words: { budget_amount, used_amount, budget_type },
  }));
export type BudgetInfo = z.output<typeof Budget>;

export const BudgetRecords = z
  .object({
    total_count: Count,
    measure_id: MainUnit,
    currency: Currency.nullish(),
    record_list: listOf(
      z.object({ budget_amount: Amount, operation_type: Text, operation_time: Time, budget_type: Text }),
    ),
  })
  .transform(({ total_count, currency = null, record_list }) => ({
    total: total_count,
    records: record_list.map(({ budget_amount, operation_type, operation_time, budget_type }) => ({
      budget: money(budget_amount, currency),
      operation: operation_type,
      at: operation_time,
      kind: budget_type,
    })),
  }));
export type BudgetRecord = z.output<typeof BudgetRecords>['records'][number];

/** That the question is answered matters, not what the customer has. */
export const Resources = z.object({ total_count: Count });

function money(amount: string | null, currency: string | null): Money | null {
  return amount === null || currency === null ? null : Money.of(amount, currency);
}
