import { pipeline, Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { MAX_ROW_CHARACTERS, type Row, UnreadableTable } from './table.ts';

/** As the parser hands a record over: `lines` counts up to the record's last one. */
type Parsed = { readonly info: { readonly lines: number }; readonly record: readonly string[] };

/**
 * The lines of a CSV file (RFC 4180), empty ones left out. Holds one line at a time.
 * @param texts ends of lines already made one kind: the parser counts on them for the numbers of lines
 * @throws UnreadableTable with `quotes` where a quote is wrong, or `line_too_long`
 */
export async function* csvRows(texts: AsyncIterable<string>): AsyncGenerator<Row> {
  let read = 0;
  const parser = parse({
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_empty_values: true,
    max_record_size: MAX_ROW_CHARACTERS,
    info: true,
    // kept here: records that a fault follows closely are never handed over
    on_record: (cells: string[], { lines }) => {
      read = lines;
      return cells;
    },
  });
  // whatever ends it is thrown by the parser to who reads from it
  pipeline(Readable.from(texts), parser, () => undefined);
  try {
    for await (const parsed of parser) {
      const { info, record: cells }: Parsed = parsed;
      yield { line: info.lines - breaksIn(cells), cells };
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new UnreadableTable({ line: read + 1, ...faultOf(error) });
  }
}

const breaksIn = (cells: readonly string[]) =>
  cells.reduce((sum, cell) => sum + (cell.includes('\n') ? cell.split('\n').length - 1 : 0), 0);

function faultOf({ code }: CsvError): { code: string; detail: string } {
  if (code === 'CSV_MAX_RECORD_SIZE') {
    const detail = `a line has more than ${MAX_ROW_CHARACTERS} characters: most often a quote that is never closed`;
    return { code: 'line_too_long', detail };
  }
  const detail =
    'a quote is open, or stands inside a cell; a cell with quotes is quoted, and its own quotes are doubled. A file that ends too early shows the same: export it again';
  return { code: 'quotes', detail };
}
