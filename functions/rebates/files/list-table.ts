import * as z from 'zod';
import { MAX_ROW_CHARACTERS, type Row, UnreadableTable } from './table.ts';

const ListRow = z.record(z.string(), z.string());

/** The fields of so many lines are the columns: a provider leaves out what a line does not have. */
const LINES_THAT_NAME = 1000;

/**
 * A provider's list as a table: a JSON record a line, by the provider's own field names, which become the columns.
 * @throws UnreadableTable with `json` for a line that is no record of texts, or `unknown_column` for a late field
 */
export async function* listRows(texts: AsyncIterable<string>): AsyncGenerator<Row> {
  let head: { line: number; row: z.infer<typeof ListRow> }[] = [];
  let columns: readonly string[] | undefined;
  for await (const { line, text } of linesOf(texts)) {
    const row = rowOf(text, line);
    if (columns) {
      yield { line, cells: cellsOf(row, columns, line) };
      continue;
    }
    head.push({ line, row });
    if (head.length < LINES_THAT_NAME) continue;
    columns = columnsOf(head);
    yield* tableOf(head, columns);
    head = [];
  }
  if (!columns && head.length > 0) yield* tableOf(head, columnsOf(head));
}

async function* linesOf(texts: AsyncIterable<string>): AsyncGenerator<{ line: number; text: string }> {
  let rest = '';
  let line = 0;
  for await (const piece of texts) {
    const lines = (rest + piece).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > MAX_ROW_CHARACTERS) {
      const detail = `a line has more than ${MAX_ROW_CHARACTERS} characters`;
      throw new UnreadableTable({ line: line + lines.length + 1, code: 'line_too_long', detail });
    }
    for (const text of lines) {
      line += 1;
      if (text.trim()) yield { line, text };
    }
  }
  if (rest.trim()) yield { line: line + 1, text: rest };
}

const columnsOf = (head: readonly { row: z.infer<typeof ListRow> }[]) => [
  ...new Set(head.flatMap(({ row }) => Object.keys(row))),
];

/** The names of the columns stand on no line: the first one's number serves. */
function* tableOf(head: readonly { line: number; row: z.infer<typeof ListRow> }[], columns: readonly string[]) {
  yield { line: head[0]?.line ?? 1, cells: columns };
  for (const { line, row } of head) yield { line, cells: cellsOf(row, columns, line) };
}

function cellsOf(row: z.infer<typeof ListRow>, columns: readonly string[], line: number): readonly string[] {
  const late = Object.keys(row).find((name) => !columns.includes(name));
  if (late === undefined) return columns.map((name) => row[name] ?? '');
  const detail = `the first ${LINES_THAT_NAME} lines have no such field: it needs a mapping`;
  throw new UnreadableTable({ line, column: late, code: 'unknown_column', detail });
}

function rowOf(text: string, line: number): z.infer<typeof ListRow> {
  const parsed = ListRow.safeParse(jsonOf(text));
  if (parsed.success) return parsed.data;
  throw new UnreadableTable({ line, code: 'json', detail: 'not a record of texts by the names of their fields' });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
