import { createHash } from 'node:crypto';
import * as z from 'zod';
import { Instant } from '../kernel/clock.ts';
import { Currency, DecimalText } from '../kernel/money.ts';
import { InvariantBroken } from '../kernel/result.ts';
import { Period } from './period.ts';

/**
 * Where a line stands in its life (R105). `settled` is approved and ready for payout; `paid` has been paid out; `adjusted`
 * was changed or corrected by the provider after it had been settled.
 */
export const rebateStatuses = ['pending', 'in_review', 'settled', 'paid', 'rejected', 'adjusted'] as const;
export const RebateStatus = z.enum(rebateStatuses);
export type RebateStatus = z.infer<typeof RebateStatus>;

/** What a line is. Whatever takes something back is a line of its own and keeps its sign (R108). */
export const rebateKinds = ['rebate', 'adjustment', 'refund', 'reversal'] as const;
export const RebateKind = z.enum(rebateKinds);

/** Why the provider holds a line back, in neutral terms; `other` keeps the provider's own word alone (R106). */
export const pendingReasons = [
  'billing_not_final',
  'contract_missing',
  'customer_overdue',
  'eligibility_check',
  'other',
] as const;

const RECORD_ID = /^[A-Za-z0-9._~-]{1,200}$/;

/**
 * What a line states in money: no statement needs more digits, and what is computed from two of them stays within what
 * `DecimalText` holds, exactly.
 */
export const Amount = DecimalText.regex(/^-?\d{1,18}(\.\d{1,12})?$/, {
  error: 'an amount of at most 18 digits before the point and 12 after it',
});
export const Rate = DecimalText.regex(/^-?\d{1,6}(\.\d{1,18})?$/, {
  error: 'a rate of at most 6 digits before the point and 18 after it',
});

/** What a deduction or an addition inside a line is for. */
export const adjustmentKinds = ['refund', 'credit', 'tax', 'correction', 'other'] as const;
export const Adjustment = z.strictObject({ kind: z.enum(adjustmentKinds), amount: Amount });
export type Adjustment = z.infer<typeof Adjustment>;

/** Text from outside that fits on one line; who shows it escapes it. */
const Text = z.string().min(1).max(512);

/**
 * One line of a rebate statement, as the desk understands it whatever the provider's columns are. What a source does not
 * say is absent, never empty and never zero.
 */
export const Rebate = z.strictObject({
  /** The provider's own reference, by `recordIdOf`; or made from what tells the line apart where the source gives none. */
  id: z.string().regex(RECORD_ID),
  period: Period,
  kind: RebateKind,
  status: RebateStatus,
  /** The provider's word for the status; absent where the site has none and the status is derived (R105). */
  providerStatus: Text.optional(),
  /** Why it is not settled, and in the provider's words (R106). */
  reason: z.enum(pendingReasons).optional(),
  providerReason: Text.optional(),
  /** When the provider expects it to be settled: a day of the settlement zone, `YYYY-MM-DD`. */
  expectedOn: z.iso.date().optional(),
  order: Text.optional(),
  /** The account of the customer at the provider. */
  customer: Text.optional(),
  product: Text.optional(),
  productName: Text.optional(),
  /** When it was ordered or used: never the axis of settlement (R101). UTC; converted from the source's zone (R113). */
  orderedAt: Instant.optional(),
  currency: Currency,
  /** What the line comes to, in major units of its currency; negative where it takes back. */
  amount: Amount,
  /** What it is computed from, in the same currency. */
  base: Amount.optional(),
  /** A fraction: 0.05 is 5 per cent or 500 basis points. */
  rate: Rate.optional(),
  adjustments: z.array(Adjustment).min(1).max(20).optional(),
});
export type Rebate = z.infer<typeof Rebate>;

/** Beyond this a line can't be a line of a statement; it also bounds what a reader has to hold. */
export const MAX_LINE_BYTES = 8192;

/**
 * A provider's reference as an id that may stand in an address and in a key: whatever is neither letter, digit, `.`, `_`
 * nor `-` becomes `~` and two digits for each of its bytes. Different references never become the same id.
 */
export function recordIdOf(reference: string): string {
  return reference.replace(/[^A-Za-z0-9._-]/gu, (character) =>
    [...Buffer.from(character, 'utf8')].map((byte) => `~${byte.toString(16).padStart(2, '0')}`).join(''),
  );
}

/** The order of fields in a canonical line: the id first, so that a merge needs no parser. */
const fieldOrder = [
  'id',
  'period',
  'kind',
  'status',
  'providerStatus',
  'reason',
  'providerReason',
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
  'adjustments',
] as const satisfies readonly (keyof Rebate)[];

/**
 * The one way to write a record: fields in fixed order, absent ones left out, no spaces, no end of line. Equal records are
 * equal bytes, so snapshots can be compared without being parsed. Decimals are written as given; whoever reads a source
 * brings them into one form first (`canonicalDecimal`).
 */
export function canonicalLine(record: Rebate): string {
  const line: Partial<Record<keyof Rebate, unknown>> = {};
  for (const name of fieldOrder) if (record[name] !== undefined) line[name] = record[name];
  if (record.adjustments) line.adjustments = record.adjustments.map(({ kind, amount }) => ({ kind, amount }));
  return JSON.stringify(line);
}

/** The id of a canonical line, without parsing the rest. */
export function lineId(line: string): string {
  const from = '{"id":"'.length;
  return line.slice(from, line.indexOf('"', from));
}

/** @throws InvariantBroken for a line that `canonicalLine` did not write */
export function parseLine(line: string): Rebate {
  const parsed = Rebate.safeParse(JSON.parse(line));
  if (!parsed.success) throw new InvariantBroken(`not a line of a snapshot: ${parsed.error.message}`);
  return parsed.data;
}

/** 128 bits of SHA-256 over the canonical line, as 32 hexadecimal digits. */
export function lineHash(line: string | Uint8Array): string {
  return createHash('sha256').update(line).digest('hex').slice(0, 32);
}

/** One form for each number: no plus sign, no leading zeros, no zeros after the last decimal, no minus before zero. */
export function canonicalDecimal(text: string): string {
  const [, minus = '', whole = '0', decimals = ''] = /^([+-]?)(\d*)\.?(\d*)$/.exec(text) ?? [];
  const kept = decimals.replace(/0+$/, '');
  const digits = `${whole.replace(/^0+(?=\d)/, '') || '0'}${kept ? `.${kept}` : ''}`;
  return minus === '-' && digits !== '0' ? `-${digits}` : digits;
}
