import { createHash } from 'node:crypto';
import { err, ok, type Result } from '../../kernel/result.ts';
import { readAmount, readRate } from '../files/cell-number.ts';
import { type CellFault, type CellResult, readReference, readText, wordKey } from '../files/cell-text.ts';
import { readDay, readPeriod, readTime } from '../files/cell-time.ts';
import type { Row } from '../files/table.ts';
import { type Adjustment, canonicalLine, MAX_LINE_BYTES, Rebate, recordIdOf } from '../rebate.ts';
import type { Quarantined } from '../uploads/upload.ts';
import type { MappedField } from './mapping.ts';
import { type Reading, type RowCells, rowCells } from './row-cells.ts';

/**
 * The record that a row is, or all that stands in the way of it.
 * @param occurrence how many rows with this key there were, this one included: it tells apart what a source without ids does not
 */
export function recordOf(
  row: Row,
  reading: Reading,
  occurrence: (key: string) => number,
): Result<Rebate, Quarantined[]> {
  const { mapping, zones, statuses, kinds, reasons } = reading;
  const cells = rowCells(row, reading);
  // a line with more or fewer cells than columns has them under the wrong ones
  if (cells.faults.length > 0) return err(cells.faults);
  const money = moneyOf(cells, reading);
  const providerReason = cells.read('reason', readText);
  const providerStatus = cells.read('status', (text) => ok(text));
  // a word in the place of a status may say what a line waits for, too
  const reasonOf = providerReason
    ? (reasons.get(wordKey(providerReason)) ?? 'other')
    : reasons.get(wordKey(providerStatus ?? ''));
  const found = {
    period:
      cells.read('period', (text) => readPeriod(text, zones), reading.period ? undefined : missing.period) ??
      reading.period,
    kind:
      cells.read('kind', (text) => known(text, kinds, 'unknown_kind')) ??
      (money.amount?.startsWith('-') ? 'reversal' : 'rebate'),
    status:
      cells.read(
        'status',
        (text) => known(text, statuses, 'unknown_status'),
        mapping.derivedStatus ? undefined : missing.status,
      ) ?? mapping.derivedStatus,
    providerStatus,
    reason: reasonOf,
    providerReason,
    expectedOn: cells.read('expectedOn', (text) => readDay(text, zones)),
    order: cells.read('order', readReference),
    customer: cells.read('customer', readReference),
    product: cells.read('product', readReference),
    productName: cells.read('productName', readText),
    orderedAt: cells.read('orderedAt', (text) => readTime(text, zones)),
    ...money,
  };
  const id = idOf(cells, reading, found, occurrence);
  if (cells.faults.length > 0) return err(cells.faults);
  // what a source does not say is absent
  return checked(
    Object.fromEntries(Object.entries({ id, ...found }).filter(([, value]) => value !== undefined)),
    row.line,
  );
}

/** Amounts by their fields; each with the line's currency, whether it is named in its column, beside an amount, or by the mapping. */
function moneyOf(cells: RowCells, { mapping, fields }: Reading) {
  const named = new Set<string>();
  const amountOf = (field: MappedField, required?: CellFault) => {
    const read = cells.read(
      field,
      (text, isNumber) => readAmount(text, isNumber ? '.' : mapping.decimalSign),
      required,
    );
    if (read?.currency) named.add(read.currency);
    return read?.amount;
  };
  const amount = amountOf('amount', missing.amount);
  const base = amountOf('base');
  const rate = cells.read('rate', (text, isNumber) =>
    readRate(text, mapping.rateAs, isNumber ? '.' : mapping.decimalSign),
  );
  const adjustments = (['refund', 'credit', 'tax', 'correction'] as const).flatMap((kind): Adjustment[] => {
    const value = amountOf(kind);
    return value === undefined || value === '0' ? [] : [{ kind, amount: value }];
  });
  const stated = cells.read('currency', readCurrency) ?? mapping.currency;
  const currency = stated ?? [...named][0];
  if (!currency) cells.fault(fields.includes('currency') ? 'currency' : undefined, missing.currency);
  const other = [...named].find((one) => one !== currency);
  if (currency && other) cells.fault('amount', otherCurrency(other, currency));
  return { currency, amount, base, rate, adjustments: adjustments.length > 0 ? adjustments : undefined };
}

type Told = Partial<Pick<Rebate, 'period' | 'kind' | 'order' | 'customer' | 'product' | 'orderedAt' | 'currency'>>;

/** The source's own id; where it gives none, one made of what tells a line apart, which an amount does not unless its sign turns. */
function idOf(
  cells: RowCells,
  { fields }: Reading,
  { period, kind, order, customer, product, orderedAt, currency }: { [name in keyof Told]: Told[name] | undefined },
  occurrence: (key: string) => number,
): string | undefined {
  if (fields.includes('id')) {
    const reference = cells.read('id', readReference, missing.id);
    return reference && recordIdOf(reference);
  }
  if (!order && !customer && !product) {
    cells.fault(undefined, missing.id);
    return undefined;
  }
  const key = createHash('sha256')
    .update(JSON.stringify([period, kind, order, customer, product, orderedAt, currency]))
    .digest('hex')
    .slice(0, 32);
  return `line-${key}-${occurrence(key)}`;
}

function checked(fields: unknown, line: number): Result<Rebate, Quarantined[]> {
  const record = Rebate.safeParse(fields);
  if (!record.success) {
    const detail = `${record.error.issues[0]?.path.join('.')}: ${record.error.issues[0]?.message}`;
    return err([{ line, code: 'record', detail }]);
  }
  if (Buffer.byteLength(canonicalLine(record.data)) > MAX_LINE_BYTES) {
    return err([{ line, code: 'too_long', detail: `a line has at most ${MAX_LINE_BYTES} bytes in all` }]);
  }
  return ok(record.data);
}

function known<Meaning>(text: string, words: ReadonlyMap<string, Meaning>, code: string): Result<Meaning, CellFault> {
  const meaning = words.get(wordKey(text));
  return meaning === undefined
    ? err({
        code,
        detail: `the mapping does not say what "${text.slice(0, 80)}" means: add the word to it and read the file again`,
      })
    : ok(meaning);
}

/** Codes, and the names that Chinese exports write for them. */
const currencyNames: ReadonlyMap<string, string> = new Map([
  ['人民币', 'CNY'],
  ['rmb', 'CNY'],
  ['美元', 'USD'],
  ['港币', 'HKD'],
  ['港元', 'HKD'],
  ['欧元', 'EUR'],
]);

function readCurrency(text: string): CellResult {
  const word = wordKey(text);
  const currency = currencyNames.get(word) ?? word.toUpperCase();
  return /^[A-Z]{3}$/.test(currency)
    ? ok(currency)
    : err({ code: 'currency', detail: 'not a currency code such as USD' });
}

const missing = {
  amount: { code: 'missing_amount', detail: 'a line without an amount: fill it in, or take the line out' },
  period: { code: 'missing_period', detail: 'no settlement period: fill it in, or say which one the file is of' },
  status: {
    code: 'missing_status',
    detail: 'no status: fill it in, or confirm columns that say which one such lines have',
  },
  currency: {
    code: 'missing_currency',
    detail: 'no currency: fill it in, or confirm columns that say which one it is',
  },
  id: {
    code: 'missing_id',
    detail: 'nothing tells this line from others: a line of totals has to be taken out of the file',
  },
} as const satisfies Record<string, CellFault>;

const otherCurrency = (other: string, currency: string): CellFault => ({
  code: 'other_currency',
  detail: `an amount in ${other} in a line in ${currency}: a line has one currency`,
});
