import * as z from 'zod';
import { Instant } from '../../kernel/clock.ts';
import { idSchema } from '../../kernel/ids.ts';
import { PageQuery } from '../../kernel/paging.ts';
import type { Problem } from '../../kernel/problems.ts';
import { err, ok, type Result } from '../../kernel/result.ts';
import { Period, periodAfter } from '../period.ts';
import { RebateKind, RebateStatus } from '../rebate.ts';

const Typed = z.string().max(512);

/** What rebates can be asked for by, in the order in which filters say most: order, customer, product, status (R103). */
export const RebateFilters = z.object({
  account: idSchema('partnerAccount').describe('the partner account'),
  period: z
    .string()
    .max(32)
    .optional()
    .describe('the settlement period, `YYYY-MM`, never the date of order; the newest one known unless given'),
  order: Typed.optional().describe('order reference: the surest filter, so try it first'),
  customer: Typed.optional().describe('the customer’s account at the provider; the next surest'),
  product: Typed.optional().describe('code or name of a product, whole'),
  status: RebateStatus.optional().describe('leaves the most out, so add it last'),
  kind: RebateKind.optional(),
});

export const RebateQuery = PageQuery.extend(RebateFilters.shape).extend({
  adjacent: z
    .enum(['true', 'false'])
    .default('false')
    .describe('`true` looks in the settlement periods before and after as well'),
  asOf: Instant.optional().describe('as it was believed at this instant'),
});

/** One field that was not used as it was typed. */
export const Cleaned = z.strictObject({
  field: z.enum(['period', 'order', 'customer', 'product']),
  typed: z.string(),
  used: z.string(),
});
export type Cleaned = z.infer<typeof Cleaned>;

/** What is looked for, cleaned. `periods` in the order in which they are listed. */
export type Wanted = {
  readonly period: Period;
  readonly periods: readonly Period[];
  readonly order?: string;
  readonly customer?: string;
  readonly product?: string;
  readonly status?: RebateStatus;
  readonly kind?: z.infer<typeof RebateKind>;
};

type Filters = Omit<z.output<typeof RebateFilters>, 'account'> & { readonly adjacent?: 'true' | 'false' };

/**
 * Cleans what was typed or pasted (R104) and says what it changed.
 * @param newest the period that is meant where none is given
 * @returns `invalid_input` for what is no period, or is empty once it is cleaned
 */
export function cleanWanted(filters: Filters, newest: Period): Result<{ wanted: Wanted; cleaned: Cleaned[] }, Problem> {
  const { period: typed = newest, adjacent, status, kind } = filters;
  const period = Period.safeParse(periodForm(typed));
  if (!period.success) return invalid('period', 'a settlement period such as 2026-10');
  const texts = (['order', 'customer', 'product'] as const).flatMap((field) => {
    const given = filters[field];
    return given === undefined ? [] : [{ field, typed: given, used: cleanText(given) }];
  });
  const empty = texts.find(({ used }) => used === '');
  if (empty) return invalid(empty.field, 'nothing is left of it without its spaces; leave it out to look for all');
  const cleaned = [{ field: 'period' as const, typed, used: period.data }, ...texts].filter(
    (one) => one.typed !== one.used,
  );
  const wanted = {
    period: period.data,
    periods: adjacent === 'true' ? [-1, 0, 1].map((months) => periodAfter(period.data, months)) : [period.data],
    ...Object.fromEntries(texts.map(({ field, used }) => [field, used])),
    ...(status && { status }),
    ...(kind && { kind }),
  };
  return ok({ wanted, cleaned });
}

/**
 * Without what pasting leaves at the ends or in between and nobody sees; full-width letters and digits become plain ones.
 * Spaces between digits alone are taken out as well: they are how long numbers are read aloud.
 */
export function cleanText(typed: string): string {
  const plain = typed
    .normalize('NFKC')
    .replace(/[\p{Cf}\p{Cc}]/gu, '')
    .trim()
    .replace(/^'|^"(.*)"$/u, '$1');
  return /^[\d\s]+$/u.test(plain) ? plain.replace(/\s/gu, '') : plain.replace(/\s+/gu, ' ');
}

/** `202610`, `2026/10`, `2026.10` and `2026年10月` are the same month. */
function periodForm(typed: string): string {
  const [, year, month] = /^(\d{4})[-/.年]?(\d{1,2})月?$/u.exec(cleanText(typed)) ?? [];
  return year && month ? `${year}-${month.padStart(2, '0')}` : typed;
}

function invalid(field: string, detail: string) {
  return err({ kind: 'invalid_input', errors: [{ field: `query.${field}`, code: 'wrong_format', detail }] } as const);
}
