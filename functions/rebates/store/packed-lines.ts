import type { Bytes } from '../objects.ts';
import { unpacked } from '../snapshot/packed.ts';

const NEWLINE = 0x0a;

/**
 * The lines of a packed object, one after the other, without holding it; of any length, unlike the lines of a snapshot.
 * Only a line feed ends a line: `node:readline` would also break at U+2028, which may stand in a product's name.
 * @throws what `unpacked` throws
 */
export async function* packedLines(object: Bytes): AsyncGenerator<string, void, undefined> {
  const rest: Uint8Array[] = [];
  for await (const chunk of unpacked(object)) {
    let from = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, from)) {
      yield Buffer.concat([...rest, chunk.subarray(from, end)]).toString('utf8');
      rest.length = 0;
      from = end + 1;
    }
    if (from < chunk.length) rest.push(chunk.subarray(from));
  }
  if (rest.length > 0) yield Buffer.concat(rest).toString('utf8');
}
