import { CsvError, parse } from 'csv-parse/sync';
import type { FieldError } from '../kernel/problems.ts';
import { err, ok, type Result } from '../kernel/result.ts';

/** One record of a file, with the number of the line that it begins on. */
export type CsvRecord = { readonly line: number; readonly cells: readonly string[] };

/**
 * The records of a CSV file (RFC 4180), the empty ones left out. Ends of lines are made one kind first: the parser counts
 * on them for the numbers of lines.
 * @returns where a quote is wrong, so that nothing after it can be read
 */
export function csvRecords(text: string): Result<readonly CsvRecord[], readonly FieldError[]> {
  try {
    const found: CsvRecord[] = [];
    parse(text.replace(/\r\n?/g, '\n'), {
      bom: true,
      relax_column_count: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      on_record: (cells: string[], { lines }) => {
        const breaks = cells.join('').split('\n').length - 1;
        found.push({ line: lines - breaks, cells });
        return null;
      },
    });
    return ok(found);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const detail =
      'a quote is open, or stands inside a cell; a cell with quotes is quoted, and its own quotes are doubled';
    return err([{ field: `line ${Number(error['lines'])}`, code: 'quotes', detail }]);
  }
}
