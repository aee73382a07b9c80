import type { SourceZones } from '../files/cell-time.ts';
import { emptyTable } from '../files/read-header.ts';
import { type OriginalForm, readTable } from '../files/read-table.ts';
import { type Row, UnreadableTable } from '../files/table.ts';
import type { Bytes } from '../objects.ts';
import type { Period } from '../period.ts';
import type { Rebate } from '../rebate.ts';
import type { Quarantined } from '../uploads/upload.ts';
import type { Mapping } from './mapping.ts';
import { type ColumnsDiffer, matchColumns } from './match.ts';
import { recordOf } from './record-of.ts';
import { type Reading, wordsOf } from './row-cells.ts';

/** A record with the line of the original on which it stands, or why a line is none. */
export type ReadRecord = { readonly record: Rebate; readonly row: number } | { readonly quarantined: Quarantined };

/** How an original is read. `zone` is the settlement's, `period` that of lines which name none. */
export type HowToRead = {
  readonly form: OriginalForm;
  readonly mapping: Mapping;
  readonly period?: Period | undefined;
  readonly zone: string;
};

/**
 * The records of an original, in its order, as they are read from. A faulty cell is quarantined and its line is no record;
 * what makes the rest unreadable is the last that comes. Whoever reads takes all of a file or none of it, and finds the
 * same id twice. A period has one currency: that of its first line.
 */
export async function* readRecords(original: Bytes, how: HowToRead): AsyncGenerator<ReadRecord> {
  let reading: Reading | undefined;
  const occurrence = occurrences();
  const otherCurrency = oneCurrencyAPeriod();
  try {
    for await (const row of readTable(original, how.form)) {
      if (!reading) {
        const matched = matchColumns(row.cells, how.mapping);
        if (!matched.ok) {
          yield* differing(row.line, matched.error).map((quarantined) => ({ quarantined }));
          return;
        }
        reading = readingOf(row, matched.value, how);
        continue;
      }
      const found = recordOf(row, reading, occurrence);
      const faults = found.ok ? otherCurrency(found.value, row.line) : found.error;
      if (found.ok && faults.length === 0) yield { record: found.value, row: row.line };
      else yield* faults.map((quarantined) => ({ quarantined }));
    }
  } catch (error) {
    if (!(error instanceof UnreadableTable)) throw error;
    yield { quarantined: error.fault };
    return;
  }
  if (!reading) yield { quarantined: emptyTable };
}

function readingOf(header: Row, fields: Reading['fields'], { mapping, period, zone }: HowToRead): Reading {
  const zones: SourceZones = { written: mapping.timeZone, settled: zone };
  return {
    mapping,
    headers: header.cells,
    fields,
    period,
    zones,
    statuses: wordsOf(mapping.statuses),
    kinds: wordsOf(mapping.kinds),
    reasons: wordsOf(mapping.reasons),
  };
}

function differing(line: number, { unknown, missing, twice }: ColumnsDiffer): Quarantined[] {
  const faults = (columns: readonly string[], code: string, detail: string) =>
    columns.map((column) => ({ line, column: column.trim(), code, detail }));
  return [
    ...faults(unknown, 'unknown_column', 'the mapping has no such column: confirm what it holds'),
    ...faults(
      missing,
      'missing_column',
      'the mapping has this column and the file does not: export it with all columns',
    ),
    ...faults(twice, 'column_twice', 'two columns hold the same: leave one'),
  ];
}

/** Counts by a number of 52 bits: a million keys in 40 MB, and two of them one in ten thousand times the same. */
function occurrences(): (key: string) => number {
  const counts = new Map<number, number>();
  return (key) => {
    const short = Number.parseInt(key.slice(0, 13), 16);
    const count = (counts.get(short) ?? 0) + 1;
    counts.set(short, count);
    return count;
  };
}

function oneCurrencyAPeriod(): (record: Rebate, line: number) => readonly Quarantined[] {
  const first = new Map<Period, { readonly currency: string; readonly line: number }>();
  return ({ period, currency }, line) => {
    const known = first.get(period) ?? { currency, line };
    first.set(period, known);
    if (known.currency === currency) return [];
    const detail = `${currency}, while line ${known.line} of the same period is in ${known.currency}: a file of one currency each`;
    return [{ line, code: 'other_currency', detail }];
  };
}
