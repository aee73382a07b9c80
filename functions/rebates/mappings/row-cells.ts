import { err, ok, type Result } from '../../kernel/result.ts';
import { type CellFault, cleaned, isFormulaError, wordKey } from '../files/cell-text.ts';
import type { SourceZones } from '../files/cell-time.ts';
import type { Row } from '../files/table.ts';
import type { Period } from '../period.ts';
import type { Quarantined } from '../uploads/upload.ts';
import type { MappedField, Mapping } from './mapping.ts';

/** By what rows are read; made once for a file. */
export type Reading = {
  readonly mapping: Mapping;
  readonly headers: readonly string[];
  /** What each column holds; one without a name has to hold nothing. */
  readonly fields: readonly (MappedField | 'nameless')[];
  /** The period of lines that name none. */
  readonly period: Period | undefined;
  readonly zones: SourceZones;
  readonly statuses: Words<Mapping['statuses'][string]>;
  readonly kinds: Words<Mapping['kinds'][string]>;
  readonly reasons: Words<Mapping['reasons'][string]>;
};

type Words<Meaning> = ReadonlyMap<string, Meaning>;

/** A mapping's words by what they are compared by. */
export function wordsOf<Meaning>(words: Readonly<Record<string, Meaning>>): Words<Meaning> {
  return new Map(Object.entries(words).map(([word, meaning]) => [wordKey(word), meaning]));
}

/** How a cell becomes a value. @param isNumber whether a workbook holds it as a number */
type ReadCell<T> = (text: string, isNumber: boolean) => Result<T, CellFault>;

/** The filled cells of one row by what they hold, and all that is wrong with them. */
export type RowCells = {
  readonly faults: Quarantined[];
  /** @param missing what is said where the cell is empty or there is none; without it that is no fault */
  read<T>(field: MappedField, by: ReadCell<T>, missing?: CellFault): T | undefined;
  fault(field: MappedField | undefined, fault: CellFault): void;
};

export function rowCells({ line, cells, numbers }: Row, { headers, fields }: Reading): RowCells {
  const found = new Map<MappedField, { text: string; isNumber: boolean }>();
  const faults: Quarantined[] = [];
  const faultAt = (header: string | undefined, fault: CellFault) =>
    faults.push({ line, ...(header && { column: header.trim() }), ...fault });
  const fault = (field: MappedField | undefined, why: CellFault) =>
    faultAt(headers[field ? fields.indexOf(field) : -1], why);
  if (cells.length < headers.length || cells.slice(headers.length).some((cell) => cleaned(cell) !== undefined)) {
    fault(undefined, wrongNumber(cells.length, headers.length));
  }
  for (const [at, field] of fields.entries()) {
    const text = field === 'ignored' ? undefined : cleaned(cells[at] ?? '');
    if (text === undefined || field === 'ignored') continue;
    if (field === 'nameless') faultAt(`column ${at + 1}`, nameless);
    else if (isFormulaError(text)) fault(field, formulaError(text));
    else found.set(field, { text, isNumber: numbers?.has(at) ?? false });
  }
  return {
    faults,
    fault,
    read(field, by, missing) {
      const cell = found.get(field);
      const value = cell ? by(cell.text, cell.isNumber) : missing ? err(missing) : ok(undefined);
      if (value.ok) return value.value;
      if (cell || faults.length === 0) fault(field, value.error);
      return undefined;
    },
  };
}

function wrongNumber(cells: number, columns: number): CellFault {
  const detail = `${cells} cells under ${columns} columns: a comma inside a cell needs quotes around it, and a file that ends too early shows the same`;
  return { code: 'cells', detail };
}

const nameless: CellFault = {
  code: 'nameless_column',
  detail: 'the column has cells but no name: name it, or empty it',
};

const formulaError = (text: string): CellFault => ({
  code: 'formula_error',
  detail: `a formula has failed (${text}): put the value itself into the cell`,
});
