import { crc32 } from 'node:zlib';
import type { Bytes } from '../objects.ts';
import { type Row, UnreadableTable } from './table.ts';
import type { Parts } from './workbook-parts.ts';

/** Says that an archive is one of ours: the files of one month, none of them changed. */
const MARK = 'reseller-desk: the files of a month';

/** A file as its provider named it. */
export type Member = { readonly name: string; readonly bytes: Uint8Array };

/**
 * Several files as one original: a ZIP whose members are as they came, unpacked, without times, so that the same files are
 * the same bytes.
 * @see https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT sections 4.3.7, 4.3.12 and 4.3.16
 */
export function archiveOf(members: readonly Member[]): Uint8Array {
  const files: Uint8Array[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [index, { name, bytes }] of members.entries()) {
    // numbered, because two may be called alike; without what may not stand in a path
    const path = Buffer.from(`${index + 1}-${name.replace(/[^\p{L}\p{N}._-]+/gu, '_')}`);
    const told = described(path, bytes);
    files.push(Buffer.from([0x50, 0x4b, 3, 4]), told, path, bytes);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    directory.push(Buffer.from([0x50, 0x4b, 1, 2, 20, 0]), told, rest, path);
    offset += 4 + told.length + path.length + bytes.length;
  }
  const entries = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(members.length, 8);
  end.writeUInt16LE(members.length, 10);
  end.writeUInt32LE(entries.length, 12);
  end.writeUInt32LE(offset, 16);
  end.writeUInt16LE(MARK.length, 20);
  return Buffer.concat([...files, entries, end, Buffer.from(MARK)]);
}

/** What the head of a member and the directory say alike: UTF-8 names, stored, no time, sums and lengths. */
function described(path: Buffer, bytes: Uint8Array): Buffer {
  const told = Buffer.alloc(26);
  told.writeUInt16LE(20, 0);
  told.writeUInt16LE(0x0800, 2);
  // the first of January 1980, where such dates begin
  told.writeUInt16LE(0x21, 8);
  told.writeUInt32LE(crc32(bytes), 10);
  told.writeUInt32LE(bytes.length, 14);
  told.writeUInt32LE(bytes.length, 18);
  told.writeUInt16LE(path.length, 22);
  return told;
}

export const isArchive = ({ zip }: Parts): boolean => zip.comment === MARK;

/**
 * The rows of all members, one after the other, under the columns of the first: a member's own are left out. Lines are
 * counted on, as if the files had been put under one another.
 * @throws UnreadableTable with `files_differ` for a member with other columns
 */
export async function* archiveRows(parts: Parts, rowsOf: (member: Bytes) => AsyncIterable<Row>): AsyncGenerator<Row> {
  let columns: string | undefined;
  let before = 0;
  for (const [path, entry] of parts.entries) {
    let isFirst = true;
    let last = 0;
    try {
      for await (const row of rowsOf(await parts.zip.openReadStreamPromise(entry))) {
        last = row.line;
        const own = JSON.stringify(row.cells.map((cell) => cell.trim()));
        if (isFirst && columns !== undefined && own !== columns) throw differ(row.line);
        if (!isFirst || columns === undefined) yield { ...row, line: before + row.line };
        columns ??= own;
        isFirst = false;
      }
    } catch (error) {
      if (!(error instanceof UnreadableTable)) throw error;
      const { line, detail } = error.fault;
      throw new UnreadableTable({ ...error.fault, line: before + line, detail: `line ${line} of ${path}: ${detail}` });
    }
    before += last;
  }
}

function differ(line: number): UnreadableTable {
  const detail = 'other columns than those of the files before it: bring each as an upload of its own';
  return new UnreadableTable({ line, code: 'files_differ', detail });
}
