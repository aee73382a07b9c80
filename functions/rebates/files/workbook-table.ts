import { posix } from 'node:path';
import { type Row, UnreadableTable } from './table.ts';
import { type NumberStyle, plainNumber, shown, styleOf } from './workbook-numbers.ts';
import { notAWorkbook, type PartHandler, type Parts, parsed, tooLarge } from './workbook-parts.ts';

/** Texts that cells share are held, each with what a string costs besides its characters. */
const MAX_SHARED_BYTES = 256 * 1024 * 1024;
const STRING_BYTES = 40;

/** Columns that a sheet can have. */
const MAX_COLUMNS = 16_384;

/** What cells refer to. */
type Book = {
  readonly sheets: readonly string[];
  readonly date1904: boolean;
  readonly shared: readonly string[];
  readonly styles: readonly (NumberStyle | undefined)[];
};

/**
 * The rows of a workbook's one filled visible sheet, empty ones left out, short ones filled up to the first one's width.
 * Formulas count by the value stored with them; an error such as `#N/A` is its own text.
 * @throws UnreadableTable with `not_a_workbook`, `too_large`, or `several_sheets` once another sheet turns out to be filled
 */
export async function* workbookRows(parts: Parts): AsyncGenerator<Row> {
  const book = await bookOf(parts);
  let found = false;
  for (const sheet of book.sheets) {
    let width = 0;
    for await (const row of sheetRows(parts, sheet, book)) {
      if (found && width === 0) {
        const detail = 'more than one sheet has cells: leave the one with the lines, and send it again';
        throw new UnreadableTable({ line: row.line, code: 'several_sheets', detail });
      }
      width ||= row.cells.length;
      const missing = width - row.cells.length;
      yield missing <= 0 ? row : { ...row, cells: [...row.cells, ...Array<string>(missing).fill('')] };
    }
    found ||= width > 0;
  }
}

async function bookOf(parts: Parts): Promise<Book> {
  const targets = new Map<string, string>();
  const relations = 'xl/_rels/workbook.xml.rels';
  await whole(parts, relations, (name, { Id: id, Target: target }) => {
    if (name === 'Relationship' && id && target) targets.set(id, posix.join('/xl', target).slice(1));
    if (name === 'Relationship' && id && target?.startsWith('/')) targets.set(id, target.slice(1));
  });
  const sheets: string[] = [];
  let date1904 = false;
  await whole(parts, 'xl/workbook.xml', (name, attributes) => {
    if (name === 'workbookPr') date1904 = /^(1|true)$/.test(attributes['date1904'] ?? '');
    const relation = Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1];
    const path = name === 'sheet' && (attributes['state'] ?? 'visible') === 'visible' && targets.get(relation ?? '');
    if (path) sheets.push(path);
  });
  if (sheets.length === 0) throw notAWorkbook();
  return { sheets, date1904, shared: await sharedTexts(parts), styles: await stylesOf(parts) };
}

async function whole(parts: Parts, path: string, open: PartHandler['open']): Promise<void> {
  const pieces = parsed(parts, path, { open, close: () => undefined, text: () => undefined });
  while (!(await pieces.next()).done);
}

async function sharedTexts(parts: Parts): Promise<readonly string[]> {
  const path = 'xl/sharedStrings.xml';
  if (!parts.entries.has(path)) return [];
  const found: string[] = [];
  let held = 0;
  const text = richText((value) => {
    held += value.length + STRING_BYTES;
    if (held > MAX_SHARED_BYTES) throw tooLarge();
    found.push(value);
  }, 'si');
  const pieces = parsed(parts, path, text);
  while (!(await pieces.next()).done);
  return found;
}

