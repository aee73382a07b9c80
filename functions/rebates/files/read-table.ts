import type { Bytes } from '../objects.ts';
import { archiveRows, isArchive } from './archive.ts';
import { csvRows } from './csv-table.ts';
import { decoded } from './decode.ts';
import { listRows } from './list-table.ts';
import { type Row, UnreadableTable } from './table.ts';
import { type Parts, partsOf } from './workbook-parts.ts';
import { workbookRows } from './workbook-table.ts';

/** `file` is a provider's or a portal's own; `list` the pages of a provider's list, a JSON record of texts a line. */
export type OriginalForm = 'file' | 'list';

/**
 * The lines of an original, empty ones left out; the first names the columns. A file is known by its first bytes, never by
 * what it is called: `PK` is a workbook, or the files of a month together; anything else has to be text. Reads as it is
 * read from: of a text one line is held, of a workbook its packed bytes and its table of texts.
 * @throws UnreadableTable where it can't be read on
 */
export async function* readTable(original: Bytes, form: OriginalForm): AsyncGenerator<Row> {
  yield* form === 'list' ? listRows(decoded(original)) : fileRows(original, packedRows);
}

async function* fileRows(original: Bytes, packed: (parts: Parts) => AsyncIterable<Row>): AsyncGenerator<Row> {
  const { start, all } = await peeked(original);
  if (start.startsWith('504b')) yield* packed(await partsOf(all));
  else if (start.startsWith('d0cf11e0')) {
    const detail = 'an old or a locked workbook: save it as .xlsx without a password, or as CSV UTF-8';
    throw new UnreadableTable({ line: 1, code: 'not_a_table', detail });
  } else yield* csvRows(decoded(all));
}

function packedRows(parts: Parts): AsyncGenerator<Row> {
  return isArchive(parts) ? archiveRows(parts, (member) => fileRows(member, workbookRows)) : workbookRows(parts);
}

/** The first four bytes as hexadecimal digits, and the whole stream with them still in it. */
async function peeked(original: Bytes): Promise<{ start: string; all: Bytes }> {
  const pieces = original[Symbol.asyncIterator]();
  const first: Uint8Array[] = [];
  let held = 0;
  while (held < 4) {
    const next = await pieces.next();
    if (next.done) break;
    first.push(next.value);
    held += next.value.length;
  }
  return { start: Buffer.concat(first).subarray(0, 4).toString('hex'), all: resumed(first, pieces) };
}

async function* resumed(first: readonly Uint8Array[], rest: AsyncIterator<Uint8Array>): Bytes {
  try {
    yield* first;
    for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}
