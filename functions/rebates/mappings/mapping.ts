import * as z from 'zod';
import { Currency } from '../../kernel/money.ts';
import { sites } from '../../providers/provider.ts';
import { pendingReasons, RebateKind, RebateStatus } from '../rebate.ts';

/** What a column of a statement can hold, in the words of `Rebate`; `ignored` is kept in the original alone. */
export const mappedFields = [
  'id',
  'period',
  'kind',
  'status',
  'reason',
  'expectedOn',
  'order',
  'customer',
  'product',
  'productName',
  'orderedAt',
  'currency',
  'amount',
  'base',
  'rate',
  'refund',
  'credit',
  'tax',
  'correction',
  'ignored',
] as const;
export const MappedField = z.enum(mappedFields);
export type MappedField = z.infer<typeof MappedField>;

/**
 * How the columns of a statement become records: data with a version, so that what was read once can be read the same way
 * again. Headers and words are compared without spaces, case and width (`wordKey`).
 */
export const Mapping = z.strictObject({
  name: z.string().regex(/^[a-z0-9-]{3,60}$/),
  version: z.int().positive(),
  sites: z.array(z.enum(sites)).min(1),
  /** Which document describes the columns; `invented` where none does and the columns are the desk's own guess. */
  document: z.string(),
  columns: z
    .array(
      z.strictObject({
        field: MappedField,
        /** The names that the column has, one of which a file must show; each in every language of the source. */
        headers: z.array(z.string().min(1)).min(1),
        /** A file without it is one of this mapping all the same. */
        optional: z.boolean().optional(),
      }),
    )
    .min(1),
  /** For lines that name no currency. */
  currency: Currency.optional(),
  /** Provider's words by their meaning; compared without case. A word that is not here is quarantined (R105). */
  statuses: z.record(z.string(), RebateStatus),
  kinds: z.record(z.string(), RebateKind),
  reasons: z.record(z.string(), z.enum(pendingReasons)),
  /** The status of lines where the source gives none, with the sentence that says so (R105). */
  derivedStatus: RebateStatus.optional(),
  /** IANA zone in which the source writes its times (R113). */
  timeZone: z.string(),
  /** `fraction`: 0.05; `percent`: 5 or 5 %. */
  rateAs: z.enum(['fraction', 'percent']),
  /**
   * The sign before decimals, where the source is known to write that one. Where it is not said, a point is, and a number
   * such as `1,234`, which may mean two things, is quarantined.
   */
  decimalSign: z.enum(['.', ',']).optional(),
});
export type Mapping = z.infer<typeof Mapping>;
