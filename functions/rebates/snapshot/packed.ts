import { pipeline, Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pipeline as piped } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { InvariantBroken } from '../../kernel/result.ts';
import type { Bytes } from '../objects.ts';

/** How much is unpacked at once: less costs time, more costs memory. */
const CHUNK_BYTES = 128 * 1024;

/** These bytes as one gzip object: the same bytes in the same pieces give the same object. */
export async function packed(pieces: Bytes): Promise<Uint8Array> {
  return piped(pieces, createGzip(), (out) => buffer(out));
}

/** @throws InvariantBroken where the object ends too early or is no gzip; what its source throws comes through as it is */
export async function* unpacked(object: Bytes): Bytes {
  const gunzip = createGunzip({ chunkSize: CHUNK_BYTES });
  // whatever fails destroys `gunzip`, whose reader below is told
  pipeline(Readable.from(object), gunzip, () => undefined);
  try {
    for await (const chunk of gunzip) yield chunk;
  } catch (error) {
    throw isTorn(error) ? new InvariantBroken('a torn object', { cause: error }) : error;
  }
}

/** Codes of zlib; an object that ends too early is `Z_BUF_ERROR`. */
function isTorn(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('Z_');
}
