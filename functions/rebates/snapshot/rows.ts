import { buffer } from 'node:stream/consumers';
import { InvariantBroken } from '../../kernel/result.ts';
import type { Bytes } from '../objects.ts';
import { packed, unpacked } from './packed.ts';

/**
 * The line of the original that each line of a snapshot was read from, in the snapshot's order: 32 bits little-endian a
 * line, gzip. 0 where it was not read from this original.
 */
export async function packRows(rows: readonly number[]): Promise<Uint8Array> {
  const bytes = Buffer.alloc(rows.length * 4);
  rows.forEach((row, index) => bytes.writeUInt32LE(row, index * 4));
  return packed(oneBlock(bytes));
}

/** @throws InvariantBroken for a torn object */
export async function readRows(object: Bytes): Promise<readonly number[]> {
  const bytes = await buffer(unpacked(object));
  if (bytes.length % 4 !== 0) throw new InvariantBroken('rows that end within a number');
  return Array.from({ length: bytes.length / 4 }, (_, index) => bytes.readUInt32LE(index * 4));
}

async function* oneBlock(bytes: Uint8Array): Bytes {
  yield bytes;
}
