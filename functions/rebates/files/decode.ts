import { TextDecoder } from 'node:util';
import type { Bytes } from '../objects.ts';
import { UnreadableTable } from './table.ts';

/** So much of a text, from its first character beyond ASCII on, tells its encoding. */
const WINDOW_BYTES = 65_536;

const fixEncoding = 'save the file as CSV UTF-8, or as .xlsx, and send it again';

/**
 * A text in pieces, ends of lines made one kind and the byte order mark left out. Read as UTF-8 where that is possible, else
 * as GB18030, which is what spreadsheets in Chinese write: the first 64 KB from the first character beyond ASCII on decide,
 * and what contradicts them later is no text.
 * @throws UnreadableTable with `encoding` for bytes that are neither, or `nul`
 */
export async function* decoded(bytes: Bytes): AsyncGenerator<string> {
  let line = 1;
  let carriageReturn = false;
  for await (const piece of textOf(bytes, () => line)) {
    // a line's end may lie on both sides of where a piece ends
    const whole: string = (carriageReturn ? '\r' : '') + piece;
    carriageReturn = whole.endsWith('\r');
    const text = (carriageReturn ? whole.slice(0, -1) : whole).replace(/\r\n?/g, '\n');
    const nul = text.indexOf('\0');
    if (nul >= 0) {
      const detail = `there is a NUL byte, so this is no text or only a part of one: ${fixEncoding}`;
      throw new UnreadableTable({ line: line + newlines(text.slice(0, nul)), code: 'nul', detail });
    }
    line += newlines(text);
    yield text;
  }
  if (carriageReturn) yield '\n';
}

async function* textOf(bytes: Bytes, line: () => number): AsyncGenerator<string> {
  let decoder: TextDecoder | undefined;
  let window: Uint8Array[] = [];
  let held = 0;
  let first = true;
  for await (const piece of bytes) {
    if (decoder) {
      yield decode(decoder, piece, line());
    } else if (held === 0 && piece.every((byte) => byte < 0x80)) {
      yield Buffer.from(piece).toString('latin1');
      first &&= piece.length === 0;
    } else {
      window.push(piece);
      held += piece.length;
      if (held < WINDOW_BYTES) continue;
      decoder = decoderOf(window);
      yield withoutMark(decode(decoder, Buffer.concat(window), line()), first);
      window = [];
    }
  }
  if (window.length > 0) {
    decoder = decoderOf(window);
    yield withoutMark(decode(decoder, Buffer.concat(window), line()), first);
  }
  if (decoder) yield decode(decoder, undefined, line());
}

function decoderOf(window: readonly Uint8Array[]): TextDecoder {
  const utf8 = () => new TextDecoder('utf-8', { fatal: true });
  try {
    utf8().decode(Buffer.concat(window), { stream: true });
    return utf8();
  } catch {
    return new TextDecoder('gb18030', { fatal: true });
  }
}

function decode(decoder: TextDecoder, piece: Uint8Array | undefined, line: number): string {
  try {
    return piece ? decoder.decode(piece, { stream: true }) : decoder.decode();
  } catch {
    const readable = piece ? new TextDecoder(decoder.encoding).decode(piece) : '';
    const before = readable.slice(0, Math.max(readable.indexOf('\ufffd'), 0));
    const detail = `neither UTF-8 nor GB18030, or mixed: ${fixEncoding}`;
    throw new UnreadableTable({ line: line + newlines(before.replace(/\r\n?/g, '\n')), code: 'encoding', detail });
  }
}

const withoutMark = (text: string, first: boolean) => (first && text.startsWith('\ufeff') ? text.slice(1) : text);

const newlines = (text: string) => text.split('\n').length - 1;