/** Gathers the runs of a text; readings of characters (`rPh`) are no part of it. */
function richText(found: (text: string) => void, element: 'si' | 'is'): PartHandler {
  let value = '';
  let inText = false;
  let reading = false;
  return {
    open: (name) => {
      if (name === element) value = '';
      if (name === 'rPh') reading = true;
      if (name === 't') inText = !reading;
    },
    text: (text) => {
      if (inText) value += text;
    },
    close: (name) => {
      if (name === 't') inText = false;
      if (name === 'rPh') reading = false;
      if (name === element) found(unescaped(value));
    },
  };
}

/** Workbooks write characters that XML has no room for as `_x000D_`. */
const unescaped = (text: string) =>
  text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code) => String.fromCharCode(parseInt(code, 16)))
    : text;

async function stylesOf(parts: Parts): Promise<readonly (NumberStyle | undefined)[]> {
  const path = 'xl/styles.xml';
  if (!parts.entries.has(path)) return [];
  const codes = new Map<number, string>();
  const ids: number[] = [];
  let inCells = false;
  const pieces = parsed(parts, path, {
    open: (name, { numFmtId, formatCode }) => {
      if (name === 'cellXfs') inCells = true;
      if (name === 'numFmt' && formatCode !== undefined) codes.set(Number(numFmtId), formatCode);
      if (name === 'xf' && inCells) ids.push(Number(numFmtId ?? 0));
    },
    close: (name) => {
      if (name === 'cellXfs') inCells = false;
    },
    text: () => undefined,
  });
  while (!(await pieces.next()).done);
  return ids.map((id) => styleOf(id, codes.get(id)));
}

async function* sheetRows(parts: Parts, path: string, book: Book): AsyncGenerator<Row> {
  let rows: Row[] = [];
  const handler = rowHandler(book, (row) => rows.push(row));
  for await (const _ of parsed(parts, path, handler)) {
    if (rows.length === 0) continue;
    yield* rows;
    rows = [];
  }
  yield* rows;
}

/** Builds rows from what a sheet's part consists of. */
function rowHandler(book: Book, found: (row: Row) => void): PartHandler {
  let line = 0;
  let column = -1;
  let cells: string[] = [];
  let numbers = new Set<number>();
  let type = 'n';
  let style: NumberStyle | undefined;
  let value = '';
  let inValue = false;
  const inline = richText((text) => (value = text), 'is');
  return {
    open: (name, { r: reference, t, s }) => {
      if (name === 'row') {
        line = reference ? Number(reference) : line + 1;
        [column, cells, numbers] = [-1, [], new Set()];
      } else if (name === 'c') {
        column = reference ? columnOf(reference) : column + 1;
        if (column >= MAX_COLUMNS) throw notAWorkbook();
        [type, style, value] = [t ?? 'n', book.styles[Number(s ?? 0)], ''];
      } else if (name === 'v') inValue = true;
      else inline.open(name, {});
    },
    text: (text) => {
      if (inValue) value += text;
      else inline.text(text);
    },
    close: (name) => {
      if (name === 'v') inValue = false;
      else if (name === 'c') {
        const plain = type === 'n' ? plainNumber(value) : undefined;
        if (plain !== undefined && style?.kind !== 'date') numbers.add(column);
        while (cells.length < column) cells.push('');
        cells[column] = plain === undefined ? textOf(type, value, book) : shown(plain, style, book.date1904);
      } else if (name === 'row') {
        if (cells.some((cell) => cell.trim())) found({ line, cells, numbers });
      } else inline.close(name);
    },
  };
}

function textOf(type: string, value: string, { shared }: Book): string {
  if (type === 's') {
    const text = shared[Number(value)];
    if (text === undefined) throw notAWorkbook();
    return text;
  }
  if (type === 'b') return value === '1' ? 'TRUE' : 'FALSE';
  if (type === 'd') return value.replace('T', ' ');
  return type === 'str' ? unescaped(value) : value;
}

/** `AB12` is column 27, counted from 0. */
function columnOf(reference: string): number {
  let column = 0;
  for (const letter of /^[A-Z]{1,3}/.exec(reference)?.[0] ?? '') column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}
