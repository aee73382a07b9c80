import { SaxesParser } from 'saxes';
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';
import type { Bytes } from '../objects.ts';
import { MAX_ROW_CHARACTERS, UnreadableTable } from './table.ts';

/** Packed, as uploads are bounded: a zip's directory stands at its end, so the packed bytes are held. */
const MAX_PACKED_BYTES = 200 * 1024 * 1024;
/** Unpacked: a million lines of thirty columns. */
const MAX_UNPACKED_BYTES = 2 * 1024 * 1024 * 1024;
/** Sheets pack to a thirtieth at the most; a part beyond this ratio, and not small, was made to harm. */
const MAX_RATIO = 200;
const SMALL_BYTES = 16 * 1024 * 1024;

/** The parts of a workbook by their paths, none unpacked. Each part's stated size is checked as it is unpacked. */
export type Parts = { readonly zip: ZipFile; readonly entries: ReadonlyMap<string, Entry> };

/** @throws UnreadableTable with `not_a_workbook` or `too_large` */
export async function partsOf(bytes: Bytes): Promise<Parts> {
  const packed = await gathered(bytes);
  const zip = await opened(packed);
  const entries = new Map<string, Entry>();
  let unpacked = 0;
  try {
    for await (const entry of zip.eachEntry()) {
      entries.set(entry.fileName, entry);
      unpacked += entry.uncompressedSize;
      const harms = entry.uncompressedSize > SMALL_BYTES && entry.uncompressedSize > MAX_RATIO * entry.compressedSize;
      if (harms || unpacked > MAX_UNPACKED_BYTES) throw tooLarge();
    }
  } catch (error) {
    throw error instanceof UnreadableTable ? error : notAWorkbook();
  }
  return { zip, entries };
}

/** What a handler of a part is told: names of elements without their prefixes. */
export type PartHandler = {
  readonly open: (name: string, attributes: Readonly<Record<string, string>>) => void;
  readonly close: (name: string) => void;
  readonly text: (text: string) => void;
};

/**
 * Unpacks and parses one part, a piece at a time: it goes on after each piece when it is asked to. Entities of a document
 * type are not known to the parser, so none grows.
 * @throws UnreadableTable where the part is broken, or a text in it longer than any line
 */
export async function* parsed({ zip, entries }: Parts, path: string, handler: PartHandler): AsyncGenerator<void> {
  const entry = entries.get(path);
  if (!entry) throw notAWorkbook();
  const parser = new SaxesParser<Record<string, never>>();
  let sinceTag = 0;
  parser.on('opentag', ({ name, attributes }) => {
    sinceTag = 0;
    handler.open(local(name), attributes);
  });
  parser.on('closetag', ({ name }) => {
    sinceTag = 0;
    handler.close(local(name));
  });
  parser.on('text', handler.text);
  parser.on('cdata', handler.text);
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const piece of await zip.openReadStreamPromise(entry)) {
      sinceTag += piece.length;
      parser.write(decoder.decode(piece, { stream: true }));
      if (sinceTag > 2 * MAX_ROW_CHARACTERS + piece.length) throw tooLarge();
      yield;
    }
    parser.close();
  } catch (error) {
    throw error instanceof UnreadableTable ? error : notAWorkbook();
  }
}

const local = (name: string) => name.slice(name.indexOf(':') + 1);

async function gathered(bytes: Bytes): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  let held = 0;
  for await (const piece of bytes) {
    pieces.push(piece);
    held += piece.length;
    if (held > MAX_PACKED_BYTES) throw tooLarge();
  }
  return Buffer.concat(pieces);
}

async function opened(packed: Buffer): Promise<ZipFile> {
  try {
    return await fromBufferPromise(packed, { lazyEntries: true });
  } catch {
    throw notAWorkbook();
  }
}

export function tooLarge(): UnreadableTable {
  const detail = 'the workbook unpacks to far more than a statement has: split it, or export it as CSV';
  return new UnreadableTable({ line: 1, code: 'too_large', detail });
}

export function notAWorkbook(): UnreadableTable {
  const detail =
    'no workbook that can be read to its end: half of a file, or a packed file of another kind. Unpack what is packed, or export it again';
  return new UnreadableTable({ line: 1, code: 'not_a_workbook', detail });
}
